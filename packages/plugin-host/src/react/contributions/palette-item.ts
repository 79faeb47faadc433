import type { ReactNode } from 'react';
import type { CommandEntry, CommandRegistry } from '../../contributions/command-registry.ts';
import type { PluginIdentity } from '../../services.ts';
import { foldText } from '../ui/fold-text.ts';

/** Something the command palette can run. */
export interface PaletteItem {
  /** Unique among the items of the app. */
  readonly id: string;
  readonly label: string;
  readonly description?: string;
  readonly icon?: ReactNode;
  /** `'Ctrl+K'`, or its keys one by one: `['Ctrl', 'K']`. Shown, not listened to. */
  readonly shortcut?: string | readonly string[];
  readonly category?: string;
  /** More words to find it by. */
  readonly keywords?: readonly string[];
  /** Runs after the palette has closed. A rejection goes to `onError`. */
  action(): unknown;
}

/** An item as the palette lists it: of the app, or of a plugin, which is then named beside it. */
export interface ListedItem extends PaletteItem {
  /** Unique in the whole list. */
  readonly key: string;
  readonly plugin?: PluginIdentity;
}

/** A registered command as a palette item. */
export function toListedItem(entry: CommandEntry, commands: CommandRegistry): ListedItem {
  return {
    key: `command:${entry.id}`,
    id: entry.id,
    label: entry.title,
    description: entry.description,
    shortcut: entry.shortcut,
    category: entry.category,
    plugin: entry.plugin,
    action: () => commands.execute(entry.id),
  };
}

/**
 * The items that have every word of `query` in their texts, best first: a label that starts with the query, then a word
 * of the label, then the rest. Equal ones keep their order.
 */
export function filterItems(items: readonly ListedItem[], query: string): readonly ListedItem[] {
  const words = foldText(query).split(/\s+/).filter(Boolean);
  if (words.length === 0) return items;
  return items
    .map((item) => ({ item, score: score(item, words) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ item }) => item);
}

function score(item: ListedItem, words: readonly string[]): number {
  const label = foldText(item.label);
  const rest = foldText(
    [item.description, item.category, item.plugin?.name, item.id, ...(item.keywords ?? [])]
      .filter(Boolean)
      .join(' '),
  );
  let total = 0;
  for (const word of words) {
    if (label.startsWith(word)) total += 4;
    else if (label.split(/[\s:./-]+/).some((part) => part.startsWith(word))) total += 3;
    else if (label.includes(word)) total += 2;
    else if (rest.includes(word)) total += 1;
    else return 0;
  }
  return total;
}
