import { MAX_CHANGED_KEYS, type StorageChange, type storage } from '@fluxstudio/plugin-protocol/api/storage';
import type { HostSide } from '@fluxstudio/plugin-protocol/contract';
import type { Disposable } from '@fluxstudio/plugin-protocol/disposable';
import type { Clock } from '@fluxstudio/plugin-protocol/rpc/deadlines';
import { callListeners } from '../call-listeners.ts';
import type { SandboxLimits } from '../limits/limits.ts';
import { createTokenBucket } from '../limits/token-bucket.ts';
import type { StorageChange as StoredChange } from '../storage/change-feed.ts';
import type { PluginStorage } from '../storage/plugin-storage.ts';
import { deliveryWeight } from './delivery-weight.ts';

/**
 * `context.storage` of one plugin. Changes are told at once while their deliveries fit the limit; those beyond it wait, and are then
 * told as one: how often a plugin writes and listens is its own choice, and what it costs the page is not.
 */
export function bindStorage(
  store: PluginStorage,
  clock: Clock,
  limits: Pick<SandboxLimits, 'deliveriesPerSecond'>,
): HostSide<typeof storage> {
  const rate = createTokenBucket(limits.deliveriesPerSecond, limits.deliveriesPerSecond, clock);
  const listeners = new Set<(change: StorageChange) => void>();
  const waiting = createPendingChange();
  let following: Disposable | undefined;
  let timer: unknown;

  function deliver(): void {
    timer = undefined;
    const change = waiting.take();
    if (!change) return;
    const debt = rate.take(listeners.size * deliveryWeight(change));
    if (debt > 0) timer = clock.setTimeout(deliver, debt);
    callListeners(listeners, change);
  }

  function follow(change: StoredChange): void {
    waiting.add(change);
    if (timer === undefined) deliver();
  }

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
      // All are given the same change, so that a message to many holds it once.
      const mine = (change: StorageChange) => listener.notify(change);
      listeners.add(mine);
      following ??= store.onDidChange(follow);
      return {
        dispose() {
          listeners.delete(mine);
          listener.release();
          if (listeners.size > 0) return;
          following?.dispose();
          following = undefined;
          clock.clearTimeout(timer);
          timer = undefined;
          waiting.take();
        },
      };
    },
  };
}

/** Changes that are told as one: what counts is how a key ended. */
function createPendingChange() {
  const keys = new Set<string>();
  const removed = new Set<string>();
  let isAny = false;
  return {
    add(change: StoredChange): void {
      isAny = true;
      // Beyond that the names no longer matter.
      if (keys.size > MAX_CHANGED_KEYS) return;
      const gone = new Set(change.removed);
      for (const key of change.keys) {
        keys.add(key);
        if (gone.has(key)) removed.add(key);
        else removed.delete(key);
      }
    },
    /** What has gathered, or `undefined` for nothing; it begins anew. */
    take(): StorageChange | undefined {
      if (!isAny) return undefined;
      const change: StorageChange =
        keys.size > MAX_CHANGED_KEYS
          ? { keys: [], all: true }
          : { keys: [...keys], ...(removed.size > 0 ? { removed: [...removed] } : {}) };
      isAny = false;
      keys.clear();
      removed.clear();
      return change;
    },
  };
}
