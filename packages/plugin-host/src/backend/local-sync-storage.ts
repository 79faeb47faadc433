import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import type { SyncStorageBackend } from './backend.ts';
import { type LocalDatabase, type LocalStores, resultOf } from './local-database.ts';

/** What one plugin may keep, in bytes of keys and JSON text: that of plugin-server, so that an app can move to it. */
const QUOTA = 1024 * 1024;
const VALUE_QUOTA = 64 * 1024;
const MAX_KEYS = 512;

const everyKey = (pluginId: string): IDBKeyRange => IDBKeyRange.bound([pluginId], [pluginId, []]);

/** `storage.sync` of plugins where there is nothing to sync with: it works, and stays in this browser. */
export function createLocalSyncStorage(db: LocalDatabase): SyncStorageBackend {
  const of = <T>(
    pluginId: string,
    mode: 'readonly' | 'readwrite',
    work: (sync: IDBObjectStore) => Promise<T>,
  ): Promise<T> =>
    db.transaction(mode, async ({ installs, sync }) => {
      // Values without an install would stay for ever.
      if ((await resultOf(installs.getKey(pluginId))) === undefined)
        throw new PluginError('NOT_FOUND', `Plugin ${pluginId} is not installed`);
      return work(sync);
    });

  return {
    get: (pluginId, key) =>
      of(pluginId, 'readonly', async (sync) => {
        const text: unknown = await resultOf(sync.get([pluginId, key]));
        return typeof text === 'string' ? JSON.parse(text) : undefined;
      }),
    async set(pluginId, key, value) {
      const text: string | undefined = JSON.stringify(value);
      if (text === undefined)
        throw new PluginError('INVALID_ARGUMENT', `The value of ${key} is not JSON: store plain data`);
      if (sizeOf(key + text) > VALUE_QUOTA)
        throw new PluginError('QUOTA_EXCEEDED', `A value in storage.sync may have ${VALUE_QUOTA} bytes`);
      await of(pluginId, 'readwrite', async (sync) => {
        await resultOf(sync.put(text, [pluginId, key]));
        const keys = await resultOf(sync.getAllKeys(everyKey(pluginId)));
        const texts: unknown[] = await resultOf(sync.getAll(everyKey(pluginId)));
        const size = sizeOf(
          JSON.stringify(keys.map((path) => (path as [string, string])[1])) + texts.join(''),
        );
        // Thrown inside the transaction, so nothing is stored.
        if (size > QUOTA)
          throw new PluginError('QUOTA_EXCEEDED', `${pluginId} may keep ${QUOTA} bytes in storage.sync`);
        if (keys.length > MAX_KEYS)
          throw new PluginError('QUOTA_EXCEEDED', `${pluginId} may keep ${MAX_KEYS} keys in storage.sync`);
      });
    },
    delete: (pluginId, key) =>
      of(pluginId, 'readwrite', async (sync) => void (await resultOf(sync.delete([pluginId, key])))),
    keys: (pluginId) =>
      of(pluginId, 'readonly', async (sync) => {
        const paths = await resultOf(sync.getAllKeys(everyKey(pluginId)));
        return paths.map((path) => String((path as IDBValidKey[])[1]));
      }),
    clear: (pluginId) => of(pluginId, 'readwrite', async (sync) => clearSync({ sync }, pluginId)),
  };
}

/** Removes all that a plugin keeps, within a transaction. */
export async function clearSync({ sync }: Pick<LocalStores, 'sync'>, pluginId: string): Promise<void> {
  await resultOf(sync.delete(everyKey(pluginId)));
}

function sizeOf(text: string): number {
  return new TextEncoder().encode(text).byteLength;
}
