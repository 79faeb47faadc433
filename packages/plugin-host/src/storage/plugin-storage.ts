import { clear, createStore, del, delMany, getMany, keys, setMany } from 'idb-keyval';
import { createCoalescer } from './coalescer.ts';

/** Key and value pairs of one plugin and one user. */
export interface PluginStorage {
  get(key: string): Promise<unknown>;
  /** Resolves once the value is durable. */
  set(key: string, value: unknown): Promise<void>;
  delete(key: string): Promise<void>;
  keys(): Promise<string[]>;
  clear(): Promise<void>;
}

/**
 * Storage in a database of its own, so that no key of one plugin or user can name a value of another, and removing a plugin
 * is clearing one store. Operations of one turn share a transaction; they take effect in the order they were asked for.
 */
export function createPluginStorage(userId: string, pluginId: string): PluginStorage {
  const store = createStore(`flux-plugin-storage:${userId}:${pluginId}`, 'values');
  const queue = createCoalescer({
    read: (wanted) => getMany(wanted, store),
    write: (entries) => setMany(entries, store),
    remove: (unwanted) =>
      unwanted.length === 1 ? del(unwanted[0] as string, store) : delMany(unwanted, store),
  });
  return {
    get: queue.get,
    set: queue.set,
    delete: queue.delete,
    keys: () => queue.exclusive(() => keys<string>(store)),
    clear: () => queue.exclusive(() => clear(store)),
  };
}
