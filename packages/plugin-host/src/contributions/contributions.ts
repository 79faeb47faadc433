import type { PanelEntry, PluginIdentity, ToolbarEntry } from '../services.ts';
import {
  type CommandRegistry,
  type CommandRegistryOptions,
  createCommandRegistry,
} from './command-registry.ts';
import { type ContributionList, createContributionList } from './contribution-list.ts';
import { declaredEntries, NOTHING } from './declared-entries.ts';
import type {
  ContextMenuEntry,
  FileTypeEntry,
  LanguageEntry,
  MenuEntry,
  StatusBarEntry,
  ThemeEntry,
} from './entries.ts';
import type { Shown } from './follow-registry.ts';

/** Everything plugins add to the app, place by place. */
export interface Contributions {
  readonly commands: CommandRegistry;
  readonly menus: ContributionList<MenuEntry>;
  readonly contextMenus: ContributionList<ContextMenuEntry>;
  readonly panels: ContributionList<PanelEntry>;
  readonly toolbarItems: ContributionList<ToolbarEntry>;
  readonly statusBar: ContributionList<StatusBarEntry>;
  readonly themes: ContributionList<ThemeEntry>;
  readonly languages: ContributionList<LanguageEntry>;
  readonly fileTypes: ContributionList<FileTypeEntry>;
}

export function createContributions(options: CommandRegistryOptions): Contributions {
  const { context } = options;
  return {
    commands: createCommandRegistry(options),
    menus: createContributionList('menu item', context),
    contextMenus: createContributionList('context menu item', context),
    panels: createContributionList('panel', context),
    toolbarItems: createContributionList('toolbar item', context),
    statusBar: createContributionList('status bar item', context),
    themes: createContributionList('theme', context),
    languages: createContributionList('language', context),
    fileTypes: createContributionList('file type', context),
  };
}

/** Shows what a manifest declares, as far as the user allows it; `undefined` takes it all away. */
export function declareContributions(
  lists: Contributions,
  plugin: PluginIdentity,
  shown: Shown | undefined,
): void {
  const entries = shown ? declaredEntries(plugin, shown.manifest, shown.granted) : NOTHING;
  lists.commands.declare(plugin.id, entries.commands);
  lists.menus.declare(plugin.id, entries.menus);
  lists.contextMenus.declare(plugin.id, entries.contextMenus);
  lists.panels.declare(plugin.id, entries.panels);
  lists.toolbarItems.declare(plugin.id, entries.toolbarItems);
  lists.statusBar.declare(plugin.id, entries.statusBar);
  lists.themes.declare(plugin.id, entries.themes);
  lists.languages.declare(plugin.id, entries.languages);
  lists.fileTypes.declare(plugin.id, entries.fileTypes);
}
