import type { syncStorage } from '@fluxstudio/plugin-protocol/api/sync-storage';
import type { HostSide } from '@fluxstudio/plugin-protocol/contract';
import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import type { Clock } from '@fluxstudio/plugin-protocol/rpc/deadlines';
import type { SyncStorageBackend } from '../backend/backend.ts';
import type { SandboxLimits } from '../limits/limits.ts';
import { createTokenBucket } from '../limits/token-bucket.ts';

/**
 * `context.storage.sync` of one plugin. Without a back end for it, every method is `NOT_SUPPORTED`. Each call is a request of the
 * user's to the server, so it refuses with `LIMIT_EXCEEDED` what is too much.
 */
export function bindSyncStorage(
  backend: SyncStorageBackend | undefined,
  pluginId: string,
  limits: SandboxLimits,
  clock: Pick<Clock, 'now'>,
): HostSide<typeof syncStorage> {
  const { syncCallsInFlight, syncWritesPerSecond, syncWritesBurst } = limits;
  const writes = createTokenBucket(syncWritesPerSecond, syncWritesBurst, clock);
  let inFlight = 0;

  async function request<T>(isWrite: boolean, send: (to: SyncStorageBackend) => Promise<T>): Promise<T> {
    if (!backend) {
      throw new PluginError(
        'NOT_SUPPORTED',
        'storage.sync: the back end of this app does not keep data of plugins',
      );
    }
    if (inFlight >= syncCallsInFlight) {
      throw new PluginError(
        'LIMIT_EXCEEDED',
        `storage.sync: ${syncCallsInFlight} calls are under way already: wait for one of them`,
      );
    }
    if (isWrite && !writes.tryTake()) {
      throw new PluginError(
        'LIMIT_EXCEEDED',
        `storage.sync: more than ${syncWritesPerSecond} changes a second: gather them in one value`,
      );
    }
    inFlight++;
    try {
      return await send(backend);
    } finally {
      inFlight--;
    }
  }

  return {
    get: (key, defaultValue) =>
      request(false, async (to) => {
        const value = await to.get(pluginId, key);
        return value === undefined ? defaultValue : value;
      }),
    set: (key, value) => request(true, (to) => to.set(pluginId, key, value)),
    delete: (key) => request(true, (to) => to.delete(pluginId, key)),
    keys: () => request(false, (to) => to.keys(pluginId)),
    clear: () => request(true, (to) => to.clear(pluginId)),
  };
}
