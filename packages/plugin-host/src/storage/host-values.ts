import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import type { UseStore } from 'idb-keyval';

/** What the host itself remembers of one user in this browser. */
export interface HostValues {
  /** `undefined` for what is not there, also where this browser keeps nothing. */
  read(key: string): Promise<unknown>;
  /**
   * Keeps what `change` makes of what is there, and no other tab writes in between. Resolves once it is durable.
   *
   * @throws PluginError `STORAGE_UNAVAILABLE`
   */
  update(key: string, change: (value: unknown) => unknown): Promise<void>;
}

export function createHostValues(userId: string): HostValues {
  let store: UseStore | undefined;
  // With the first use: a host that is only made keeps no database open.
  async function open() {
    const { createStore, get, update } = await import('idb-keyval');
    if (!store) {
      const opened = createStore(`flux-plugin-host:${userId}`, 'values');
      store = opened;
      // Whoever deletes the database must not wait for this page.
      await opened('readonly', ({ transaction: { db } }) => {
        db.onversionchange = () => {
          db.close();
          if (store === opened) store = undefined;
        };
      });
    }
    return { get, update, store };
  }
  return {
    async read(key) {
      if (typeof indexedDB === 'undefined') return undefined;
      const { get, store } = await open();
      return get(key, store);
    },
    async update(key, change) {
      try {
        const { update, store } = await open();
        await update(key, change, store);
      } catch (cause) {
        throw new PluginError('STORAGE_UNAVAILABLE', 'This browser does not let the app keep data', {
          cause,
        });
      }
    },
  };
}
