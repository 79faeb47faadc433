import { errorCode, PluginError } from '@fluxstudio/plugin-protocol/errors';

type Patch = Readonly<Record<string, unknown>>;

/** Patches that go out as one. */
const MAX_BATCH = 100;
/** Writes that are spent on finding out which patch of a batch the back end refuses: enough for one of a hundred. */
const MAX_TRIES = 16;

export interface WriteCombinerOptions<T> {
  /** Rejects a patch that must not be written. It concerns that patch alone. */
  check(key: string, patch: Patch): Promise<void>;
  /** Writes the patches of several callers as one. */
  write(key: string, patch: Record<string, unknown>): Promise<T>;
}

/**
 * Merges writes of the same key: those asked for in one turn, or while another is on its way, are written together, the later
 * value of a name over the earlier. So a plugin that writes in a loop costs a request or two, and the last answer is the newest.
 */
export interface WriteCombiner<T> {
  /**
   * Resolves when what the patch asks for is written; rejects when its check, or the write it was part of, failed. Of patches that
   * are refused together the one at fault is looked for, halving; where many are, those not told apart in time fail together.
   */
  add(key: string, patch: Patch): Promise<T>;
}

interface Waiting<T> {
  readonly patch: Patch;
  resolve(result: T): void;
  reject(reason: unknown): void;
}

export function createWriteCombiner<T>({ check, write }: WriteCombinerOptions<T>): WriteCombiner<T> {
  /** What waits, of the keys that are being worked on. */
  const queues = new Map<string, Waiting<T>[]>();

  async function work(key: string, queue: Waiting<T>[]): Promise<void> {
    // The rest of the turn may ask for more.
    await Promise.resolve();
    while (queue.length > 0) {
      const valid = await checked(key, queue.splice(0, MAX_BATCH));
      if (valid.length > 0) await writeAll(key, valid);
    }
    queues.delete(key);
  }

  async function checked(key: string, batch: readonly Waiting<T>[]): Promise<Waiting<T>[]> {
    const valid: Waiting<T>[] = [];
    for (const waiting of batch) {
      try {
        await check(key, waiting.patch);
        valid.push(waiting);
      } catch (error) {
        waiting.reject(error);
      }
    }
    return valid;
  }

  async function writeAll(key: string, all: readonly Waiting<T>[]): Promise<void> {
    // In the order they were asked for: the next to be written stands last.
    const batches = [all];
    for (let tries = 1, batch = batches.pop(); batch; tries++, batch = batches.pop()) {
      try {
        const result = await write(key, merged(batch.map(({ patch }) => patch)));
        for (const { resolve } of batch) resolve(result);
      } catch (error) {
        // One that is refused, being too large perhaps, must not take the others with it.
        const middle = batch.length >> 1;
        if (middle > 0 && isRefusal(error) && tries + batches.length + 2 <= MAX_TRIES)
          batches.push(batch.slice(middle), batch.slice(0, middle));
        else for (const { reject } of batch) reject(error);
      }
    }
  }

  return {
    add: (key, patch) =>
      new Promise((resolve, reject) => {
        const waiting = { patch, resolve, reject };
        const queue = queues.get(key);
        if (queue) queue.push(waiting);
        else {
          const started = [waiting];
          queues.set(key, started);
          void work(key, started);
        }
      }),
  };
}

function merged(patches: readonly Patch[]): Record<string, unknown> {
  return Object.fromEntries(patches.flatMap((patch) => Object.entries(patch)));
}

/** The back end understood and said no, so that another patch may fare better. */
function isRefusal(error: unknown): boolean {
  if (errorCode(error) === 'INVALID_SETTINGS') return true;
  const data = error instanceof PluginError ? error.data : undefined;
  const status = typeof data === 'object' && data !== null && 'status' in data ? data.status : undefined;
  return status === 400 || status === 413 || status === 422;
}
