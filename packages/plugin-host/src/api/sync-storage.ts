import type { syncStorage } from '@fluxstudio/plugin-protocol/api/sync-storage';
import type { HostSide } from '@fluxstudio/plugin-protocol/contract';
import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import type { SyncStorageBackend } from '../backend/backend.ts';

/** `context.storage.sync` of one plugin. Without a back end for it, every method is `NOT_SUPPORTED`. */
export function bindSyncStorage(
  backend: SyncStorageBackend | undefined,
  pluginId: string,
): HostSide<typeof syncStorage> {
  const having = (): SyncStorageBackend => {
    if (backend) return backend;
    throw new PluginError(
      'NOT_SUPPORTED',
      'storage.sync: the back end of this app does not keep data of plugins',
    );
  };
  return {
    async get(key, defaultValue) {
      const value = await having().get(pluginId, key);
      return value === undefined ? defaultValue : value;
    },
    set: async (key, value) => having().set(pluginId, key, value),
    delete: async (key) => having().delete(pluginId, key),
    keys: async () => having().keys(pluginId),
    clear: async () => having().clear(pluginId),
  };
}
