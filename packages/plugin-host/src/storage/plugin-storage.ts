import { clear, createStore, del, get, keys, set } from 'idb-keyval';

/** Key and value pairs of one plugin and one user. */
export interface PluginStorage {
  get(key: string): Promise<unknown>;
  set(key: string, value: unknown): Promise<void>;
  delete(key: string): Promise<void>;
  keys(): Promise<string[]>;
  clear(): Promise<void>;
}

/**
 * Storage in a database of its own, so that no key of one plugin or user can name a value of another, and removing a plugin
 * is clearing one store.
 */
export function createPluginStorage(userId: string, pluginId: string): PluginStorage {
  const store = createStore(`flux-plugin-storage:${userId}:${pluginId}`, 'values');
  return {
    get: (key) => get(key, store),
    set: (key, value) => set(key, value, store),
    delete: (key) => del(key, store),
    keys: () => keys<string>(store),
    clear: () => clear(store),
  };
}
