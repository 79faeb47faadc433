import { DATA, MOVE, REMOVE, ROOT, TEXT } from '@fluxstudio/plugin-protocol/panel/ops';
import type { Operations } from './operations.ts';
import type { Tree, TreeDocument } from './tree.ts';
import type { TreeElement } from './tree-element.ts';

const TEXT_NODE = 3;

/** Siblings are linked: a place among thousands costs as little as one among two. */
export abstract class TreeNode {
  abstract readonly nodeType: number;
  abstract readonly nodeName: string;
  abstract textContent: string;
  /** Another each time it comes into the page: what was told of the earlier one is not meant for it. */
  id = ROOT;
  readonly ownerDocument: TreeDocument;
  /** Of the panel that shows it. */
  tree: Tree | undefined;
  parentNode: TreeElement | null = null;
  previousSibling: TreeNode | null = null;
  nextSibling: TreeNode | null = null;
  firstChild: TreeNode | null = null;
  lastChild: TreeNode | null = null;
  /** The turn in which it was told to the page. */
  turn = -1;

  constructor(ownerDocument: TreeDocument) {
    this.ownerDocument = ownerDocument;
  }

  get isConnected(): boolean {
    return this.tree !== undefined;
  }

  get childNodes(): TreeNode[] {
    const nodes: TreeNode[] = [];
    for (let child = this.firstChild; child; child = child.nextSibling) nodes.push(child);
    return nodes;
  }

  remove(): void {
    this.parentNode?.removeChild(this);
  }

  contains(other: TreeNode | null): boolean {
    for (let node = other; node; node = node.parentNode) if (node === this) return true;
    return false;
  }

  /** @param before a child of `parent`, or `null` for its end */
  place(parent: TreeElement, before: TreeNode | null): void {
    if (this.parentNode === parent && (before === this || before === this.nextSibling)) return;
    if (this.contains(parent)) throw new Error(`${this.nodeName} cannot be put into itself`);
    if (before && before.parentNode !== parent) throw new Error('The node to insert before is not a child');
    const isMove = this.tree !== undefined && this.tree === parent.tree;
    if (isMove) this.unlink();
    else this.remove();
    this.parentNode = parent;
    this.nextSibling = before;
    this.previousSibling = before ? before.previousSibling : parent.lastChild;
    if (this.previousSibling) this.previousSibling.nextSibling = this;
    else parent.firstChild = this;
    if (before) before.previousSibling = this;
    else parent.lastChild = this;
    if (!parent.tree) return;
    if (isMove) parent.tree.operations.push(MOVE, parent.id, before?.id ?? ROOT, this.id);
    else this.connect(parent.tree, parent.id, before?.id ?? ROOT);
  }

  /** Out of its parent, and out of the page. */
  detach(): void {
    this.unlink();
    if (!this.tree) return;
    this.tree.operations.push(REMOVE, this.id);
    this.disconnect();
  }

  protected abstract tell(operations: Operations, parent: number, before: number): void;

  private connect(tree: Tree, parent: number, before: number): void {
    this.tree = tree;
    this.id = tree.operations.nextId();
    this.turn = tree.operations.turn();
    this.tell(tree.operations, parent, before);
    tree.nodes.set(this.id, this);
    for (let child = this.firstChild; child; child = child.nextSibling) child.connect(tree, this.id, ROOT);
  }

  private disconnect(): void {
    this.tree?.nodes.delete(this.id);
    this.tree = undefined;
    for (let child = this.firstChild; child; child = child.nextSibling) child.disconnect();
  }

  private unlink(): void {
    const { parentNode: parent, previousSibling: previous, nextSibling: next } = this;
    if (!parent) return;
    if (previous) previous.nextSibling = next;
    else parent.firstChild = next;
    if (next) next.previousSibling = previous;
    else parent.lastChild = previous;
    this.parentNode = this.previousSibling = this.nextSibling = null;
  }
}

export class TreeText extends TreeNode {
  readonly nodeType = TEXT_NODE;
  readonly nodeName = '#text';
  private text: string;

  constructor(ownerDocument: TreeDocument, text: string) {
    super(ownerDocument);
    this.text = text;
  }

  get data(): string {
    return this.text;
  }

  set data(value: string) {
    const text = String(value);
    if (text === this.text) return;
    this.text = text;
    this.tree?.operations.push(DATA, this.id, text);
  }

  get nodeValue(): string {
    return this.text;
  }

  set nodeValue(value: string) {
    this.data = value;
  }

  get textContent(): string {
    return this.text;
  }

  set textContent(value: string) {
    this.data = value;
  }

  protected tell(operations: Operations, parent: number, before: number): void {
    operations.push(TEXT, parent, before, this.id, this.text);
  }
}
