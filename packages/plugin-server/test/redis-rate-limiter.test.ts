import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createPluginServer } from '../src/create-plugin-server.ts';
import { createMemoryRateLimiter } from '../src/memory-rate-limiter.ts';
import type { RateLimiter } from '../src/rate-limits.ts';
import { createFakeRedis, type RedisLike } from './support/fake-redis.ts';

// What every RateLimiter does, the one in memory and the one of examples/server-redis.

const EXAMPLE = new URL('../../../examples/server-redis/redis-rate-limiter.js', import.meta.url);
const example: {
  createRedisRateLimiter(client: RedisLike, options?: { deadlineMs?: number }): RateLimiter;
} = await import(EXAMPLE.href);
const { createRedisRateLimiter } = example;

const limiters: [name: string, create: (now: () => number) => RateLimiter][] = [
  ['in memory', createMemoryRateLimiter],
  ['over Redis', (now) => createRedisRateLimiter(createFakeRedis(now))],
];

describe.each(limiters)('a rate limiter %s', (_name, create) => {
  let time: number;
  let limiter: RateLimiter;
  beforeEach(() => {
    time = 1_000_000;
    limiter = create(() => time);
  });
  const three = { requests: 3, perMs: 60_000 };

  it('lets the allowance pass at once, and says how long to wait for more', async () => {
    for (let request = 0; request < 3; request++) expect(await limiter.take('a', three)).toBe(0);
    const wait = await limiter.take('a', three);
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(three.perMs);
  });

  it('does not count one key with another', async () => {
    for (let request = 0; request < 4; request++) await limiter.take('a', three);
    expect(await limiter.take('b', three)).toBe(0);
  });

  it('lets no more pass of many at once', async () => {
    const waits = await Promise.all(Array.from({ length: 50 }, () => limiter.take('a', three)));
    expect(waits.filter((wait) => wait === 0)).toHaveLength(3);
  });

  it('refuses nobody longer for asking again', async () => {
    for (let request = 0; request < 3; request++) await limiter.take('a', three);
    const wait = await limiter.take('a', three);
    for (let request = 0; request < 100; request++) await limiter.take('a', three);
    time += wait;
    expect(await limiter.take('a', three)).toBe(0);
  });

  it('keeps its word whatever is asked when', async () => {
    const allowances = fc.record({ requests: fc.integer({ min: 1, max: 9 }), perMs: fc.constant(10_000) });
    const pauses = fc.array(fc.integer({ min: 0, max: 4_000 }), { maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(allowances, pauses, async (allowance, steps) => {
        time = 1_000_000;
        const fresh = create(() => time);
        const passed: number[] = [];
        for (const step of steps) {
          time += step;
          const wait = await fresh.take('k', allowance);
          if (wait === 0) passed.push(time);
          else {
            // Whoever waits as long as it was told passes.
            time += Math.ceil(wait);
            expect(await fresh.take('k', allowance)).toBe(0);
            passed.push(time);
          }
        }
        // In no span of the allowance's time does more than twice the allowance pass.
        for (const start of passed) {
          const within = passed.filter((at) => at >= start && at < start + allowance.perMs);
          expect(within.length).toBeLessThanOrEqual(2 * allowance.requests);
        }
      }),
    );
  });
});

describe('the rate limiter over Redis', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it('counts the requests of several processes together', async () => {
    const redis = createFakeRedis(() => 0);
    const processes = [createRedisRateLimiter(redis), createRedisRateLimiter(redis)];
    const two = { requests: 2, perMs: 1_000 };
    for (const each of processes) expect(await each.take('a', two)).toBe(0);
    for (const each of processes) expect(await each.take('a', two)).toBeGreaterThan(0);
  });

  it('leaves nothing in Redis when a window is over', async () => {
    let time = 0;
    const redis = createFakeRedis(() => time);
    await createRedisRateLimiter(redis).take('a', { requests: 2, perMs: 1_000 });
    expect(redis.keys()).toEqual(['a']);
    time = 1_000;
    expect(redis.keys()).toEqual([]);
  });

  it.each([
    ['answers that it is away', async () => Promise.reject(new Error('The client is closed'))],
    ['does not answer', () => new Promise<never>(() => undefined)],
  ])('lets requests pass when Redis %s', async (_what, exec) => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const warnings: string[] = [];
    const server = createPluginServer({
      db: { directory: 'never-opened' },
      authenticate: () => ({ userId: 'ada' }),
      rateLimiter: createRedisRateLimiter(createFakeRedis(() => 0, exec)),
      logger: { error: () => undefined, warn: (message) => warnings.push(message) },
    });
    const answer = server.handle({ method: 'GET', path: '/openapi.json' });
    await vi.advanceTimersByTimeAsync(250);
    expect((await answer).status).toBe(200);
    expect(warnings).toEqual([expect.stringContaining('The rate limiter failed')]);
    await server.close();
  });

  it('is what 429 comes from', async () => {
    const server = createPluginServer({
      db: { directory: 'never-opened' },
      authenticate: () => ({ userId: 'ada' }),
      rateLimits: { read: { requests: 1, perMs: 30_000 } },
      rateLimiter: createRedisRateLimiter(createFakeRedis(() => 0)),
    });
    const ask = () => server.handle({ method: 'GET', path: '/openapi.json' });
    expect([(await ask()).status, (await ask()).headers['retry-after']]).toEqual([200, '30']);
    await server.close();
  });
});
