/** Timers of the surrounding scope. */
export interface Clock {
  /** Milliseconds since any start; never goes back. */
  now(): number;
  setTimeout(callback: () => void, milliseconds: number): unknown;
  clearTimeout(timer: unknown): void;
}

const { performance, setTimeout, clearTimeout } = globalThis;

/** What `setTimeout` can wait for; more would fire at once. */
const LONGEST = 2 ** 31 - 1;

/** The platform's timers, taken before foreign code can replace them. What is further away than 24 days never comes. */
export const systemClock: Clock = {
  now: performance.now.bind(performance),
  setTimeout: (callback, milliseconds) =>
    milliseconds > LONGEST ? undefined : setTimeout(callback, milliseconds),
  clearTimeout: (timer) => clearTimeout(timer as never),
};

/**
 * One timer for all deadlines of a peer: a timer per call would cost three times the throughput. It is set to the earliest
 * deadline; settling a call does not touch it.
 *
 * @param sweep looks at all deadlines and sets the alarm again for what is still to come
 * @returns `set`, which makes sure of a sweep at a time of the clock and returns it, and `stop`
 */
export function createAlarm(
  clock: Clock,
  sweep: (now: number) => void,
): [set: (at: number) => number, stop: () => void] {
  let next = Infinity;
  let timer: unknown;

  function stop(): void {
    clock.clearTimeout(timer);
  }

  function set(at: number): number {
    if (at < next) {
      stop();
      next = at;
      timer = clock.setTimeout(() => {
        next = Infinity;
        sweep(clock.now());
      }, at - clock.now());
    }
    return at;
  }

  return [set, stop];
}
