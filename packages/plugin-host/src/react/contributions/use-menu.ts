import { useMemo } from 'react';
import type { CommandEntry } from '../../contributions/command-registry.ts';
import type { ContextMenuEntry, MenuEntry } from '../../contributions/entries.ts';
import type { PluginIdentity } from '../../services.ts';
import { usePluginHost } from '../plugin-host-provider.tsx';
import { useCommands } from './use-commands.ts';
import { useContributions, useContributionsAt } from './use-contributions.ts';

/** What has a context menu. */
export type MenuTarget = ContextMenuEntry['targetType'];

/** An item of a menu, with the words of its command. */
export interface MenuItem {
  readonly id: string;
  /** Full id of the command that it runs. */
  readonly command: string;
  readonly title: string;
  readonly icon?: string | undefined;
  readonly shortcut?: string | readonly string[] | undefined;
  /** Absent for what the app adds itself. */
  readonly plugin?: PluginIdentity | undefined;
  /** Shown, and does nothing. */
  readonly disabled?: boolean | undefined;
  /** Destroys something. */
  readonly danger?: boolean | undefined;
}

/** Items that stand together, between separators. */
export interface MenuGroup {
  readonly id: string;
  readonly items: readonly MenuItem[];
}

/**
 * The items that the app and plugins have in the app's menu; with a target those of its context menu. Grouped, groups and items in
 * order. An item whose command is not there is left out.
 *
 * @example
 * const groups = useMenu('canvas');
 */
export function useMenu(target?: MenuTarget): readonly MenuGroup[] {
  const { menus, contextMenus, commands } = usePluginHost();
  const own: readonly MenuEntry[] = useContributions(menus);
  const ofTarget: readonly MenuEntry[] = useContributionsAt(contextMenus, 'targetType', target);
  const shownCommands = useCommands();
  const entries = target === undefined ? own : ofTarget;
  // A command that is hidden by its `when` still has a title: only those that are gone are left out.
  return useMemo(() => toGroups(entries, commands.get), [entries, commands, shownCommands]);
}

function toGroups(
  entries: readonly MenuEntry[],
  commandOf: (id: string) => CommandEntry | undefined,
): readonly MenuGroup[] {
  const groups = new Map<string, MenuItem[]>();
  for (const { id, command, group = '', plugin } of entries) {
    const entry = commandOf(command);
    if (!entry) continue;
    const items = groups.get(group) ?? [];
    items.push({ id, command, title: entry.title, icon: entry.icon, shortcut: entry.shortcut, plugin });
    groups.set(group, items);
  }
  return [...groups].map(([id, items]) => ({ id, items }));
}
