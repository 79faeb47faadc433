/** So many attempts for a key, in a window that begins with the first of them. */
export interface AttemptLimit {
  readonly attempts: number;
  readonly windowMs: number;
  /** Keys that are remembered at most: whoever has many must not fill the memory. */
  readonly keys?: number;
}

/** Counts attempts in this process. */
export interface AttemptLimiter {
  /** Takes one attempt: 0, or the milliseconds until there is one again. */
  take(key: string): number;
  /** Gives a key all of its attempts back. */
  forget(key: string): void;
}

interface Window {
  readonly endsAt: number;
  taken: number;
}

/**
 * Unlike the rate limiter of plugin-server it can forget a key, so that whoever gives the right password is not counted, and its
 * memory has an end: beyond `keys`, the oldest is dropped.
 *
 * @param now milliseconds of a clock that never goes back
 */
export function createAttemptLimiter(
  { attempts, windowMs, keys = 10_000 }: AttemptLimit,
  now: () => number,
): AttemptLimiter {
  // Windows are equally long: the order in which they began is that in which they end.
  const windows = new Map<string, Window>();

  function begin(key: string, time: number): Window {
    windows.delete(key);
    for (const [oldest, { endsAt }] of windows) {
      if (endsAt > time && windows.size < keys) break;
      windows.delete(oldest);
    }
    const window = { endsAt: time + windowMs, taken: 0 };
    windows.set(key, window);
    return window;
  }

  return {
    take(key) {
      const time = now();
      const current = windows.get(key);
      const window = current && current.endsAt > time ? current : begin(key, time);
      if (window.taken >= attempts) return window.endsAt - time;
      window.taken += 1;
      return 0;
    },
    forget: (key) => void windows.delete(key),
  };
}
