/**
 * The wire format. One `postMessage` carries one batch: a single flat array of frames, each an op code followed by a
 * fixed number of fields (and, for calls, the arguments themselves), so that a batch of a thousand calls is one array.
 *
 * | frame   | fields |
 * |---------|--------|
 * | CALL    | id, target, slots, argc, ...args |
 * | NOTIFY  | target, slots, argc, ...args |
 * | OK      | id, value |
 * | FAIL    | id, error record |
 * | CANCEL  | id of the call |
 * | DISPOSE | id of the call whose result is a disposable |
 * | RELEASE | handle of a callback |
 *
 * `target` is a method name, or the number of a callback handle. `slots` is `null`, or a flat list of `path, handle` pairs
 * saying where in the arguments a function stood: no value inside the arguments is ever taken for a handle.
 * Who is speaking is not on the wire: identity belongs to the port.
 */
export const CALL = 1;
export const NOTIFY = 2;
export const OK = 3;
export const FAIL = 4;
export const CANCEL = 5;
export const DISPOSE = 6;
export const RELEASE = 7;

/** Fields of a frame before its arguments, the op code included. */
export const HEADER_LENGTH: Readonly<Record<number, number>> = {
  [CALL]: 5,
  [NOTIFY]: 4,
  [OK]: 3,
  [FAIL]: 3,
  [CANCEL]: 2,
  [DISPOSE]: 2,
  [RELEASE]: 2,
};

/** A method by name or a callback by handle. */
export type Target = string | number;
/** `[path, handle, path, handle, …]`, a path being the keys from the argument list down. */
export type Slots = unknown[] | null;
