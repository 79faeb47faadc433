import { type Disposable, toDisposable } from '@fluxstudio/plugin-protocol/disposable';
import { loadOnce } from '../load-once.ts';
import type { StorageListener } from './change-feed.ts';
import type { ConnectionOptions } from './connection.ts';
import type { StorageExport } from './storage-format.ts';
import type { StorageQuota } from './storage-quota.ts';

/** What a plugin has stored, and how much it may. */
export interface StorageUsage {
  /** Approximate. */
  readonly bytes: number;
  readonly keys: number;
  readonly quota: StorageQuota;
}

/**
 * Key and value pairs of one plugin and one user. Methods reject with a `PluginError`: `STORAGE_UNAVAILABLE` where the browser
 * keeps no data, `QUOTA_EXCEEDED` where there is no room, `DISPOSED` after {@link PluginStorage.destroy}.
 */
export interface PluginStorage {
  get(key: string): Promise<unknown>;
  /** Resolves once the value is durable. */
  set(key: string, value: unknown): Promise<void>;
  delete(key: string): Promise<void>;
  keys(): Promise<string[]>;
  clear(): Promise<void>;
  getUsage(): Promise<StorageUsage>;
  /** Calls back after every change: by the plugin, by the app, in this tab or another one. */
  onDidChange(listener: StorageListener): Disposable;
  /**
   * Everything, as JSON: to move it to another device, or to keep it before an uninstall.
   *
   * @throws PluginError `DATA_CLONE` that names the keys whose values cannot be exported
   * @example
   * const file = new Blob([JSON.stringify(await storage.exportData())], { type: 'application/json' });
   */
  exportData(): Promise<StorageExport>;
  /**
   * Puts what was exported in the place of everything that is stored, all of it or nothing.
   *
   * @throws PluginError `INVALID_ARGUMENT` for what is no export, `QUOTA_EXCEEDED` for one that is too large
   */
  importData(data: unknown): Promise<void>;
  /** Removes the data and what held it. Whatever is asked for afterwards is `DISPOSED`. */
  destroy(): Promise<void>;
}

export interface PluginStorageOptions extends ConnectionOptions {
  /** Default: 10 MB, 10,000 keys, 5 MB for one value. */
  quota?: Partial<StorageQuota>;
}

/**
 * Storage in an IndexedDB of its own, so that no key of one plugin or user can name a value of another. Its code is loaded with
 * its first use.
 *
 * @example
 * const storage = createPluginStorage(user.id, 'color-palette', { quota: { bytes: 50 * 1024 * 1024 } });
 */
export function createPluginStorage(
  userId: string,
  pluginId: string,
  options?: PluginStorageOptions,
): PluginStorage {
  const { get: load } = loadOnce(
    () => import('./indexed-storage.ts'),
    ({ createIndexedStorage }) => createIndexedStorage(userId, pluginId, options),
  );

  return {
    get: (key) => load().then((storage) => storage.get(key)),
    set: (key, value) => load().then((storage) => storage.set(key, value)),
    delete: (key) => load().then((storage) => storage.delete(key)),
    keys: () => load().then((storage) => storage.keys()),
    clear: () => load().then((storage) => storage.clear()),
    getUsage: () => load().then((storage) => storage.getUsage()),
    onDidChange(listener) {
      const subscription = load().then((storage) => storage.onDidChange(listener));
      // Whoever reads or writes learns that the code could not be loaded.
      subscription.catch(() => undefined);
      return toDisposable(() => {
        subscription.then(({ dispose }) => dispose()).catch(() => undefined);
      });
    },
    exportData: () => load().then((storage) => storage.exportData()),
    importData: (data) => load().then((storage) => storage.importData(data)),
    destroy: () => load().then((storage) => storage.destroy()),
  };
}
