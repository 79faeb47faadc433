import type { BulkStore } from './coalescer.ts';
import type { Totals } from './storage-quota.ts';

/** Where the values of one plugin are: every method is one step, all of it or nothing. */
export interface ValueStore extends BulkStore {
  /** Resolves with those that were there. */
  remove(keys: string[]): Promise<string[]>;
  keys(): Promise<string[]>;
  /** Resolves with the keys that were there. */
  clear(): Promise<string[]>;
  /**
   * Puts these in the place of everything. Resolves with the keys that were there.
   *
   * @throws PluginError `QUOTA_EXCEEDED`, and nothing has changed
   */
  replace(entries: [string, unknown][]): Promise<string[]>;
  totals(): Promise<Totals>;
  /** Removes every trace. What is asked for afterwards is `DISPOSED`. */
  destroy(): Promise<void>;
}

export const fulfilled = <T>(value: T): PromiseFulfilledResult<T> => ({ status: 'fulfilled', value });
export const rejected = (reason: unknown): PromiseRejectedResult => ({ status: 'rejected', reason });
