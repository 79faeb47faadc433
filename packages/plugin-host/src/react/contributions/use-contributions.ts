import { useMemo, useSyncExternalStore } from 'react';

/** What the lists of a host have in common: see {@link ContributionList}. */
export interface Listed<T> {
  readonly subscribe: (listener: () => void) => () => void;
  readonly getSnapshot: () => readonly T[];
}

const NONE: readonly never[] = [];

/** What a list has to show now. Empty while rendering on a server. */
export function useContributions<T>(list: Listed<T>): readonly T[] {
  return useSyncExternalStore<readonly T[]>(list.subscribe, list.getSnapshot, () => NONE);
}

/** The part of a list that stands in one place. The same array until that part changes. */
export function useContributionsAt<T extends object, K extends keyof T>(
  list: Listed<T>,
  key: K,
  place: T[K] | undefined,
): readonly T[] {
  const getSnapshot = useMemo(() => createSelection(list, key, place), [list, key, place]);
  return useSyncExternalStore<readonly T[]>(list.subscribe, getSnapshot, () => NONE);
}

function createSelection<T extends object, K extends keyof T>(
  list: Listed<T>,
  key: K,
  place: T[K] | undefined,
): () => readonly T[] {
  let from: readonly T[] | undefined;
  let selected: readonly T[] = NONE;
  return () => {
    const all = list.getSnapshot();
    if (all === from) return selected;
    from = all;
    const next = place === undefined ? all : all.filter((entry) => entry[key] === place);
    const same = next.length === selected.length && next.every((entry, index) => entry === selected[index]);
    if (!same) selected = next;
    return selected;
  };
}
