import type { Operations } from './operations.ts';
import { TreeElement } from './tree-element.ts';
import { type TreeNode, TreeText } from './tree-node.ts';

export interface TreeDocument {
  createElement(name: string): TreeElement;
  createElementNS(namespace: string | null, name: string): TreeElement;
  createTextNode(text: string): TreeText;
  /** Stops the panel at the end of the turn, as an error of its function does. */
  fail?(error: unknown): void;
}

/** The nodes of one open panel. */
export interface Tree {
  readonly root: TreeElement;
  readonly operations: Operations;
  /** Those that the page knows, by number. */
  readonly nodes: Map<number, TreeNode>;
}

export function createTree(operations: Operations): Tree {
  const createElement = (name: string): TreeElement => new TreeElement(document, name);
  const document: TreeDocument = {
    createElement,
    createElementNS: (_, name) => createElement(name),
    createTextNode: (text) => new TreeText(document, String(text)),
  };
  const root = createElement('#root');
  root.tree = { root, operations, nodes: new Map() };
  return root.tree;
}
