import { createChangeFeed } from './change-feed.ts';
import { createConnection } from './connection.ts';
import { createStorage } from './create-storage.ts';
import { createIndexedStore } from './indexed-store.ts';
import type { PluginStorage, PluginStorageOptions } from './plugin-storage.ts';
import { DEFAULT_STORAGE_QUOTA } from './storage-quota.ts';

/** What {@link createPluginStorage} loads. */
export function createIndexedStorage(
  userId: string,
  pluginId: string,
  options: PluginStorageOptions = {},
): PluginStorage {
  const name = `flux-plugin-storage:${userId}:${pluginId}`;
  const quota = { ...DEFAULT_STORAGE_QUOTA, ...options.quota };
  const store = createIndexedStore(createConnection(name, options), quota);
  return createStorage(store, createChangeFeed(name), quota);
}
