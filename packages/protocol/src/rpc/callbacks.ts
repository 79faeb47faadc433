import { PluginError } from '../errors.ts';
import { fieldPath } from '../field-path.ts';
import type { Slots } from './wire.ts';

type Callback = (...args: unknown[]) => unknown;

/** A callback of the other side, with the means to let go of it. */
export interface RemoteCallback extends Callback {
  /** Frees the function on the other side. Calls after it reject with `DISPOSED`. */
  release(): void;
}

/** Nesting of arguments in which functions are looked for; beyond it a function is a clone error. */
const MAX_DEPTH = 8;

const isPlain = (value: unknown): value is Record<string, unknown> => {
  if (typeof value !== 'object' || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
};

/**
 * Takes functions out of arguments: returns a copy in which each is `null`, and the slots that say where they stood. Only what
 * holds a function is copied; the caller's own objects are never changed.
 */
export function extractCallbacks(
  args: readonly unknown[],
  keep: (callback: Callback) => number,
): [unknown[], Slots] {
  const slots: unknown[] = [];

  function walk(value: unknown, path: (string | number)[]): unknown {
    if (typeof value === 'function') {
      slots.push(path, keep(value as Callback));
      return null;
    }
    if (path.length > MAX_DEPTH || !(Array.isArray(value) || isPlain(value))) return value;
    const keys: (string | number)[] = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
    let copy = value as Record<string | number, unknown>;
    for (const key of keys) {
      const item = walk(copy[key], [...path, key]);
      if (item === copy[key]) continue;
      if (copy === value) copy = (Array.isArray(value) ? value.slice() : { ...value }) as typeof copy;
      copy[key] = item;
    }
    return copy;
  }

  const out = walk(args, []) as unknown[];
  return [out, slots.length > 0 ? slots : null];
}

/**
 * Puts callbacks back where `slots` says. The slots come from the other side: every path must lead through own properties of
 * the arguments to a `null`.
 *
 * @throws PluginError `PROTOCOL_VIOLATION`
 */
export function reviveCallbacks(
  args: unknown[],
  slots: Slots,
  revive: (handle: number) => RemoteCallback,
): void {
  if (slots === null) return;
  if (!Array.isArray(slots) || slots.length % 2 !== 0) throw violation('slots are not pairs');
  for (let at = 0; at < slots.length; at += 2) {
    const path: unknown = slots[at];
    const handle: unknown = slots[at + 1];
    if (!Array.isArray(path) || path.length === 0 || path.length > MAX_DEPTH + 1)
      throw violation('a slot has no path');
    if (!isId(handle)) throw violation('a slot has no handle');
    let target: unknown = args;
    for (const key of path.slice(0, -1)) target = own(target, key);
    const last = path[path.length - 1];
    if (own(target, last) !== null) throw violation('a slot points at a value');
    (target as Record<PropertyKey, unknown>)[last as PropertyKey] = revive(handle);
  }
}

function own(target: unknown, key: unknown): unknown {
  if (typeof target !== 'object' || target === null || !Object.hasOwn(target, key as PropertyKey)) {
    throw violation('a slot leads nowhere');
  }
  return (target as Record<PropertyKey, unknown>)[key as PropertyKey];
}

export function isId(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) > 0;
}

export function violation(what: string): PluginError {
  return new PluginError('PROTOCOL_VIOLATION', `Malformed message: ${what}`);
}

/** The path of the first value in `args` that structured clone refuses, such as `args[0].items[3].onClick`. */
export function findUncloneable(args: unknown, path: readonly (string | number)[] = []): string | undefined {
  const cloneable = (value: unknown): boolean => {
    try {
      structuredClone(value);
      return true;
    } catch {
      return false;
    }
  };
  if (cloneable(args)) return undefined;
  if (Array.isArray(args) || isPlain(args)) {
    for (const [key, value] of Object.entries(args)) {
      const found = findUncloneable(value, [...path, Array.isArray(args) ? Number(key) : key]);
      if (found !== undefined) return found;
    }
  }
  return fieldPath(path);
}
