import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { type BulkStore, createCoalescer } from './coalescer.ts';
import { fulfilled, rejected } from './value-store.ts';

function memoryStore(): BulkStore & { steps: string[]; values: Map<string, unknown> } {
  const values = new Map<string, unknown>();
  const steps: string[] = [];
  return {
    values,
    steps,
    async read(keys) {
      steps.push(`read ${keys.length}`);
      return keys.map((key) => fulfilled(values.get(key)));
    },
    async write(entries) {
      steps.push(`write ${entries.length}`);
      for (const [key, value] of entries) values.set(key, value);
      return entries.map(() => fulfilled(undefined));
    },
    async remove(keys) {
      steps.push(`remove ${keys.length}`);
      for (const key of keys) values.delete(key);
    },
  };
}

describe('coalescer', () => {
  it('makes one step of a thousand writes, and one of a thousand reads', async () => {
    const store = memoryStore();
    const queue = createCoalescer(store);
    const keys = Array.from({ length: 1000 }, (_, index) => `key-${index}`);
    const writes = keys.map((key) => queue.set(key, key));
    const reads = keys.map((key) => queue.get(key));
    await Promise.all(writes);
    expect(await Promise.all(reads)).toEqual(keys);
    expect(store.steps).toEqual(['write 1000', 'read 1000']);
  });

  it('resolves a write only once the store has it', async () => {
    const store = memoryStore();
    let finish: (() => void) | undefined;
    store.write = () =>
      new Promise((resolve) => {
        finish = () => resolve([fulfilled(undefined)]);
      });
    const settled = vi.fn();
    const write = createCoalescer(store).set('a', 1).then(settled);
    await vi.waitFor(() => expect(finish).toBeDefined());
    expect(settled).not.toHaveBeenCalled();
    finish?.();
    await write;
  });

  it('tells every caller of a failed step, and goes on', async () => {
    const store = memoryStore();
    const { write } = store;
    store.write = () => Promise.reject(new Error('full'));
    const queue = createCoalescer(store);
    const [first, second] = await Promise.allSettled([queue.set('a', 1), queue.set('b', 2)]);
    expect([first?.status, second?.status]).toEqual(['rejected', 'rejected']);
    store.write = write;
    await queue.set('a', 1);
    expect(store.values.get('a')).toBe(1);
  });

  it('tells only the caller of what was refused on its own', async () => {
    const store = memoryStore();
    store.write = async (entries) =>
      entries.map(([key]) => (key === 'b' ? rejected(new Error('too large')) : fulfilled(undefined)));
    store.read = async (keys) =>
      keys.map((key) => (key === 'b' ? rejected(new Error('damaged')) : fulfilled(key)));
    const queue = createCoalescer(store);
    const results = await Promise.allSettled([
      queue.set('a', 1),
      queue.set('b', 2),
      queue.get('b'),
      queue.get('c'),
    ]);
    expect(results).toEqual([
      fulfilled(undefined),
      rejected(new Error('too large')),
      rejected(new Error('damaged')),
      fulfilled('c'),
    ]);
  });

  it('does what one operation after the other would do', async () => {
    const key = fc.constantFrom('a', 'b', 'c');
    const operation = fc.oneof(
      fc.record({ kind: fc.constant('set' as const), key, value: fc.integer() }),
      fc.record({ kind: fc.constant('delete' as const), key }),
      fc.record({ kind: fc.constant('get' as const), key }),
      fc.record({ kind: fc.constant('clear' as const), pause: fc.boolean() }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(operation, { maxLength: 40 }), async (operations) => {
        const store = memoryStore();
        const queue = createCoalescer(store);
        const model = new Map<string, unknown>();
        const seen: Promise<unknown>[] = [];
        const expected: unknown[] = [];
        const writes: Promise<unknown>[] = [];
        for (const step of operations) {
          if (step.kind === 'set') {
            writes.push(queue.set(step.key, step.value));
            model.set(step.key, step.value);
          } else if (step.kind === 'delete') {
            writes.push(queue.delete(step.key));
            model.delete(step.key);
          } else if (step.kind === 'get') {
            seen.push(queue.get(step.key));
            expected.push(model.get(step.key));
          } else {
            writes.push(queue.exclusive(async () => store.values.clear()));
            model.clear();
            if (step.pause) await Promise.all(writes);
          }
        }
        await Promise.all(writes);
        expect(await Promise.all(seen)).toEqual(expected);
        expect(store.values).toEqual(model);
      }),
    );
  });
});
