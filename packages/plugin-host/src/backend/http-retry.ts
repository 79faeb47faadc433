import { errorCode } from '@fluxstudio/plugin-protocol/errors';
import { failureOf } from './http-failure.ts';

/** Attempts at one change. */
const ATTEMPTS = 3;

/** Milliseconds before the second attempt; twice as many before the next. */
const FIRST_WAIT = 500;

/** Seconds. A user who watches is told rather than made to wait for longer. */
const LONGEST_WAIT = 10;

/**
 * Makes a change that must happen once, although its answer may be lost: each attempt carries the same `Idempotency-Key`, by which the server
 * gives the answer of the first one again. Tries again when the connection broke, and when the server asks to come back soon.
 *
 * @example
 * const plugin = await tryAgain((headers) => send('/install', { method: 'POST', headers, body }));
 */
export async function tryAgain<T>(
  attempt: (headers: Record<string, string>) => Promise<T>,
  pause: (milliseconds: number) => Promise<void> = timer,
): Promise<T> {
  const headers = { 'Idempotency-Key': crypto.randomUUID() };
  for (let left = ATTEMPTS - 1, wait = FIRST_WAIT; ; left--, wait *= 2) {
    try {
      return await attempt(headers);
    } catch (error) {
      const least = left > 0 ? worthWaiting(error) : undefined;
      if (least === undefined) throw error;
      // Whoever was cut off at the same time must not come back at the same time.
      await pause(1000 * least + wait * (0.5 + Math.random()));
    }
  }
}

/** Seconds to leave the server alone, or `undefined` for an error that another attempt would meet again. */
function worthWaiting(error: unknown): number | undefined {
  const failure = failureOf(error);
  if (!failure) return errorCode(error) === 'HTTP_ERROR' && Object(error).cause !== undefined ? 0 : undefined;
  const { status, retryAfter } = failure;
  return status === 503 && retryAfter !== undefined && retryAfter <= LONGEST_WAIT ? retryAfter : undefined;
}

const timer = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));
