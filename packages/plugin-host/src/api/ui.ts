import type { ui } from '@fluxstudio/plugin-protocol/api/ui';
import type { HostSide } from '@fluxstudio/plugin-protocol/contract';
import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import { systemClock } from '@fluxstudio/plugin-protocol/rpc/deadlines';
import type { SandboxLimits } from '../limits/limits.ts';
import { createTokenBucket } from '../limits/token-bucket.ts';
import type { NotificationService } from '../services.ts';
import type { PluginScope } from './plugin-scope.ts';

/** `api.ui` of one plugin. Everything shown carries the plugin's identity. */
export function bindUi(
  { identity, signal, onError }: PluginScope,
  notifications: NotificationService | undefined,
  limits: SandboxLimits,
): HostSide<typeof ui> {
  const perMinute = limits.notificationsPerMinute;
  const rate = createTokenBucket(perMinute / 60, perMinute, systemClock);
  return {
    showNotification({ actions = [], ...notification }) {
      if (!notifications)
        throw new PluginError('NOT_SUPPORTED', 'This app shows no notifications of plugins');
      if (!rate.tryTake()) {
        throw new PluginError(
          'LIMIT_EXCEEDED',
          `ui.showNotification: more than ${perMinute} notifications in a minute`,
        );
      }
      const release = () => {
        for (const { callback } of actions) callback.release();
      };
      try {
        const gone: unknown = notifications.show({
          ...notification,
          plugin: identity,
          signal,
          actions: actions.map(({ label, callback }) => ({ label, run: async () => callback() })),
        });
        // Without a promise (a toast library may return an id) the app does not tell when the toast is gone: its actions live
        // as long as the plugin.
        if (gone instanceof Promise) void gone.catch(onError).then(release);
      } catch (error) {
        release();
        throw error;
      }
    },
  };
}
