import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMemoryRateLimiter } from './memory-rate-limiter.ts';
import type { Allowance } from './rate-limits.ts';

/** A limiter and the clock it goes by. */
function limiterAt(start = 1_000_000) {
  let time = start;
  const limiter = createMemoryRateLimiter(() => time);
  return {
    pass(milliseconds: number): void {
      time += milliseconds;
    },
    now: () => time,
    take: (key: string, allowance: Allowance): number => Number(limiter.take(key, allowance)),
  };
}

const TEN: Allowance = { requests: 10, perMs: 1_000 };

describe('the limiter in memory', () => {
  it('gives all of an allowance at once, and then says how long to wait', () => {
    const { take, pass } = limiterAt();
    for (let request = 0; request < 10; request++) expect(take('a', TEN)).toBe(0);
    expect(take('a', TEN)).toBe(100);
    pass(60);
    expect(take('a', TEN)).toBe(40);
    pass(40);
    expect([take('a', TEN), take('a', TEN)]).toEqual([0, 100]);
  });

  it('refills all of it, and no more', () => {
    const { take, pass } = limiterAt();
    for (let request = 0; request < 10; request++) take('a', TEN);
    pass(86_400_000);
    const passed = Array.from({ length: 20 }, () => take('a', TEN)).filter((wait) => wait === 0);
    expect(passed).toHaveLength(10);
  });

  it('counts each key by itself', () => {
    const { take } = limiterAt();
    const one = { requests: 1, perMs: 1_000 };
    expect([take('a', one), take('a', one), take('b', one)]).toEqual([0, 1_000, 0]);
  });

  it('gives a clock that was set back no more than an allowance to wait for', () => {
    const { take, pass } = limiterAt();
    for (let request = 0; request < 10; request++) take('a', TEN);
    pass(-500);
    expect(take('a', TEN)).toBe(600);
  });

  const allowances = fc.record({
    requests: fc.integer({ min: 1, max: 20 }),
    perMs: fc.integer({ min: 1, max: 5_000 }),
  });
  const gaps = fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 3_000 })), { maxLength: 120 });

  it('lets never more pass in any window than an allowance and what refills in it', () => {
    fc.assert(
      fc.property(allowances, gaps, (allowance, waits) => {
        const { take, pass, now } = limiterAt();
        const passed: number[] = [];
        for (const wait of waits) {
          pass(wait);
          if (take('a', allowance) === 0) passed.push(now());
        }
        for (const [first, from] of passed.entries())
          for (let last = first; last < passed.length; last++) {
            const refilled = (((passed[last] as number) - from) * allowance.requests) / allowance.perMs;
            expect(last - first + 1).toBeLessThanOrEqual(allowance.requests + refilled + 1e-6);
          }
      }),
    );
  });

  it('lets pass whoever waits as long as it says, and nobody who waits less', () => {
    fc.assert(
      fc.property(
        allowances,
        gaps,
        fc.double({ min: 0.001, max: 0.999, noNaN: true }),
        (allowance, waits, part) => {
          const { take, pass } = limiterAt();
          for (const wait of waits) {
            pass(wait);
            const left = take('a', allowance);
            if (left === 0) continue;
            // Less than a microsecond is lost in the clock's own digits.
            if (left > 0.01) {
              pass(left * part);
              expect(take('a', allowance)).toBeGreaterThan(0);
              pass(left - left * part);
            } else pass(left);
            pass(0.001);
            expect(take('a', allowance)).toBe(0);
          }
        },
      ),
      // The last digits of a sum of times once kept somebody waiting.
      { examples: [[{ requests: 1, perMs: 4563 }, [2946, 0, 0, 0, 0, 0, 0, 0, 0, 0], 0.001]] },
    );
  });

  it('takes nothing from a key that is refused', () => {
    const { take, pass } = limiterAt();
    for (let request = 0; request < 10; request++) take('a', TEN);
    for (let again = 0; again < 1_000; again++) expect(take('a', TEN)).toBe(100);
    pass(100);
    expect(take('a', TEN)).toBe(0);
  });

  it('forgets keys that have all of their allowance back, and none that have not', () => {
    const { take, pass } = limiterAt();
    const slow = { requests: 1, perMs: 1_000_000 };
    expect(take('slow', slow)).toBe(0);
    // More than are kept before it sweeps, twice.
    for (let round = 0; round < 2; round++) {
      for (let key = 0; key < 10_001; key++) expect(take(`${round}-${key}`, TEN)).toBe(0);
      pass(10_000);
    }
    expect(take('slow', slow)).toBe(1_000_000 - 20_000);
    expect(take('0-0', TEN)).toBe(0);
  });
});
