import type { storage } from '@fluxstudio/plugin-protocol/api/storage';
import type { HostSide } from '@fluxstudio/plugin-protocol/contract';
import type { PluginStorage } from '../storage/plugin-storage.ts';

export function bindStorage(store: PluginStorage): HostSide<typeof storage> {
  return {
    async get(key, defaultValue) {
      const value = await store.get(key);
      return value === undefined ? defaultValue : value;
    },
    set: (key, value) => store.set(key, value),
    delete: (key) => store.delete(key),
    keys: () => store.keys(),
    clear: () => store.clear(),
    getUsage: () => store.getUsage(),
    onDidChange(listener) {
      const subscription = store.onDidChange(({ keys, removed }) =>
        listener.notify({ keys: [...keys], ...(removed ? { removed: [...removed] } : {}) }),
      );
      return {
        dispose() {
          subscription.dispose();
          listener.release();
        },
      };
    },
  };
}
