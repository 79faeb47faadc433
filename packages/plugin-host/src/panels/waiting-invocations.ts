import { closeImages } from './close-images.ts';
import type { PanelInvocation } from './panel-node.ts';
import type { TreeNode } from './tree-node.ts';

/** Of one element. */
const MOST = 100;
/** Of a whole view: as much as its properties may weigh. */
const MOST_BYTES = 64 * 1024 * 1024;

/** What elements are asked to do that are not drawn yet: `append()` and `focus()` come together. */
export interface Waiting {
  /** Where that is too much, the oldest goes. */
  add(node: TreeNode, invocation: PanelInvocation, bytes: number): void;
  /** Those of an element, which wait no longer. */
  take(node: TreeNode): readonly PanelInvocation[];
  /** The element is gone. */
  drop(node: TreeNode): void;
  dispose(): void;
}

interface Entry {
  readonly invocation: PanelInvocation;
  readonly bytes: number;
}

export function createWaiting(): Waiting {
  const entries = new Map<TreeNode, Entry[]>();
  let total = 0;

  function takeAll(node: TreeNode): PanelInvocation[] {
    const taken = entries.get(node) ?? [];
    entries.delete(node);
    for (const { bytes } of taken) total -= bytes;
    return taken.map(({ invocation }) => invocation);
  }

  function dropOldest(node: TreeNode): void {
    const list = entries.get(node);
    const oldest = list?.shift();
    if (list?.length === 0) entries.delete(node);
    if (!oldest) return;
    total -= oldest.bytes;
    closeImages([oldest.invocation.args]);
  }

  function drop(node: TreeNode): void {
    closeImages(takeAll(node).map(({ args }) => args));
  }

  return {
    add(node, invocation, bytes) {
      const list = entries.get(node) ?? [];
      list.push({ invocation, bytes });
      entries.set(node, list);
      total += bytes;
      if (list.length > MOST) dropOldest(node);
      for (const other of entries.keys()) while (total > MOST_BYTES && entries.has(other)) dropOldest(other);
    },
    take: takeAll,
    drop,
    dispose() {
      for (const node of entries.keys()) drop(node);
    },
  };
}
