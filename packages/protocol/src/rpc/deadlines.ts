/** Timers of the surrounding scope, taken before foreign code can replace them. */
export interface Clock {
  now(): number;
  setTimeout(callback: () => void, milliseconds: number): unknown;
  clearTimeout(timer: unknown): void;
}

export const systemClock: Clock = {
  now: () => performance.now(),
  setTimeout: (callback, milliseconds) => setTimeout(callback, milliseconds),
  clearTimeout: (timer) => clearTimeout(timer as ReturnType<typeof setTimeout>),
};

/**
 * One timer for all deadlines of a peer: a timer per call would cost three times the throughput. The timer is set to the
 * earliest deadline and looks at all of them when it fires; settling a call does not touch it.
 */
export interface DeadlineQueue {
  /** Watches an id: `expire` is called with it after `milliseconds` unless it was deleted by then. */
  add(id: number, milliseconds: number): void;
  delete(id: number): void;
  clear(): void;
}

export function createDeadlineQueue(clock: Clock, expire: (id: number) => void): DeadlineQueue {
  const deadlines = new Map<number, number>();
  let wake = Number.POSITIVE_INFINITY;
  let timer: unknown;

  function arm(at: number): void {
    if (timer !== undefined) clock.clearTimeout(timer);
    wake = at;
    timer = clock.setTimeout(sweep, Math.max(0, at - clock.now()));
  }

  function sweep(): void {
    timer = undefined;
    wake = Number.POSITIVE_INFINITY;
    const now = clock.now();
    let next = Number.POSITIVE_INFINITY;
    for (const [id, at] of deadlines) {
      if (at <= now) {
        deadlines.delete(id);
        expire(id);
      } else if (at < next) next = at;
    }
    if (next < wake) arm(next);
  }

  return {
    add(id, milliseconds) {
      const at = clock.now() + milliseconds;
      deadlines.set(id, at);
      if (at < wake) arm(at);
    },
    delete(id) {
      deadlines.delete(id);
    },
    clear() {
      deadlines.clear();
      if (timer !== undefined) clock.clearTimeout(timer);
      timer = undefined;
      wake = Number.POSITIVE_INFINITY;
    },
  };
}
