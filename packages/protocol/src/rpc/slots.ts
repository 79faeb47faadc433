import { bare, createTable, hasOwn, isArray, isContainer, keys, slice, type Table } from './primordials.ts';
import { ITERABLE, MAX_REFERENCES, type Slot, STREAM } from './wire.ts';

type Members = Record<string | number, unknown>;

/**
 * Called with each value inside arguments and where it is: its path such as `args[0].onClick`, the copy that is to hold it and its
 * key there; there is no copy for the members of the argument list. What it returns stands in the value's place, unless it is
 * `undefined`.
 */
type Visitor = (value: unknown, path: string, holder: object | null | undefined, key: string) => unknown;

/**
 * Copies arrays and plain objects and replaces what `visit` says. The caller's objects are never changed; shared and cyclic ones
 * stay shared and cyclic.
 */
export function rewrite(root: unknown, path: string, visit: Visitor): unknown {
  let copies: Table<unknown, Members> | undefined;

  function walk(value: unknown, path: string, holder: object | null | undefined, key: string): unknown {
    const replaced = visit(value, path, holder, key);
    if (replaced !== undefined) return replaced;
    if (!isContainer(value)) return value;
    let copy = copies?.get(value);
    if (!copy) {
      copy = bare((isArray(value) ? [] : {}) as Members);
      copies ??= createTable();
      copies.set(value, copy);
      const names = keys(value);
      for (let at = 0; at < names.length; at++) {
        const name = names[at] as string;
        copy[name] = walk(
          value[name],
          isArray(value) ? `${path}[${name}]` : `${path}.${name}`,
          holder === undefined ? null : copy,
          name,
        );
      }
    }
    return copy;
  }

  return walk(root, path, undefined, '');
}

const isStream = (kind: unknown) => kind === ITERABLE || kind === STREAM;

/**
 * The arguments of the frame at `at`, which comes from the other side, with its references put back. Each of their places must be
 * an own member that holds `null`. An answer can be a reference, and not hold one.
 *
 * @throws anything when the frame is malformed
 */
export function readArgs(
  batch: readonly unknown[],
  at: number,
  revive: (kind: unknown, handle: number) => unknown,
): unknown[] {
  const slots = batch[at + 2] as readonly Slot[] | null;
  const argc = batch[at + 3] as number;
  const first = at + 4;
  const isAnswer = (batch[at] as number) < 0;
  const end = first + argc;
  if (argc >>> 0 !== argc || (slots && slots.length > MAX_REFERENCES)) throw argc;
  // A hole is a forgery: a small message could claim four billion arguments.
  for (let index = first; index < end; index++) if (!(index in batch)) throw index;
  const args =
    argc === 1 ? [batch[first]] : argc === 2 ? [batch[first], batch[first + 1]] : slice(batch, first, end);
  for (let index = 0; slots && index < slots.length; index++) {
    const slot = slots[index] as Slot;
    if (isAnswer && (index || slot[0] || slot[1] !== 0 || !isStream(slot[2]))) throw slot;
    const holder = (slot[0] ?? args) as Members;
    // What is awaited must not call back: a thenable that never settles would outlive everything.
    if (!hasOwn(holder, slot[1]) || holder[slot[1]] !== null || slot[1] === 'then') throw slot;
    holder[slot[1]] = revive(slot[2], slot[3]);
  }
  return args;
}
