import { useEffect, useMemo, useState } from 'react';
import type { MarketplaceEntry } from '../../backend/backend.ts';

/** More than this is no choice any more. */
const MAX_CATEGORIES = 30;

/**
 * The categories to choose from: those that the app names, or else those that were seen so far, the ones with most plugins first. What
 * was chosen is among them.
 */
export function useMarketplaceCategories(
  entries: readonly MarketplaceEntry[] | undefined,
  named: readonly string[] | undefined,
  chosen: string,
): readonly string[] {
  const [seen, setSeen] = useState<ReadonlyMap<string, number>>(new Map());

  useEffect(() => {
    if (named || !entries) return;
    setSeen((before) => withCategories(before, entries));
  }, [entries, named]);

  return useMemo(() => {
    const all = named ?? [...seen].sort(([, a], [, b]) => b - a).map(([category]) => category);
    const offered = all.slice(0, MAX_CATEGORIES);
    return chosen === '' || offered.includes(chosen) ? offered : [...offered, chosen];
  }, [named, seen, chosen]);
}

/** How many of these plugins are in each category, where they are in it at all; what was known before stays. */
function withCategories(
  before: ReadonlyMap<string, number>,
  entries: readonly MarketplaceEntry[],
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { categories } of entries)
    for (const category of new Set(categories)) counts.set(category, (counts.get(category) ?? 0) + 1);
  const after = new Map(before);
  for (const [category, count] of counts) after.set(category, Math.max(count, before.get(category) ?? 0));
  const same = after.size === before.size && [...after].every(([name, count]) => before.get(name) === count);
  return same ? before : after;
}
