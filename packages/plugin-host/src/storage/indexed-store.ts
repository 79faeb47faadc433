import { promisifyRequest } from 'idb-keyval';
import type { Connection } from './connection.ts';
import { toStorageError, unreadable } from './storage-errors.ts';
import { admit, type StorageQuota, sizeOf, type Totals } from './storage-quota.ts';
import { fulfilled, rejected, type ValueStore } from './value-store.ts';

/** Where the ledger is: a number, which no key of a plugin is. */
const LEDGER = 0;

/** What is used, kept in the transaction that changes it. */
interface Ledger extends Totals {
  /** Another one with each change, so that a tab notices those of others. */
  stamp: number;
}

/** The size of a value that was not measured yet. */
const UNMEASURED = -1;

/** Every key that is there, with the size of its value, as it was at a stamp. */
interface Known {
  readonly stamp: number;
  readonly sizes: Map<string, number>;
}

/**
 * The values of a plugin in IndexedDB, with what they take of its quota in the same transactions: values and ledger cannot disagree,
 * whatever dies when, and tabs that write at once count each other's values. Sizes are measured as values are written; one
 * that was written by another tab, or before a restart, is read and measured when it is replaced.
 */
export function createIndexedStore({ run, destroy }: Connection, quota: StorageQuota): ValueStore {
  let known: Known | undefined;

  /** Runs `change` on the ledger and the sizes of the keys it names, and keeps both. */
  async function withLedger<T>(
    keys: readonly string[],
    change: (store: IDBObjectStore, totals: Totals, sizes: Map<string, number>) => T,
  ): Promise<T> {
    const [result, next] = await run('readwrite', async (store) => {
      const { totals, sizes } = await readLedger(store, keys);
      const made = change(store, totals, sizes);
      return [made, writeLedger(store, totals, sizes)] as const;
    });
    known = next;
    return result;
  }

  async function readLedger(store: IDBObjectStore, keys: readonly string[]) {
    const ledger = await findLedger(store);
    if (ledger) {
      const sizes = known?.stamp === ledger.stamp ? known.sizes : await unmeasured(store);
      // The map is changed before the transaction is through: should that fail, it is read again.
      known = undefined;
      if (await addSizes(store, keys, sizes, quota.bytes)) return { totals: ledger, sizes };
    }
    return count(store, quota.bytes);
  }

  return {
    read: (keys) => run('readonly', (store) => Promise.all(keys.map((key) => readValue(store, key)))),

    write: (entries) =>
      withLedger(
        entries.map(([key]) => key),
        (store, totals, sizes) =>
          entries.map(([key, value]) => {
            const { bytes, keys } = totals;
            try {
              const size = admit(totals, quota, key, value, sizes.get(key));
              store.put(value, key);
              sizes.set(key, size);
              return fulfilled(undefined);
            } catch (error) {
              const refusal = toStorageError(error);
              if (refusal.code === 'STORAGE_UNAVAILABLE') throw error;
              Object.assign(totals, { bytes, keys });
              return rejected(refusal);
            }
          }),
      ),

    remove: (keys) =>
      withLedger(keys, (store, totals, sizes) =>
        keys.filter((key) => {
          const size = sizes.get(key);
          if (size === undefined) return false;
          store.delete(key);
          sizes.delete(key);
          totals.bytes -= size;
          totals.keys--;
          return true;
        }),
      ),

    keys: () => run('readonly', readKeys),

    async clear() {
      const { before, next } = await run('readwrite', async (store) => ({
        before: await readKeys(store),
        next: startOver(store),
      }));
      known = next;
      return before;
    },

    async replace(entries) {
      const { before, next } = await run('readwrite', async (store) => {
        const keys = await readKeys(store);
        const totals: Totals = { bytes: 0, keys: 0 };
        const sizes = new Map<string, number>();
        store.clear();
        for (const [key, value] of entries) {
          sizes.set(key, admit(totals, quota, key, value, undefined));
          store.put(value, key);
        }
        return { before: keys, next: writeLedger(store, totals, sizes) };
      });
      known = next;
      return before;
    },

    totals: () =>
      run('readonly', async (store) => {
        const { bytes, keys } = (await findLedger(store)) ?? (await count(store, quota.bytes)).totals;
        return { bytes, keys };
      }),

    destroy,
  };
}

function startOver(store: IDBObjectStore): Known {
  store.clear();
  return writeLedger(store, { bytes: 0, keys: 0 }, new Map());
}

function writeLedger(store: IDBObjectStore, { bytes, keys }: Totals, sizes: Map<string, number>): Known {
  const stamp = Math.random();
  store.put({ bytes, keys, stamp } satisfies Ledger, LEDGER);
  return { stamp, sizes };
}

/** `undefined` where there is none: the database is from before there was one, or it is damaged. */
async function findLedger(store: IDBObjectStore): Promise<Ledger | undefined> {
  const result = await readValue(store, LEDGER);
  return result.status === 'fulfilled' ? parseLedger(result.value) : undefined;
}

function parseLedger(value: unknown): Ledger | undefined {
  const { bytes, keys, stamp } = Object(value) as Ledger;
  return [bytes, keys, stamp].every(Number.isFinite) && bytes >= 0 && keys >= 0
    ? { bytes, keys, stamp }
    : undefined;
}

/** Keys of plugins are text; what is of no plugin is not. */
async function readKeys(store: IDBObjectStore): Promise<string[]> {
  const text = IDBKeyRange.bound('', [], false, true);
  return (await promisifyRequest(store.getAllKeys(text))) as string[];
}

/** A request that fails would take its transaction along, and with it all the others. */
function readValue(store: IDBObjectStore, key: string | number): Promise<PromiseSettledResult<unknown>> {
  return new Promise((resolve) => {
    const request = store.get(key);
    request.onsuccess = () => resolve(fulfilled(request.result));
    request.onerror = (event) => {
      event.preventDefault();
      event.stopPropagation();
      resolve(rejected(unreadable(String(key), request.error)));
    };
  });
}

async function unmeasured(store: IDBObjectStore): Promise<Map<string, number>> {
  return new Map((await readKeys(store)).map((key) => [key, UNMEASURED]));
}

/** Measures the values of these keys. `false` when one cannot be read: then nobody knows with what size it was counted. */
async function addSizes(
  store: IDBObjectStore,
  keys: Iterable<string>,
  sizes: Map<string, number>,
  maxBytes: number,
): Promise<boolean> {
  const unknown = [...new Set(keys)].filter((key) => sizes.get(key) === UNMEASURED);
  const results = await Promise.all(unknown.map((key) => readValue(store, key)));
  unknown.forEach((key, index) => {
    const result = results[index];
    sizes.set(key, result?.status === 'fulfilled' ? sizeOf(key, result.value, maxBytes) : 0);
  });
  return results.every(({ status }) => status === 'fulfilled');
}

/** All over again. What cannot be read counts as empty. */
async function count(
  store: IDBObjectStore,
  maxBytes: number,
): Promise<{ totals: Totals; sizes: Map<string, number> }> {
  const sizes = await unmeasured(store);
  await addSizes(store, sizes.keys(), sizes, maxBytes);
  const bytes = [...sizes.values()].reduce((sum, size) => sum + size, 0);
  return { totals: { bytes, keys: sizes.size }, sizes };
}
