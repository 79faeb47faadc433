import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { createWriteCombiner } from './write-combiner.ts';

type Patch = Record<string, unknown>;

function setUp(isBad: (patch: Patch) => boolean) {
  const stored: Patch = {};
  const write = vi.fn(async (_key: string, patch: Patch) => {
    if (isBad(patch)) throw new PluginError('HTTP_ERROR', 'too large', { data: { status: 413 } });
    Object.assign(stored, patch);
  });
  const { add } = createWriteCombiner({ check: async () => undefined, write });
  const addAll = async (patches: readonly Patch[]) =>
    (await Promise.allSettled(patches.map((patch) => add('alpha', patch)))).map(({ status }) => status);
  return { write, addAll, stored };
}

describe('many patches at once', () => {
  it('go out a hundred at a time', async () => {
    const { write, addAll, stored } = setUp(() => false);
    await addAll(Array.from({ length: 250 }, (_, index) => ({ [`k${index}`]: index })));
    expect(write.mock.calls.map(([, patch]) => Object.keys(patch).length)).toEqual([100, 100, 50]);
    expect(Object.keys(stored)).toHaveLength(250);
  });

  it('that are all refused cost no write each', async () => {
    const { write, addAll } = setUp(() => true);
    const results = await addAll(Array.from({ length: 5_000 }, (_, index) => ({ [`k${index}`]: index })));
    expect(new Set(results)).toEqual(new Set(['rejected']));
    expect(write.mock.calls.length).toBeLessThanOrEqual(50 * 16);
  });

  it('lose the one that is refused, wherever it stands, and no other; values keep their order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 100 }), fc.nat(), async (count, seed) => {
        const bad = seed % count;
        const { write, addAll, stored } = setUp((patch) => 'bad' in patch);
        const patches = Array.from({ length: count }, (_, at) => (at === bad ? { bad: 1 } : { last: at }));
        const results = await addAll(patches);
        expect(results.flatMap((status, at) => (status === 'rejected' ? [at] : []))).toEqual([bad]);
        expect(stored.last).toBe(count === 1 ? undefined : count - (bad === count - 1 ? 2 : 1));
        expect(write.mock.calls.length).toBeLessThanOrEqual(16);
      }),
    );
  });
});
