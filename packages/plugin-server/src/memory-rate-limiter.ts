import type { RateLimiter } from './rate-limits.ts';

// Keys that have everything left are no different from keys that were never seen.
const SWEEP_AT = 10_000;

// Milliseconds: what sums of times lose in their last digits is no reason to send anybody away.
const ROUNDING = 1e-6;

/** Counts the requests of this process: an allowance refills evenly, and all of it can be used at once. */
export function createMemoryRateLimiter(now: () => number = Date.now): RateLimiter {
  // By key, when its allowance is whole again (GCRA).
  const wholeAt = new Map<string, number>();
  let sweepAt = SWEEP_AT;

  return {
    take(key, { requests, perMs }) {
      const time = now();
      if (wholeAt.size >= sweepAt) {
        for (const [other, whole] of wholeAt) if (whole <= time) wholeAt.delete(other);
        sweepAt = Math.max(SWEEP_AT, 2 * wholeAt.size);
      }
      const whole = Math.max(wholeAt.get(key) ?? 0, time) + perMs / requests;
      const wait = whole - perMs - time;
      if (wait > ROUNDING) return wait;
      wholeAt.set(key, whole);
      return 0;
    },
  };
}
