import type { ChangeFeed } from './change-feed.ts';
import { createCoalescer } from './coalescer.ts';
import type { PluginStorage } from './plugin-storage.ts';
import { decodeExport, encodeExport } from './storage-format.ts';
import type { StorageQuota } from './storage-quota.ts';
import type { ValueStore } from './value-store.ts';

/**
 * A plugin's storage over a store of values. Operations of one turn share a step of the store; they take effect in the order
 * they were asked for.
 */
export function createStorage(store: ValueStore, feed: ChangeFeed, quota: StorageQuota): PluginStorage {
  const queue = createCoalescer({
    read: store.read,
    async write(entries) {
      const results = await store.write(entries);
      const written = entries.filter((_, index) => results[index]?.status === 'fulfilled');
      feed.publish([...new Set(written.map(([key]) => key))]);
      return results;
    },
    async remove(keys) {
      const removed = await store.remove(keys);
      feed.publish(removed, removed);
    },
  });

  return {
    get: queue.get,
    set: queue.set,
    delete: queue.delete,
    keys: () => queue.exclusive(store.keys),
    clear: () =>
      queue.exclusive(async () => {
        const removed = await store.clear();
        feed.publish(removed, removed);
      }),
    getUsage: () => queue.exclusive(async () => ({ ...(await store.totals()), quota })),
    onDidChange: feed.onDidChange,
    exportData: () =>
      queue.exclusive(async () => {
        const keys = await store.keys();
        return encodeExport(keys, await store.read(keys));
      }),
    async importData(data) {
      const entries = decodeExport(data);
      return queue.exclusive(async () => {
        const before = await store.replace(entries);
        const now = new Set(entries.map(([key]) => key));
        const removed = before.filter((key) => !now.has(key));
        feed.publish([...now, ...removed], removed);
      });
    },
    destroy: () => queue.exclusive(store.destroy),
  };
}
