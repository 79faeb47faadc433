import type {
  ContextMenuContribution,
  FileTypeContribution,
  LanguageContribution,
  MenuContribution,
  StatusBarContribution,
  ThemeContribution,
} from '@fluxstudio/plugin-protocol/manifest/contributes';
import type { PluginIdentity } from '../services.ts';

/** What a manifest declares, under its full id and with the plugin it comes from; the app adds its own without one. */
type Entry<T extends { id: string }> = T & { readonly plugin?: PluginIdentity | undefined };

/** An item of the app's menu. `command` is the full id of a command: its title is the item's. */
export type MenuEntry = Entry<MenuContribution>;

/** An item of the menu that something on the page has, such as a file. */
export type ContextMenuEntry = Entry<MenuContribution> & {
  readonly targetType: ContextMenuContribution['targetType'];
};

/** A text in the status bar; `command` is the full id of a command, run by a click. */
export type StatusBarEntry = Entry<StatusBarContribution>;

/** Colours by name. The app decides which of its own names a plugin may set. */
export type ThemeEntry = Entry<ThemeContribution>;

export type LanguageEntry = Entry<LanguageContribution>;

export type FileTypeEntry = Entry<FileTypeContribution>;
