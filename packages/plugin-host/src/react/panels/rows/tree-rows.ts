import { uniqueById } from '../elements/unique-by-id.ts';

export interface TreeItem {
  readonly id: string;
  readonly parent?: string | undefined;
  readonly expandable?: boolean | undefined;
}

/** An item that is in sight: every item above it is expanded. */
export interface TreeRow<T> {
  readonly item: T;
  /** From 1. */
  readonly level: number;
  /** `undefined` where there is nothing to expand. */
  readonly expanded: boolean | undefined;
  /** Its place among those with the same parent, from 1, and how many they are. */
  readonly position: number;
  readonly setSize: number;
}

/**
 * What is in sight of a tree, from above. An item whose parent is not there stands at the top; items that are each other’s parents are
 * nowhere.
 */
export function treeRows<T extends TreeItem>(
  given: readonly T[],
  expanded: readonly string[],
): readonly TreeRow<T>[] {
  const items = uniqueById(given);
  const ids = new Set(items.map(({ id }) => id));
  const open = new Set(expanded);
  const childrenOf = new Map<string | undefined, T[]>();
  for (const item of items) {
    const parent = item.parent !== undefined && ids.has(item.parent) ? item.parent : undefined;
    const siblings = childrenOf.get(parent);
    if (siblings) siblings.push(item);
    else childrenOf.set(parent, [item]);
  }

  const rows: TreeRow<T>[] = [];
  // No recursion: a plugin may put ten thousand items into each other.
  const waiting: TreeRow<T>[] = [];
  const enter = (parent: string | undefined, level: number) => {
    const siblings = childrenOf.get(parent) ?? [];
    for (let at = siblings.length - 1; at >= 0; at--) {
      const item = siblings[at] as T;
      const isExpandable = item.expandable ?? childrenOf.has(item.id);
      waiting.push({
        item,
        level,
        expanded: isExpandable ? open.has(item.id) : undefined,
        position: at + 1,
        setSize: siblings.length,
      });
    }
  };
  enter(undefined, 1);
  for (let row = waiting.pop(); row; row = waiting.pop()) {
    rows.push(row);
    if (row.expanded) enter(row.item.id, row.level + 1);
  }
  return rows;
}
