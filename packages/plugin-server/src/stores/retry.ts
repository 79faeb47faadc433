import { setTimeout as delay } from 'node:timers/promises';

// A PostgreSQL that is restarted is back within seconds. Many callers wait at once, so none of them waits for a round time.
const FIRST_WAIT_MS = 25;
const LONGEST_WAIT_MS = 400;

/** What is passed to {@link retry}. */
export interface RetryOptions {
  /** Whether another try makes sense. */
  when(error: unknown): boolean;
  /** Milliseconds after which the last error is thrown. */
  within: number;
}

/** Tries until it works, the time is up, or the error is none that passes. */
export async function retry<T>(work: () => Promise<T>, { when, within }: RetryOptions): Promise<T> {
  const end = Date.now() + within;
  for (let longest = FIRST_WAIT_MS; ; longest = Math.min(longest * 2, LONGEST_WAIT_MS)) {
    try {
      return await work();
    } catch (error) {
      const wait = longest * (0.5 + Math.random() / 2);
      if (!when(error) || Date.now() + wait > end) throw error;
      await delay(wait);
    }
  }
}
