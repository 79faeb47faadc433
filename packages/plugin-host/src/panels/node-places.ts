import * as op from '@fluxstudio/plugin-protocol/panel/ops';
import { invalidPanel } from './check-element.ts';
import { tooMuch } from './panel-account.ts';
import type { PanelLimits } from './panel-limits.ts';
import { TreeNode } from './tree-node.ts';

/** The nodes of a panel by their numbers, and where another may stand. What a plugin asks for and may not have throws `INVALID_PANEL`. */
export interface NodePlaces {
  readonly root: TreeNode;
  readonly nodes: Map<number, TreeNode>;
  /** Each is used once: whoever draws knows nodes by their numbers. */
  newId(id: unknown): number;
  find(id: unknown): TreeNode;
  /** Not the root. */
  findChild(id: unknown): TreeNode;
  /** One in which others may stand. */
  findParent(id: unknown): TreeNode;
  findBefore(id: unknown, parent: TreeNode): TreeNode | undefined;
  /** One more may stand in it. */
  checkRoom(parent: TreeNode): void;
  /** A new node may stand in it, or one with what is in it. */
  checkDepth(parent: TreeNode, node?: TreeNode): void;
}

/** @param spend counts what is looked at like operations */
export function createNodePlaces(limits: PanelLimits, spend: (operations: number) => void): NodePlaces {
  const root = new TreeNode(op.ROOT, '#root', undefined);
  const nodes = new Map<number, TreeNode>([[op.ROOT, root]]);
  let lastId = 0;

  function find(id: unknown): TreeNode {
    const node = typeof id === 'number' ? nodes.get(id) : undefined;
    if (!node) throw invalidPanel(`There is no node ${typeof id === 'number' ? id : typeof id}`);
    return node;
  }

  function heightOf(node: TreeNode): number {
    spend(1);
    let height = 0;
    for (let child = node.first; child; child = child.next) height = Math.max(height, heightOf(child) + 1);
    return height;
  }

  return {
    root,
    nodes,
    newId(id) {
      if (typeof id !== 'number' || !Number.isSafeInteger(id) || id <= lastId)
        throw invalidPanel(`${typeof id === 'number' ? id : typeof id} is no new number of a node`);
      lastId = id;
      return id;
    },
    find,
    findChild(id) {
      const node = find(id);
      if (node === root) throw invalidPanel('The root stays where it is');
      return node;
    },
    findParent(id) {
      const parent = find(id);
      if (parent.name === '#text' || parent.schema?.children === 'none')
        throw invalidPanel(`Nothing can stand in ${parent.name}`);
      return parent;
    },
    findBefore(id, parent) {
      if (id === op.ROOT) return undefined;
      const before = find(id);
      if (before.parent !== parent) throw invalidPanel(`Node ${before.id} is no child of node ${parent.id}`);
      return before;
    },
    checkRoom({ childCount }) {
      if (childCount >= limits.children)
        throw tooMuch(`${limits.children} nodes in one element: use a List or a Table`);
    },
    checkDepth(parent, node) {
      let depth = depthOf(parent);
      if (node) {
        // What was there no less deeply has its depth looked at already.
        if (!node.parent || depth <= depthOf(node.parent)) return;
        depth += heightOf(node);
      }
      if (depth > limits.depth) throw invalidPanel(`More than ${limits.depth} elements within each other`);
    },
  };
}

function depthOf(node: TreeNode): number {
  let depth = 0;
  for (let above: TreeNode | undefined = node; above; above = above.parent) depth++;
  return depth;
}
