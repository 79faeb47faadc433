import type { Disposable } from '@fluxstudio/plugin-protocol/disposable';
import type { CanvasCommand } from '@fluxstudio/plugin-protocol/panel/canvas-commands';
import type { ELEMENTS, ElementName } from '@fluxstudio/plugin-protocol/panel/elements';
import type * as v from 'valibot';

type Elements = typeof ELEMENTS;
type Infer<T> = T extends v.GenericSchema ? Frozen<v.InferInput<T>> : never;
/** A plugin may hand over lists that it does not change itself. */
type Frozen<T> = T extends readonly (infer I)[]
  ? readonly Frozen<I>[]
  : T extends object
    ? { readonly [K in keyof T]: Frozen<T[K]> }
    : T;
type Value<N extends ElementName> = Elements[N] extends { readonly value: infer K extends string }
  ? K extends keyof Elements[N]['props']
    ? { readonly [P in K]: Infer<Elements[N]['props'][P]> }
    : never
  : Record<never, never>;

/** `value` of each element. Looked up and not worked out, so that an element of a name is one of any name as well. */
type Values = {
  [N in ElementName]: Elements[N] extends { readonly value: 'value' }
    ? Value<N>[keyof Value<N>] | undefined
    : unknown;
};

/** What `setAttribute` of each element takes. Looked up as well. */
type Attributes = {
  [N in ElementName]: {
    [K in keyof Elements[N]['props'] & string]: [
      name: K,
      value: Infer<Elements[N]['props'][K]> | null | undefined,
    ];
  }[keyof Elements[N]['props'] & string];
};

/** What an event tells beside its element. */
interface Details<N extends ElementName> {
  press: N extends 'Canvas' ? Point : Record<never, never>;
  move: Point;
  release: Point;
  input: Value<N>;
  change: Value<N>;
  submit: Record<never, never>;
  focus: Record<never, never>;
  blur: Record<never, never>;
  /** The id of the item or row. */
  select: { readonly id: string };
  activate: { readonly id: string };
  toggle: { readonly id: string; readonly expanded: boolean };
  sort: { readonly column: string; readonly descending: boolean };
}

/** Pixels of the canvas, from its top left. */
interface Point {
  readonly x: number;
  readonly y: number;
}

/** Something that the user did. */
export interface PanelEventBase<N extends ElementName = ElementName> {
  readonly type: string;
  readonly target: PanelElement<N>;
  /**
   * Which input this is. A handler that answers later hands it to `setValue`, so that it does not undo what was typed since:
   * `event.target.setValue(checked, event.rev)`.
   */
  readonly rev: number;
}

export type PanelEvent<N extends ElementName, E extends keyof Details<N>> = PanelEventBase<N> & Details<N>[E];

type Events<N extends ElementName> = Elements[N]['events'][number];
type Listener<N extends ElementName, E extends Events<N>> = (
  event: PanelEvent<N, E & keyof Details<N>>,
) => unknown;

/** Given an element once it is there: a function, or an object as `useRef` of Preact makes it. */
export type PanelRef<N extends ElementName, Gone = never> =
  | ((element: PanelElement<N> | Gone) => unknown)
  | { current: PanelElement<N> | null };

type ChildrenOf<Kind, C> = Kind extends 'none' ? never : Kind extends 'text' ? PanelTexts : C;

/**
 * What an element takes: its properties, and a function for each of its events.
 *
 * @typeParam C what can stand in it, where it can hold more than texts
 * @typeParam Gone what a `ref` is given when the element is no longer there
 */
export type PropsOf<N extends ElementName, C = PanelChildren, Gone = never> = {
  readonly [K in keyof Elements[N]['props']]?: Infer<Elements[N]['props'][K]> | undefined;
} & {
  readonly [E in Events<N> as `on${Capitalize<E>}`]?: Listener<N, E> | undefined;
} & {
  readonly children?: ChildrenOf<Elements[N]['children'], C> | undefined;
  readonly ref?: PanelRef<N, Gone> | null | undefined;
};

/** What can stand in an element of texts, such as a `Button`. Nothing is shown of `null`, `undefined`, `true` and `false`. */
export type PanelTexts = string | number | bigint | boolean | null | undefined | readonly PanelTexts[];
/** What can stand in an element. Nothing is shown of `null`, `undefined`, `true` and `false`. */
export type PanelChild = PanelNode | PanelTemplate | string | number | bigint | boolean | null | undefined;
export type PanelChildren = PanelChild | readonly PanelChildren[];

