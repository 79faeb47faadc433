import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import type { SyncStorageBackend } from '../../src/backend/backend.ts';

const QUOTA = 1024 * 1024;
const VALUE_QUOTA = 64 * 1024;

/** What plugins keep for other devices, in memory. `require` throws for a plugin that is not installed. */
export function createMemorySyncStorage(require: (pluginId: string) => unknown) {
  const plugins = new Map<string, Map<string, string>>();
  const of = (pluginId: string): Map<string, string> => {
    require(pluginId);
    const values = plugins.get(pluginId) ?? new Map<string, string>();
    plugins.set(pluginId, values);
    return values;
  };
  const storage: SyncStorageBackend = {
    async get(pluginId, key) {
      const text = of(pluginId).get(key);
      return text === undefined ? undefined : JSON.parse(text);
    },
    async set(pluginId, key, value) {
      const text = JSON.stringify(value);
      const values = new Map(of(pluginId)).set(key, text);
      if (text.length > VALUE_QUOTA || [...values].flat().join('').length > QUOTA)
        throw new PluginError('QUOTA_EXCEEDED', 'There is no room for the value');
      plugins.set(pluginId, values);
    },
    delete: async (pluginId, key) => void of(pluginId).delete(key),
    keys: async (pluginId) => [...of(pluginId).keys()],
    clear: async (pluginId) => of(pluginId).clear(),
  };
  return { storage, forget: (pluginId: string) => void plugins.delete(pluginId) };
}
