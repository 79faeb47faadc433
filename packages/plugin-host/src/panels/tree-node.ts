import type { ELEMENTS, ElementName, ElementSchema } from '@fluxstudio/plugin-protocol/panel/elements';
import { callListeners } from '../call-listeners.ts';
import type { Weight } from './panel-budget.ts';
import type { PanelNode, PanelNodeSnapshot } from './panel-node.ts';

/** A node with its place: siblings are linked, so that a move costs the same wherever it goes. */
export class TreeNode implements PanelNode {
  readonly id: number;
  readonly name: ElementName | '#root' | '#text';
  readonly schema: ElementSchema | undefined;
  props: Record<string, unknown>;
  text = '';
  /** What is charged for its text or properties. */
  readonly weights = new Map<string, Weight>();
  /** Nodes of the page that are charged for it. */
  drawn = 0;
  parent: TreeNode | undefined;
  previous: TreeNode | undefined;
  next: TreeNode | undefined;
  first: TreeNode | undefined;
  last: TreeNode | undefined;
  childCount = 0;
  /** Of its input: how often the user has changed it. */
  rev = 0;
  /** What the plugin answers waits while the user composes a character. */
  composing = false;
  held: { readonly value: unknown } | undefined;
  private readonly listeners = new Set<() => void>();
  private snapshot: PanelNodeSnapshot | undefined;

  constructor(
    id: number,
    name: TreeNode['name'],
    schema: (typeof ELEMENTS)[ElementName] | undefined,
    props: Record<string, unknown> = {},
  ) {
    this.id = id;
    this.name = name;
    this.schema = schema;
    this.props = props;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly getSnapshot = (): PanelNodeSnapshot => {
    this.snapshot ??=
      this.name === '#text'
        ? { name: this.name, text: this.text }
        : { name: this.name, props: this.props, children: this.children() };
    return this.snapshot;
  };

  set(name: string, value: unknown): void {
    const { [name]: _, ...others } = this.props;
    this.props = value === null ? others : { ...others, [name]: value };
    this.snapshot = undefined;
  }

  invalidate(): void {
    this.snapshot = undefined;
  }

  tell(): void {
    callListeners(this.listeners);
  }

  link(parent: TreeNode, before: TreeNode | undefined): void {
    this.parent = parent;
    this.next = before;
    this.previous = before ? before.previous : parent.last;
    if (this.previous) this.previous.next = this;
    else parent.first = this;
    if (before) before.previous = this;
    else parent.last = this;
    parent.childCount++;
    parent.invalidate();
  }

  unlink(): void {
    const { parent, previous, next } = this;
    if (!parent) return;
    if (previous) previous.next = next;
    else parent.first = next;
    if (next) next.previous = previous;
    else parent.last = previous;
    this.parent = this.previous = this.next = undefined;
    parent.childCount--;
    parent.invalidate();
  }

  children(): TreeNode[] {
    const nodes: TreeNode[] = [];
    for (let node = this.first; node; node = node.next) nodes.push(node);
    return nodes;
  }
}