/** What JSX makes: a description of nodes, which become real where they are put into an element. */
export interface PanelTemplate {
  readonly type: string | ((props: never) => PanelChildren);
  readonly props: Readonly<Record<string, unknown>>;
}

/** A node of a panel: as in the DOM of the Web platform, as far as it goes. */
export interface PanelNode {
  readonly nodeType: number;
  readonly nodeName: string;
  readonly parentNode: PanelElement | null;
  readonly firstChild: PanelNode | null;
  readonly lastChild: PanelNode | null;
  readonly nextSibling: PanelNode | null;
  readonly previousSibling: PanelNode | null;
  readonly childNodes: readonly PanelNode[];
  /** Whether it is in the panel that the user sees. */
  readonly isConnected: boolean;
  readonly ownerDocument: PanelDocument;
  textContent: string;
  remove(): void;
}

/** An element of a panel, such as a `Button`. */
export interface PanelElement<N extends ElementName = ElementName> extends PanelNode {
  readonly localName: N;
  append(...children: readonly PanelChildren[]): void;
  replaceChildren(...children: readonly PanelChildren[]): void;
  appendChild<T extends PanelNode>(child: T): T;
  insertBefore<T extends PanelNode>(child: T, before: PanelNode | null): T;
  removeChild<T extends PanelNode>(child: T): T;
  /** Sets a property; `null` and `undefined` take it back. What it tells is listened to with `addEventListener`. */
  setAttribute(...attribute: Attributes[N]): void;
  getAttribute(name: Attributes[N][0]): unknown;
  removeAttribute(name: Attributes[N][0]): void;
  addEventListener<E extends Events<N>>(type: E, listener: Listener<N, E>): void;
  removeEventListener<E extends Events<N>>(type: E, listener: Listener<N, E>): void;
  /** What the user has typed or chosen, and what stands there when it is set. */
  value: Values[N];
  checked: boolean | undefined;
  /**
   * Sets the value as an answer to an input. When the user has gone on typing since, nothing happens.
   *
   * @param rev of the event that is answered
   */
  setValue(value: unknown, rev: number): void;
  /** Takes the focus, where the element can have it, and not while the user types outside of the panel. */
  focus(): void;
  /**
   * Draws onto a `Canvas`, over what is there. Another `width` or `height` makes it empty again.
   *
   * @example
   * canvas.draw([{ type: 'clear' }, { type: 'rect', x: 8, y: 8, width: 40, height: 24, fill: '#1e90ff' }]);
   */
  draw: N extends 'Canvas' ? (commands: readonly CanvasCommand[]) => void : never;
}

/** Makes nodes. What libraries expect of `document`. */
export interface PanelDocument {
  createElement<N extends ElementName>(name: N): PanelElement<N>;
  createElementNS(namespace: string | null, name: string): PanelElement;
  createTextNode(text: string): PanelNode;
  /**
   * Stops the panel at the end of the turn, as an error of the function that draws it does: `PANEL_FAILED` with its message, and the
   * error itself in the log.
   */
  fail(error: unknown): void;
}

/** The panel that is drawn, beside its tree. */
export interface PanelContext {
  readonly document: PanelDocument;
  /** Whether the user sees it. A panel behind another tab stays as it is. */
  readonly visible: boolean;
  onDidChangeVisibility(listener: (visible: boolean) => unknown): Disposable;
  /** Aborted when the panel is closed. */
  readonly signal: AbortSignal;
  /** What `setState` was given last, also before the plugin was stopped, updated or reloaded. */
  getState<T = unknown>(): T | undefined;
  setState(state: unknown): void;
  /** Closes a dialog: `showModal` resolves with the result. A panel stays. */
  close(result?: unknown): void;
}

/** What a function that draws returns: JSX is appended, a function is called when the panel is closed. */
export type PanelDrawn = PanelTemplate | (() => unknown) | null | undefined | void;

/**
 * Draws a panel or dialog: called each time it is opened. JSX that it returns, or promises, is appended; a function is called when it is
 * closed.
 *
 * @example
 * api.ui.registerPanel({ id: 'hello', title: 'Hello', location: 'sidebar' }, (root) => {
 *   root.append('Hello');
 * });
 */
export type PanelRender = (root: PanelElement, panel: PanelContext) => PanelDrawn | Promise<PanelDrawn>;
