import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { admit, sizeOf, type Totals } from './storage-quota.ts';

const quota = { bytes: 2000, keys: 5, valueBytes: 800 };

describe('quota', () => {
  it('is never exceeded, and the totals are those of what is there', () => {
    const write = fc.record({
      key: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g'),
      value: fc.nat(900).map((length) => 'x'.repeat(length)),
    });
    fc.assert(
      fc.property(fc.array(write, { maxLength: 30 }), (writes) => {
        const totals: Totals = { bytes: 0, keys: 0 };
        const sizes = new Map<string, number>();
        for (const { key, value } of writes) {
          const before = { ...totals };
          try {
            sizes.set(key, admit(totals, quota, key, value, sizes.get(key)));
          } catch (error) {
            expect(error).toMatchObject({ code: 'QUOTA_EXCEEDED' });
            expect(totals).toEqual(before);
          }
          expect(totals.keys).toBe(sizes.size);
          expect(totals.bytes).toBe([...sizes.values()].reduce((sum, size) => sum + size, 0));
          expect(totals.bytes).toBeLessThanOrEqual(quota.bytes);
          expect(totals.keys).toBeLessThanOrEqual(quota.keys);
        }
      }),
    );
  });

  it('lets who is over it get below it', () => {
    const totals = { bytes: 5000, keys: 9 };
    admit(totals, quota, 'a', 'x', 700);
    expect(totals.bytes).toBe(5000 - 700 + sizeOf('a', 'x', 800));
    expect(() => admit(totals, quota, 'b', 'x', undefined)).toThrow('keys');
  });

  it('stops measuring a value that stands for more than it holds', () => {
    let bomb: unknown[] = ['x'.repeat(100)];
    for (let level = 0; level < 60; level++) bomb = [bomb, bomb];
    expect(() => admit({ bytes: 0, keys: 0 }, quota, 'bomb', bomb, undefined)).toThrow('more than 800 bytes');
  });

  it('keeps a long key out of the message', () => {
    const key = 'k'.repeat(5000);
    expect(() => admit({ bytes: 0, keys: 0 }, quota, key, 1, undefined)).toThrow(/^.{0,250}$/);
  });
});
