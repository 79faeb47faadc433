import { imagesOf, MOST_IMAGE_PIXELS } from '@fluxstudio/plugin-protocol/panel/canvas-images';
import { ACK, INSERT, INVOKE, SET } from '@fluxstudio/plugin-protocol/panel/ops';
import { tellAll } from '../tell-all.ts';
import { materialise } from './materialise.ts';
import type { Operations } from './operations.ts';
import { reportRejection } from './report-rejection.ts';
import { requirePlain } from './require-plain.ts';
import type { TreeDocument } from './tree.ts';
import { TreeNode } from './tree-node.ts';

const ELEMENT_NODE = 1;

/** As a listener gets it. */
export interface TreeEvent {
  readonly type: string;
  readonly target: TreeElement;
  readonly currentTarget: TreeElement;
  readonly rev: number;
  readonly [detail: string]: unknown;
}

type Listener = (event: TreeEvent) => unknown;

/** What the user changes, by the name of the property: the page tells it with an input. */
const VALUES = ['value', 'checked'];
/** Preact asks an element for `onpress` to know that the event of `onPress` is called `press`. */
export const EVENTS: readonly string[] = [
  'activate',
  'blur',
  'change',
  'focus',
  'input',
  'move',
  'press',
  'release',
  'select',
  'sort',
  'submit',
  'toggle',
];

export class TreeElement extends TreeNode {
  readonly nodeType = ELEMENT_NODE;
  readonly nodeName: string;
  readonly localName: string;
  /** Goes out as it is at the end of the turn in which the element was inserted. */
  private readonly props: Record<string, unknown> = {};
  private readonly listeners = new Map<string, Set<Listener>>();
  /** The newest input that was told of. */
  private rev = 0;
  /** What it is asked to do once it is in the page. */
  private asked: (readonly [name: string, args: readonly unknown[]])[] = [];

  constructor(ownerDocument: TreeDocument, name: string) {
    super(ownerDocument);
    this.nodeName = this.localName = name;
  }

  append(...children: unknown[]): void {
    for (const node of materialise(this.ownerDocument, children)) node.place(this, null);
  }

  replaceChildren(...children: unknown[]): void {
    while (this.firstChild) this.removeChild(this.firstChild);
    this.append(...children);
  }

  appendChild(child: TreeNode): TreeNode {
    return this.insertBefore(child, null);
  }

  insertBefore(child: TreeNode, before: TreeNode | null): TreeNode {
    child.place(this, before ?? null);
    return child;
  }

  removeChild(child: TreeNode): TreeNode {
    if (child.parentNode !== this) throw new Error('The node to remove is not a child');
    child.detach();
    return child;
  }

  get textContent(): string {
    return this.childNodes.map((child) => child.textContent).join('');
  }

  set textContent(text: string) {
    this.replaceChildren(...(text ? [text] : []));
  }

  getAttribute(name: string): unknown {
    return this.props[name] ?? null;
  }

  setAttribute(name: string, value: unknown): void {
    this.set(name, value ?? undefined, this.rev);
  }

  removeAttribute(name: string): void {
    this.set(name, undefined, this.rev);
  }

  get value(): unknown {
    return this.props.value;
  }

  set value(value: unknown) {
    const isText = this.localName === 'TextField' || this.localName === 'TextArea';
    this.set('value', isText ? (value ?? undefined) : unlessEmpty(value), this.rev);
  }

  get checked(): unknown {
    return this.props.checked;
  }

  set checked(checked: unknown) {
    this.set('checked', unlessEmpty(checked), this.rev);
  }

  setValue(value: unknown, rev: number): void {
    if (rev === this.rev) this.value = value;
  }

  focus(): void {
    this.invoke('focus');
    // Whoever puts it into the panel much later takes the focus from where the user is by then.
    if (!this.tree) setTimeout(() => this.forget('focus'));
  }

  draw(commands: unknown): void {
    for (const { width, height } of imagesOf(commands)) {
      if (width === 0) throw new TypeError('Canvas: an image is closed');
      if (width * height > MOST_IMAGE_PIXELS)
        throw new RangeError(
          `Canvas: an image has more than ${MOST_IMAGE_PIXELS} pixels: make it smaller, with resizeWidth of createImageBitmap`,
        );
    }
    // As it is now: an image may be closed at once, and what cannot travel is refused here.
    this.invoke('draw', structuredClone(commands));
  }

  addEventListener(type: string, listener: Listener): void {
    const name = type.toLowerCase();
    const listeners = this.listeners.get(name) ?? new Set();
    this.listeners.set(name, listeners);
    listeners.add(listener);
    if (listeners.size === 1) this.set(propertyOf(name), true, 0);
  }

  removeEventListener(type: string, listener: Listener): void {
    const name = type.toLowerCase();
    const listeners = this.listeners.get(name);
    if (listeners?.delete(listener) && listeners.size === 0) this.set(propertyOf(name), undefined, 0);
  }

  /** The page tells of something: its listeners hear it, and the page of what became of an input. */
  receive(type: string, detail: Readonly<Record<string, unknown>>, rev: number): void {
    const changed = VALUES.find((name) => name in detail);
    if (changed) {
      this.rev = rev;
      this.props[changed] = detail[changed];
    }
    const event: TreeEvent = { ...detail, type, target: this, currentTarget: this, rev };
    try {
      tellAll(this.listeners.get(type) ?? [], (listener) => reportRejection(listener.call(this, event)));
    } finally {
      // After what frameworks draw in a microtask of their own.
      if (changed) queueMicrotask(() => this.acknowledge(changed));
    }
  }

  private acknowledge(name: string): void {
    if (!this.tree) return;
    this.tree.operations.push(ACK, this.id, this.rev, this.props[name] ?? null);
    this.tree.operations.flush();
  }

  protected tell(operations: Operations, parent: number, before: number): void {
    this.rev = 0;
    operations.push(INSERT, parent, before, this.id, this.localName, this.props);
    const { asked } = this;
    this.asked = [];
    for (const [name, args] of asked) this.ask(operations, name, args);
  }

  private invoke(name: string, ...args: unknown[]): void {
    if (this.tree) this.ask(this.tree.operations, name, args);
    else this.asked.push([name, args]);
  }

  private forget(asked: string): void {
    this.asked = this.asked.filter(([name]) => name !== asked);
  }

  private ask(operations: Operations, name: string, args: readonly unknown[]): void {
    operations.push(INVOKE, this.id, name, args);
    for (const image of imagesOf(args[0])) operations.move(image);
  }

  private set(name: string, value: unknown, rev: number): void {
    if (this.props[name] === value && typeof value !== 'object') return;
    requirePlain(value, `${this.localName}: ${name}`);
    if (value === undefined) delete this.props[name];
    else this.props[name] = value;
    if (this.tree && this.turn !== this.tree.operations.turn())
      this.tree.operations.push(SET, this.id, name, value ?? null, rev);
  }
}

for (const name of EVENTS) Object.defineProperty(TreeElement.prototype, `on${name}`, { value: null });

/** Preact takes a property away by an empty text. */
function unlessEmpty(value: unknown): unknown {
  return value === '' ? undefined : (value ?? undefined);
}

function propertyOf(event: string): string {
  return `on${event.charAt(0).toUpperCase()}${event.slice(1)}`;
}
