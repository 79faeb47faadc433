/**
 * The wire format. One `postMessage` carries one batch: a flat array of frames, so that a batch of a thousand calls is one array.
 * Every frame has the same shape:
 *
 * | op | target | slots | argc | ...args |
 * |----|--------|-------|------|---------|
 * | `> 0`, the id of a call | method name, or handle of a reference | see below | number of arguments | the arguments |
 * | `0`, a notification | the same | | | |
 * | {@link ANSWER} | id of the call | | 1 | the result |
 * | {@link END} | key | | 1 | an error record, or nothing |
 *
 * Each side numbers its calls and what it lends to the other side (handles) from one counter. As a key, a positive number is one of
 * the receiver's own numbers and a negative one is the sender's: `END 7` fails the receiver's call 7 or returns what it lent as 7;
 * `END -7` ends what the sender's call 7 began, so it cancels it, or disposes what it had returned. The two sides may have crossed:
 * a number that is not known any more is ignored.
 *
 * `slots` is `null` or a list of {@link Slot}s: references (functions, streams, signals) travel only here. In the arguments `null`
 * stands in their place, and no value inside arguments is ever taken for one. Identity and rights are not on the wire: they belong
 * to the port.
 */
export const ANSWER = -1;
export const END = -2;

/** A method by name, or a reference by handle. */
export type Target = string | number;

/**
 * Where a reference stands and what it is. `holder` is the very array or object inside the arguments that has `null` under `key`
 * (structured clone keeps identity within a message), or `null` for the argument list itself.
 *
 * Kinds: 0 a function, called by its handle; {@link ITERABLE} and {@link STREAM}, pulled by calling the handle, one
 * `{ done, value }` per call; {@link SIGNAL}, whose handle answers when it aborts; an error record for a signal that had aborted.
 */
export type Slot = readonly [holder: object | null, key: string | number, kind: unknown, handle: number];

export const FUNCTION = 0;
export const ITERABLE = 1;
export const STREAM = 2;
export const SIGNAL = 3;

/** More references in one frame are a forgery: each costs the receiver an object, a signal costs it a call. */
export const MAX_REFERENCES = 32;

/** Where the frame at `at` of a well-formed batch ends. */
export const frameEnd = (batch: readonly unknown[], at: number): number => at + 4 + (batch[at + 3] as number);
