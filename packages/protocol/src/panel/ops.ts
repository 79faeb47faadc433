/**
 * How a panel's tree travels from the worker to the page: one flat list, each operation its number and then its parts. Nodes have
 * numbers that the worker gives; 0 is the root, and as `before` the end. Nested lists would cost a clone as deep as the tree.
 */

/** `parent, before, id, tag, props`: a new element. */
export const INSERT = 0;
/** `parent, before, id, text`: a new text. */
export const TEXT = 1;
/** `parent, before, id`. */
export const MOVE = 2;
/** `id`: it and everything below it. */
export const REMOVE = 3;
/** `id, name, value, rev`: a property; `null` is none. `rev` is that of the input which the plugin has answered with it, or 0. */
export const SET = 4;
/** `id, text`: another text of a text. */
export const DATA = 5;
/** `id, rev, value`: the plugin has seen an input, and this is the value now. */
export const ACK = 6;
/** `id, name, args`: something an element does once, such as to take the focus. */
export const INVOKE = 7;
/** `value`: what the plugin wants to find again when the panel is opened anew. */
export const STATE = 8;
/** `message`: the plugin could not draw it. */
export const FAIL = 9;
/** `value`: a dialog is done. */
export const RESULT = 10;

/** Parts that follow the number of an operation. */
export const PARTS: readonly number[] = [5, 4, 3, 1, 4, 2, 3, 3, 1, 1, 1];

export const ROOT = 0;

/** What the page tells a panel in the worker: its view, what it is, and the parts of that. */
export type PanelMessage =
  | readonly [view: number, kind: 'open', opening: PanelOpening]
  | readonly [view: number, kind: 'event', node: number, type: string, detail: unknown, rev: number]
  | readonly [view: number, kind: 'visible', visible: boolean]
  | readonly [view: number, kind: 'close'];

export interface PanelOpening {
  /** The script that draws panels; once for each worker. */
  readonly script?: string;
  /** What an earlier view of the panel left. */
  readonly state: unknown;
  readonly visible: boolean;
}
