import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import {
  admit,
  createChangeFeed,
  createStorage,
  DEFAULT_STORAGE_QUOTA,
  fulfilled,
  type PluginStorage,
  rejected,
  type SecretStore,
  type StorageQuota,
  type SyncStorageBackend,
  sizeOf,
  type Totals,
  toStorageError,
  type ValueStore,
} from './host-source.ts';

/** What a plugin stores, in a map that the test can look into and change. */
export function memoryStorage(
  values: Map<string, unknown>,
  quota: StorageQuota = DEFAULT_STORAGE_QUOTA,
): PluginStorage {
  return createStorage(createMemoryStore(values, quota), createChangeFeed(), quota);
}

function createMemoryStore(values: Map<string, unknown>, quota: StorageQuota): ValueStore {
  // Measured anew each time: the test may have changed the map.
  const totals = (): Totals => ({
    keys: values.size,
    bytes: [...values].reduce((sum, [key, value]) => sum + sizeOf(key, value, quota.bytes), 0),
  });

  function put(into: Map<string, unknown>, used: Totals, key: string, value: unknown): void {
    const before = into.has(key) ? sizeOf(key, into.get(key), quota.bytes) : undefined;
    const clone = structuredClone(value);
    admit(used, quota, key, clone, before);
    into.set(key, clone);
  }

  let destroyed = false;
  async function requireAlive(): Promise<void> {
    if (destroyed) throw new PluginError('DISPOSED', 'This storage was removed with its plugin');
  }

  async function clear(): Promise<string[]> {
    await requireAlive();
    const keys = [...values.keys()];
    values.clear();
    return keys;
  }

  return {
    async read(keys) {
      await requireAlive();
      return keys.map((key) => fulfilled(structuredClone(values.get(key))));
    },
    async write(entries) {
      await requireAlive();
      const used = totals();
      return entries.map(([key, value]) => {
        try {
          return fulfilled(put(values, used, key, value));
        } catch (error) {
          return rejected(toStorageError(error));
        }
      });
    },
    async remove(keys) {
      await requireAlive();
      return keys.filter((key) => values.delete(key));
    },
    async keys() {
      await requireAlive();
      return [...values.keys()].sort();
    },
    clear,
    async replace(entries) {
      const next = new Map<string, unknown>();
      const used = { bytes: 0, keys: 0 };
      for (const [key, value] of entries) put(next, used, key, value);
      const keys = await clear();
      for (const [key, value] of next) values.set(key, value);
      return keys;
    },
    async totals() {
      await requireAlive();
      return totals();
    },
    async destroy() {
      values.clear();
      destroyed = true;
    },
  };
}

/** Secrets in a map that the test can look into and change. */
export function memorySecrets(values: Map<string, string>): SecretStore {
  return {
    get: async (key) => values.get(key),
    async set(key, value) {
      values.set(key, value);
    },
    async delete(key) {
      values.delete(key);
    },
    clear: async () => values.clear(),
    destroy: async () => values.clear(),
  };
}

/** What follows the user, in a map that the test can look into: JSON, as a server has it. */
export function memorySyncStorage(values: Map<string, unknown>): SyncStorageBackend {
  return {
    get: async (_, key) => structuredClone(values.get(key)),
    async set(_, key, value) {
      values.set(key, JSON.parse(JSON.stringify(value)));
    },
    async delete(_, key) {
      values.delete(key);
    },
    keys: async () => [...values.keys()].sort(),
    clear: async () => values.clear(),
  };
}
