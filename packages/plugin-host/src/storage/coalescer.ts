/** A store that is faster with many keys at once. What it answers stands in the order of what it was asked. */
export interface BulkStore {
  /** One that cannot be read is rejected on its own. */
  read(keys: string[]): Promise<PromiseSettledResult<unknown>[]>;
  /** One that is refused is rejected on its own; the others are written, all or none. */
  write(entries: [string, unknown][]): Promise<PromiseSettledResult<void>[]>;
  remove(keys: string[]): Promise<unknown>;
}

export interface Coalescer {
  get(key: string): Promise<unknown>;
  set(key: string, value: unknown): Promise<void>;
  delete(key: string): Promise<void>;
  /** Runs alone: after everything asked for before it, before everything asked for later. */
  exclusive<T>(task: () => Promise<T>): Promise<T>;
}

type Kind = 'read' | 'write' | 'remove';

interface Step {
  kind: Kind;
  keys: string[];
  values: unknown[];
  done: Promise<unknown>;
}

/**
 * Turns single operations into bulk ones: neighbours of the same kind, asked for while the step before them is still running or in
 * the same turn, become one step. Steps run one after the other, so a read sees every write that was asked for before it. When
 * a bulk step fails, each of its callers hears it.
 */
export function createCoalescer(store: BulkStore): Coalescer {
  let tail: Promise<unknown> = Promise.resolve();
  let open: Step | undefined;

  function append<T>(task: () => Promise<T>): Promise<T> {
    const result = tail.then(task);
    tail = result.catch(() => undefined);
    return result;
  }

  function join(kind: Kind, key: string, value?: unknown): { step: Step; index: number } {
    if (open?.kind !== kind) {
      const step: Step = { kind, keys: [], values: [], done: Promise.resolve() };
      step.done = append(() => {
        if (open === step) open = undefined;
        return run(step);
      });
      open = step;
    }
    const step = open;
    const index = step.keys.push(key) - 1;
    step.values.push(value);
    return { step, index };
  }

  function run({ kind, keys, values }: Step): Promise<unknown> {
    switch (kind) {
      case 'read':
        return store.read(keys);
      case 'write':
        return store.write(keys.map((key, index) => [key, values[index]]));
      case 'remove':
        return store.remove(keys);
    }
  }

  async function outcome({ step, index }: { step: Step; index: number }): Promise<unknown> {
    const results = (await step.done) as PromiseSettledResult<unknown>[];
    const result = results[index];
    if (result?.status === 'rejected') throw result.reason;
    return result?.value;
  }

  return {
    get: (key) => outcome(join('read', key)),
    async set(key, value) {
      await outcome(join('write', key, value));
    },
    async delete(key) {
      await join('remove', key).step.done;
    },
    exclusive(task) {
      open = undefined;
      return append(task);
    },
  };
}
