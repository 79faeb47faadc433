import type { Keybinding } from './keybinding.ts';

/** Keys that run more than one command, or that begin those of another command. */
export interface KeybindingConflict {
  readonly keys: string;
  /** The strongest first. */
  readonly entries: readonly Keybinding[];
}

/**
 * Finds keys that more than one command may answer to at the same time. Conditions are compared as texts: only one that is the
 * negation of the other keeps two commands apart.
 */
export function findConflicts(bindings: readonly Keybinding[]): readonly KeybindingConflict[] {
  const groups = new Map<string, Keybinding[]>();
  const join = (keys: string, binding: Keybinding) => {
    const group = groups.get(keys);
    if (group) group.push(binding);
    else groups.set(keys, [binding]);
  };
  for (const binding of bindings) {
    join(binding.keys, binding);
    const first = binding.keys.split(' ', 1)[0] as string;
    if (first !== binding.keys) join(first, binding);
  }

  const conflicts: KeybindingConflict[] = [];
  for (const [keys, group] of groups) {
    // Two that both go on after these keys do not meet here.
    const entries = group.filter((one) =>
      group.some((other) => (one.keys === keys || other.keys === keys) && conflict(one, other)),
    );
    if (entries.length > 0) conflicts.push({ keys, entries });
  }
  return conflicts;
}

function conflict(one: Keybinding, other: Keybinding): boolean {
  return one.command !== other.command && !negates(one.when, other.when) && !negates(other.when, one.when);
}

/** Whether the condition is `!key` or `!(condition)` of the other. */
function negates(when: string | undefined, other: string | undefined): boolean {
  if (!when || !other) return false;
  const [text, negated] = [other, when].map((clause) => clause.replace(/\s+/g, ' ').trim());
  return negated === `!(${text})` || (negated === `!${text}` && !/[\s!&|=<>~()]/.test(text as string));
}
