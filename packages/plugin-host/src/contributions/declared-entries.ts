import { qualifyName } from '@fluxstudio/plugin-protocol/ids';
import type { PluginManifest } from '@fluxstudio/plugin-protocol/manifest/manifest';
import { covers } from '@fluxstudio/plugin-protocol/permissions';
import type { PanelEntry, PluginIdentity, ToolbarEntry } from '../services.ts';
import type { CommandEntry } from './command-registry.ts';
import type {
  ContextMenuEntry,
  FileTypeEntry,
  LanguageEntry,
  MenuEntry,
  StatusBarEntry,
  ThemeEntry,
} from './entries.ts';

/** What one manifest adds to the app, place by place. */
export interface DeclaredEntries {
  readonly commands: readonly CommandEntry[];
  readonly menus: readonly MenuEntry[];
  readonly contextMenus: readonly ContextMenuEntry[];
  readonly panels: readonly PanelEntry[];
  readonly toolbarItems: readonly ToolbarEntry[];
  readonly statusBar: readonly StatusBarEntry[];
  readonly themes: readonly ThemeEntry[];
  readonly languages: readonly LanguageEntry[];
  readonly fileTypes: readonly FileTypeEntry[];
}

export const NOTHING: DeclaredEntries = {
  commands: [],
  menus: [],
  contextMenus: [],
  panels: [],
  toolbarItems: [],
  statusBar: [],
  themes: [],
  languages: [],
  fileTypes: [],
};

/**
 * Ids become full ones. What runs commands needs the permission `commands`, what takes room on the page needs `ui`: to declare is
 * no way around what registering would need.
 */
export function declaredEntries(
  plugin: PluginIdentity,
  { contributes = {} }: PluginManifest,
  granted: readonly string[],
): DeclaredEntries {
  const full = (name: string) => qualifyName(plugin.id, name);
  const own = <T extends { id: string }>(entry: T) => ({ ...entry, id: full(entry.id), plugin });
  const running = <T extends { id: string; command: string }>(entry: T) => ({
    ...own(entry),
    command: full(entry.command),
  });
  const commands = covers(granted, 'commands');
  const ui = covers(granted, 'ui');
  const allowed = <T>(may: boolean, list: readonly T[] | undefined): readonly T[] =>
    may ? (list ?? []) : [];

  return {
    commands: allowed(commands, contributes.commands).map((entry) => ({
      ...own(entry),
      category: entry.category ?? plugin.name,
    })),
    menus: allowed(commands, contributes.menus).map(running),
    contextMenus: allowed(commands, contributes.contextMenus).flatMap(({ id, targetType, items }) =>
      items.map((item) => ({ ...running({ ...item, id: `${id}.${item.id}` }), targetType })),
    ),
    panels: allowed(ui, contributes.panels).map(own),
    toolbarItems: allowed(ui, contributes.toolbarItems).map(running),
    statusBar: allowed(ui, contributes.statusBar).map(({ command, ...entry }) => ({
      ...own(entry),
      ...(command === undefined ? {} : { command: full(command) }),
    })),
    themes: (contributes.themes ?? []).map(own),
    languages: (contributes.languages ?? []).map(own),
    fileTypes: (contributes.fileTypes ?? []).map(own),
  };
}
