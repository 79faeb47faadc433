import type { QuickPickItem } from '@fluxstudio/plugin-protocol/api/ui';
import { foldText } from '../ui/fold-text.ts';

/** The items that have every word of the query in their texts; those whose label begins with it first. */
export function findItems(items: readonly QuickPickItem[], query: string): readonly QuickPickItem[] {
  const words = foldText(query).split(/\s+/).filter(Boolean);
  if (words.length === 0) return items;
  const [first = ''] = words;
  const found = items.filter(({ label, description = '', detail = '' }) => {
    const all = foldText(`${label} ${description} ${detail}`);
    return words.every((word) => all.includes(word));
  });
  const begins = (item: QuickPickItem) => foldText(item.label).startsWith(first);
  return [...found.filter(begins), ...found.filter((item) => !begins(item))];
}
