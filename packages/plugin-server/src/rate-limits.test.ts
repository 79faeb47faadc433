import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMemoryRateLimiter } from './memory-rate-limiter.ts';
import {
  createRateGate,
  DEFAULT_RATE_LIMITS,
  NO_RATES,
  type RateLimiter,
  type RateLimits,
} from './rate-limits.ts';
import type { Actor } from './stores/audit.ts';

const ada: Actor = { userId: 'ada', tenantId: '', roles: [], requestId: 'r1' };

function gateOf(limiter: RateLimiter, limits: RateLimits = {}) {
  const warned: unknown[][] = [];
  const logger = { error: () => undefined, warn: (...words: unknown[]) => warned.push(words) };
  return { gate: createRateGate(limiter, limits, logger), warned };
}

/** A limiter that only notes what is asked of it. */
function noting() {
  const taken: [string, unknown][] = [];
  const limiter: RateLimiter = {
    take(key, allowance) {
      taken.push([key, allowance]);
      return 0;
    },
  };
  return { taken, limiter };
}

describe('the rate gate', () => {
  it('answers 429 with whole seconds to wait', async () => {
    for (const [wait, seconds] of [
      [1, '1'],
      [1_000, '1'],
      [1_001, '2'],
      [59_000.5, '60'],
    ] as const) {
      const { gate } = gateOf({ take: async () => wait });
      await expect(gate.pass(ada, 'read')).rejects.toMatchObject({
        status: 429,
        code: 'RATE_LIMITED',
        message: 'Too many requests: wait before the next',
        headers: { 'retry-after': seconds },
      });
    }
  });

  it('counts each kind of request by its own allowance, the operator’s where there is one', async () => {
    const { limiter, taken } = noting();
    const search = { requests: 3, perMs: 7 };
    const { gate } = gateOf(limiter, { search });
    await gate.pass(ada, 'read');
    await gate.pass(ada, 'search');
    await gate.pass(ada, 'network', 'weather');
    expect(taken.map(([, allowance]) => allowance)).toEqual([
      DEFAULT_RATE_LIMITS.read,
      search,
      DEFAULT_RATE_LIMITS.network,
    ]);
    expect(new Set(taken.map(([key]) => key)).size).toBe(3);
  });

  it('counts users, tenants, kinds and plugins apart, whatever their names', async () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('', '"', '",', '[', ':', '\ud800', '\udc00', '\u0000', '__proto__', '\\', '","'),
    );
    const part = fc.record({ userId: hostile, tenantId: hostile, subject: hostile });
    await fc.assert(
      fc.asyncProperty(part, part, async (one, other) => {
        const { limiter, taken } = noting();
        const { gate } = gateOf(limiter);
        for (const { subject, ...who } of [one, other])
          await gate.pass({ ...ada, ...who }, 'network', subject);
        const [first, second] = taken.map(([key]) => key);
        expect(first === second).toBe(JSON.stringify(one) === JSON.stringify(other));
      }),
    );
  });

  it('makes keys that a store of text can hold', async () => {
    const { limiter, taken } = noting();
    await gateOf(limiter).gate.pass({ ...ada, userId: 'half\ud800', tenantId: 'line\nfeed\0' }, 'read');
    expect(taken[0]?.[0]).toMatch(/^plugins:[\x20-\x7e]+$/);
  });

  it.each([
    [
      'throws',
      () => {
        throw new Error('redis is away');
      },
    ],
    ['rejects', () => Promise.reject(new Error('redis is away'))],
  ])('lets pass, and warns, when the limiter %s', async (_what, take) => {
    const { gate, warned } = gateOf({ take });
    await gate.pass(ada, 'write');
    expect(warned).toEqual([
      [
        'The rate limiter failed: requests are not counted',
        { error: expect.objectContaining({ message: 'redis is away' }), requestId: 'r1' },
      ],
    ]);
  });

  it.each([Number.NaN, -5, 0])('lets pass where a limiter says %s', async (wait) => {
    await gateOf({ take: () => wait }).gate.pass(ada, 'read');
  });

  it('goes by the limiter in memory', async () => {
    const { gate } = gateOf(
      createMemoryRateLimiter(() => 0),
      { write: { requests: 2, perMs: 1_000 } },
    );
    await gate.pass(ada, 'write');
    await gate.pass(ada, 'write');
    await expect(gate.pass(ada, 'write')).rejects.toMatchObject({ status: 429 });
    await gate.pass(ada, 'read');
    await gate.pass({ ...ada, tenantId: 'acme' }, 'write');
    await NO_RATES.pass(ada, 'write');
  });
});
