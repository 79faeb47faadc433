import type { ELEMENTS, ElementName, ElementSchema } from '@fluxstudio/plugin-protocol/panel/elements';
import { callListeners } from '../call-listeners.ts';
import type { CanvasSize } from './canvas-size.ts';
import type { Weight } from './panel-budget.ts';
import type { PanelNode, PanelNodeSnapshot } from './panel-node.ts';

/** What stands in the lines of a text. */
const IN_LINES: ReadonlySet<string> = new Set(['#text', 'Text', 'Heading', 'Link', 'Badge', 'Button']);

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
  private readonly isInLines: boolean;
  /** Letters in its lines, also those of the texts in it. */
  letters = 0;
  /** Of a canvas: as it is to be, and the most that the page may still have of it. */
  size: CanvasSize | undefined;
  largest: CanvasSize | undefined;
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
    this.isInLines = IN_LINES.has(name);
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

  write(text: string): void {
    this.addLetters(text.length - this.text.length);
    this.text = text;
    this.snapshot = undefined;
  }

  invalidate(): void {
    this.snapshot = undefined;
  }

  /** What is broken into lines together with it. */
  wholeText(): TreeNode {
    let whole: TreeNode = this;
    for (let outer = this.outerLines(); outer; outer = outer.outerLines()) whole = outer;
    return whole;
  }

  /** Texts that stand in no other are in lines of what they stand in. */
  private outerLines(): TreeNode | undefined {
    const { parent } = this;
    return this.name === '#text' || (this.isInLines && parent?.isInLines) ? parent : undefined;
  }

  private addLetters(letters: number): void {
    if (letters === 0) return;
    this.letters += letters;
    this.outerLines()?.addLetters(letters);
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
    this.outerLines()?.addLetters(this.letters);
  }

  unlink(): void {
    const { parent, previous, next } = this;
    if (!parent) return;
    if (previous) previous.next = next;
    else parent.first = next;
    if (next) next.previous = previous;
    else parent.last = previous;
    this.outerLines()?.addLetters(-this.letters);
    this.parent = this.previous = this.next = undefined;
    parent.childCount--;
    parent.invalidate();
  }

  /** Nothing is kept of what stood in it, whoever keeps the node. */
  clear(): void {
    this.first = this.last = undefined;
    this.childCount = 0;
    this.invalidate();
  }

  children(): TreeNode[] {
    const nodes: TreeNode[] = [];
    for (let node = this.first; node; node = node.next) nodes.push(node);
    return nodes;
  }
}
