import type { RateClass } from './contract/route-contract.ts';
import { HttpError } from './http-error.ts';
import { LIMITS } from './limits.ts';
import type { Logger } from './logger.ts';
import type { Actor } from './stores/audit.ts';
import { within } from './within.ts';

/**
 * So much, in so much time.
 *
 * @example
 * const search: Allowance = { requests: 60, perMs: 60_000 };
 */
export interface Allowance {
  requests: number;
  perMs: number;
}

/**
 * Counts requests. The one in memory counts those of a process; several processes count together with one over Redis.
 *
 * @example
 * // Fixed windows over a Redis client.
 * const limiter: RateLimiter = {
 *   async take(key, { requests, perMs }) {
 *     const window = `${key}:${Math.floor(Date.now() / perMs)}`;
 *     const [count] = await redis.multi().incr(window).pExpire(window, perMs).exec();
 *     return count <= requests ? 0 : perMs - (Date.now() % perMs);
 *   },
 * };
 */
export interface RateLimiter {
  /** Takes one request from what `key` has left: 0, or the milliseconds until there is one again. */
  take(key: string, allowance: Allowance): number | Promise<number>;
}

/**
 * What a user may send, by kind of request; `network` is counted for each plugin of a user.
 *
 * @example
 * createPluginServer({ db, authenticate, rateLimits: { search: { requests: 30, perMs: 60_000 } } });
 */
export type RateLimits = Partial<Record<RateClass, Allowance>>;

const MINUTE = 60_000;

// A page loads with a handful of reads; a hundred plugins that start together write a few hundred things.
export const DEFAULT_RATE_LIMITS: Required<RateLimits> = {
  read: { requests: 1_200, perMs: MINUTE },
  write: { requests: 600, perMs: MINUTE },
  search: { requests: 300, perMs: MINUTE },
  network: { requests: 600, perMs: MINUTE },
  stream: { requests: 60, perMs: MINUTE },
};

export interface RateGate {
  /** @throws HttpError 429 with `Retry-After` */
  pass(actor: Actor, rate: RateClass, subject?: string): Promise<void>;
}

/** Lets everybody pass. */
export const NO_RATES: RateGate = { pass: async () => undefined };

export function createRateGate(limiter: RateLimiter, limits: RateLimits, logger: Logger): RateGate {
  const allowances = { ...DEFAULT_RATE_LIMITS, ...given(limits) };
  return {
    async pass({ userId, tenantId, requestId }, rate, subject = '') {
      // JSON keeps the parts apart, whatever is in them.
      const key = `plugins:${JSON.stringify([rate, tenantId, userId, subject])}`;
      let wait = 0;
      try {
        const taken = limiter.take(key, allowances[rate]);
        wait = typeof taken === 'number' ? taken : await within(LIMITS.limiterMs, taken);
      } catch (error) {
        // Counting is there to keep the service up; when it is down itself, it must not take the service along.
        logger.warn?.('The rate limiter failed: requests are not counted', { error, requestId });
      }
      // Neither does one that says nothing a caller could wait for.
      if (!(wait > 0)) return;
      throw new HttpError(429, 'RATE_LIMITED', 'Too many requests: wait before the next', {
        headers: { 'retry-after': String(Math.ceil(wait / 1000)) },
      });
    },
  };
}

/** Without those that are `undefined`, which would beat the defaults. */
function given(limits: RateLimits): RateLimits {
  return Object.fromEntries(Object.entries(limits).filter(([, allowance]) => allowance !== undefined));
}
