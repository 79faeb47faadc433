/** A value with what it was before, and what it was before it was taken back. */
export interface History<T> {
  readonly present: T;
  readonly past: readonly T[];
  readonly future: readonly T[];
  /** What the present came of: see {@link recordStep}. */
  readonly step: string | undefined;
}

const MOST_STEPS = 200;

export function createHistory<T>(present: T): History<T> {
  return { present, past: [], future: [], step: undefined };
}

/**
 * The next value. Values in a row that come of the same `step`, such as the moves of one drag, are taken back together; without one,
 * each is a step of its own.
 */
export function recordStep<T>(history: History<T>, next: T, step?: string): History<T> {
  if (Object.is(next, history.present)) return history;
  const continues = step !== undefined && step === history.step;
  const past = continues ? history.past : [...history.past, history.present].slice(-MOST_STEPS);
  return { present: next, past, future: [], step };
}

export function undo<T>(history: History<T>): History<T> {
  const { present, past, future } = history;
  const before = past.at(-1);
  if (before === undefined) return history;
  return { present: before, past: past.slice(0, -1), future: [present, ...future], step: undefined };
}

export function redo<T>(history: History<T>): History<T> {
  const { present, past, future } = history;
  const [after, ...others] = future;
  if (after === undefined) return history;
  return { present: after, past: [...past, present], future: others, step: undefined };
}
