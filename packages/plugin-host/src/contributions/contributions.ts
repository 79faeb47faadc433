import type { PanelEntry, PluginIdentity, ToolbarEntry } from '../services.ts';
import {
  type CommandRegistry,
  type CommandRegistryOptions,
  createCommandRegistry,
} from './command-registry.ts';
import { type Contributed, type ContributionList, createContributionList } from './contribution-list.ts';
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

export interface ContributionsOptions extends CommandRegistryOptions {
  /** Told once of each plugin that may declare nothing. */
  warn?(message: string): void;
}

/** A plugin that is named like the app declares nothing: what it adds could pass for what the app has. */
export function createContributions({
  warn = (message) => console.warn(message),
  ...options
}: ContributionsOptions): Contributions {
  const { context, names } = options;
  const refused = new Set<string>();

  type Declare<T> = (pluginId: string, entries: readonly T[]) => void;
  const guarded =
    <T>(declare: Declare<T>): Declare<T> =>
    (pluginId, entries) => {
      const isRefused = entries.length > 0 && names.has(pluginId);
      if (isRefused && !refused.has(pluginId)) {
        refused.add(pluginId);
        warn(`The plugin ${pluginId} is named like the app: it may declare nothing`);
      }
      declare(pluginId, isRefused ? [] : entries);
    };
  function list<T extends Contributed>(what: string): ContributionList<T> {
    const made = createContributionList<T>(what, context);
    return { ...made, declare: guarded(made.declare) };
  }
  const commands = createCommandRegistry(options);

  return {
    commands: { ...commands, declare: guarded(commands.declare) },
    menus: list('menu item'),
    contextMenus: list('context menu item'),
    panels: list('panel'),
    toolbarItems: list('toolbar item'),
    statusBar: list('status bar item'),
    themes: list('theme'),
    languages: list('language'),
    fileTypes: list('file type'),
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
