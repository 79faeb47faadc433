import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSlots } from './slots.ts';

describe('slots', () => {
  it('are so many for each key, and so many in all', () => {
    const slots = createSlots(2, 3);
    const release = slots.take('a');
    slots.take('a');
    expect(() => slots.take('a')).toThrow(
      expect.objectContaining({ status: 429, code: 'RATE_LIMITED', headers: { 'retry-after': '1' } }),
    );
    slots.take('b');
    expect(() => slots.take('b')).toThrow(
      expect.objectContaining({ status: 503, code: 'BUSY', headers: { 'retry-after': '1' } }),
    );
    release();
    expect(() => slots.take('b')).not.toThrow();
  });

  it('are given back once', () => {
    const slots = createSlots(2, 10);
    const release = slots.take('a');
    slots.take('a');
    release();
    release();
    release();
    slots.take('a');
    expect(() => slots.take('a')).toThrow('At most 2 at once');
  });

  it('are never more than they may be, and all there again when all are given back', () => {
    const actions = fc.array(fc.tuple(fc.constantFrom('a', 'b', '__proto__', ''), fc.nat(9)), {
      maxLength: 60,
    });
    fc.assert(
      fc.property(
        actions,
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 1, max: 8 }),
        (list, perKey, inAll) => {
          const slots = createSlots(perKey, inAll);
          const held: { key: string; release: () => void }[] = [];
          for (const [key, what] of list) {
            if (what < 3 && held.length > 0) {
              held.splice(what % held.length, 1)[0]?.release();
              continue;
            }
            const mine = held.filter((one) => one.key === key).length;
            const isFree = mine < perKey && held.length < inAll;
            if (isFree) held.push({ key, release: slots.take(key) });
            else expect(() => slots.take(key)).toThrow(mine >= perKey ? /At most/ : /busy/);
          }
          for (const { release } of held) release();
          for (let index = 0; index < inAll; index++) slots.take(`another ${index}`);
        },
      ),
    );
  });
});
