/**
 * What the peer uses of the language and the platform, taken when this module is loaded. In a worker that is before plugin code
 * runs, so nothing that code patches, then or later, changes what `receive`, the queue and its flush do: not `Map.prototype.get`,
 * not `Promise.prototype.then` or `Promise` itself, not an iterator, not a setter on `Array.prototype[0]` or
 * `Object.prototype`. The rest of the peer keeps to these rules:
 *
 * - methods are called through what is taken here; a {@link createTable table} has its own copies of them
 * - what grows by assignment is {@link bare}: without a prototype there is no setter to meet and no species to ask
 * - lists are read by index: no iteration, spread or array destructuring
 * - promises are continued by {@link chain}, never awaited
 *
 * This keeps error reports honest and the port private. It is no security boundary: the host checks permissions, and a plugin can
 * always break calls of its own, for instance through the signals and functions that are made for it.
 */
/** `Object.prototype`. */
export const plain = Object.prototype as Record<string, unknown>;
export const { apply } = Reflect;
export const { isArray } = Array;
export const { hasOwn, keys } = Object;
export const { Promise: NativePromise, structuredClone } = globalThis;

const { Map: NativeMap } = globalThis;
const { getPrototypeOf, setPrototypeOf } = Object;
const { slice: sliceOf } = Array.prototype;
const { then: thenOf } = NativePromise.prototype;
const { get, set, delete: remove, forEach } = NativeMap.prototype;

/** `list.slice(start, end)`. */
export const slice = <T>(list: readonly T[], start: number, end: number): T[] =>
  apply(sliceOf, list, [start, end]);

/** `promise.then(onFulfilled, onRejected)`. */
export const chain = <T, A = T, B = never>(
  promise: Promise<T>,
  onFulfilled: ((value: T) => A | PromiseLike<A>) | undefined,
  onRejected?: (error: unknown) => B | PromiseLike<B>,
): Promise<A | B> => apply(thenOf, promise, [onFulfilled, onRejected]);

export const resolved: Promise<unknown> = new NativePromise((resolve) => resolve(undefined));

/** Takes the prototype off an array or object. Structured clone does not mind. */
export const bare = <T extends object>(value: T): T => setPrototypeOf(value, null);

const tableMethods = bare({ get, set, delete: remove, forEach });

/** A `Map` whose methods nobody can replace. */
export type Table<K, V> = Pick<Map<K, V>, keyof typeof tableMethods>;
export const createTable = <K, V>(): Table<K, V> => setPrototypeOf(new NativeMap(), tableMethods);

/** An array or a plain object: what structured clone copies member by member. */
export function isContainer(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || !value) return false;
  const prototype: unknown = getPrototypeOf(value);
  return isArray(value) || !prototype || prototype === plain;
}
