import { type Disposable, toDisposable } from '@fluxstudio/plugin-protocol/disposable';
import { callListeners } from '../call-listeners.ts';

/** What changed at once. */
export interface StorageChange {
  /** Every key that was written or removed. */
  readonly keys: readonly string[];
  /** Those of them that are no longer there; absent when there are none. */
  readonly removed?: readonly string[];
}

export type StorageListener = (change: StorageChange) => void;

/** Tells of changes, here and in the other tabs of the same origin. */
export interface ChangeFeed {
  publish(keys: readonly string[], removed?: readonly string[]): void;
  onDidChange(listener: StorageListener): Disposable;
}

/**
 * A feed over a `BroadcastChannel`, which is open only while somebody listens. Messages hold names of keys and no values: who hears
 * one reads again.
 *
 * @param channelName absent: no other tab is told
 */
export function createChangeFeed(channelName?: string): ChangeFeed {
  const listeners = new Set<StorageListener>();
  let open: BroadcastChannel | undefined;

  const connect = () =>
    channelName !== undefined && typeof BroadcastChannel === 'function'
      ? new BroadcastChannel(channelName)
      : undefined;

  function listen(): BroadcastChannel | undefined {
    const channel = connect();
    channel?.addEventListener('message', ({ data }) => {
      const change = parseChange(data);
      if (change) callListeners(listeners, change);
    });
    return channel;
  }

  return {
    publish(keys, removed = []) {
      if (keys.length === 0) return;
      const change = { keys, ...(removed.length > 0 ? { removed } : {}) };
      callListeners(listeners, change);
      // A channel does not hear itself.
      const channel = open ?? connect();
      channel?.postMessage(change);
      if (channel !== open) channel?.close();
    },
    onDidChange(listener) {
      const mine: StorageListener = (change) => listener(change);
      listeners.add(mine);
      open ??= listen();
      return toDisposable(() => {
        listeners.delete(mine);
        if (listeners.size > 0) return;
        open?.close();
        open = undefined;
      });
    },
  };
}

/** Whatever code of the origin may have sent. */
function parseChange(data: unknown): StorageChange | undefined {
  const { keys, removed } = Object(data) as Partial<StorageChange>;
  if (!isNames(keys)) return undefined;
  return isNames(removed) ? { keys, removed } : { keys };
}

function isNames(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((name) => typeof name === 'string');
}
