import { closeImages } from './close-images.ts';
import type { PluginShare } from './panel-account.ts';
import type { PanelInvocation } from './panel-node.ts';
import type { TreeNode } from './tree-node.ts';

/** Of one element. */
const MOST = 100;
/** Of a whole view: as much as its properties may weigh. */
const MOST_BYTES = 64 * 1024 * 1024;
/** Of all open views of the plugin. */
const MOST_OF_PLUGIN = 2 * MOST_BYTES;

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

export function createWaiting(shared: Pick<PluginShare, 'waiting'>): Waiting {
  const entries = new Map<TreeNode, Entry[]>();
  let total = 0;

  function count(bytes: number): void {
    total += bytes;
    shared.waiting += bytes;
  }

  const isTooMuch = () => total > MOST_BYTES || shared.waiting > MOST_OF_PLUGIN;

  function takeAll(node: TreeNode): PanelInvocation[] {
    const taken = entries.get(node) ?? [];
    entries.delete(node);
    for (const { bytes } of taken) count(-bytes);
    return taken.map(({ invocation }) => invocation);
  }

  function dropOldest(node: TreeNode): void {
    const list = entries.get(node);
    const oldest = list?.shift();
    if (list?.length === 0) entries.delete(node);
    if (!oldest) return;
    count(-oldest.bytes);
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
      count(bytes);
      if (list.length > MOST) dropOldest(node);
      for (const other of entries.keys()) while (isTooMuch() && entries.has(other)) dropOldest(other);
    },
    take: takeAll,
    drop,
    dispose() {
      for (const node of entries.keys()) drop(node);
    },
  };
}
