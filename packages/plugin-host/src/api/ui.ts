import type { ui } from '@fluxstudio/plugin-protocol/api/ui';
import type { HostSide } from '@fluxstudio/plugin-protocol/contract';
import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import type { NotificationService } from '../services.ts';
import type { PluginScope } from './plugin-scope.ts';

/** `api.ui` of one plugin. Everything shown carries the plugin's identity. */
export function bindUi(
  { identity, signal, onError }: PluginScope,
  notifications: NotificationService | undefined,
): HostSide<typeof ui> {
  return {
    showNotification({ actions = [], ...notification }) {
      if (!notifications)
        throw new PluginError('NOT_SUPPORTED', 'This app shows no notifications of plugins');
      const release = () => {
        for (const { callback } of actions) callback.release();
      };
      const gone = notifications.show({
        ...notification,
        plugin: identity,
        signal,
        actions: actions.map(({ label, callback }) => ({ label, run: async () => callback() })),
      });
      // Without a promise the app does not tell when the toast is gone: its actions live as long as the plugin.
      if (gone) void gone.catch(onError).then(release);
    },
  };
}
