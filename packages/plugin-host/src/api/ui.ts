import type { PanelComponent, ui } from '@fluxstudio/plugin-protocol/api/ui';
import type { HostSide } from '@fluxstudio/plugin-protocol/contract';
import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import { qualifyName } from '@fluxstudio/plugin-protocol/ids';
import type { ContributionList } from '../contributions/contribution-list.ts';
import type { SandboxLimits } from '../limits/limits.ts';
import { createTokenBucket } from '../limits/token-bucket.ts';
import type { ModalService, NotificationService, PanelEntry, ToolbarEntry, UiDocument } from '../services.ts';
import { offered, serviceCall } from './bind-service.ts';
import type { PluginScope } from './plugin-scope.ts';

export interface UiParts {
  readonly notifications?: NotificationService;
  readonly modals?: ModalService;
  readonly panels: ContributionList<PanelEntry>;
  readonly toolbarItems: ContributionList<ToolbarEntry>;
}

/** `api.ui` of one plugin. Everything shown carries the plugin's identity. */
export function bindUi(
  scope: PluginScope,
  { notifications, modals, panels, toolbarItems }: UiParts,
  limits: SandboxLimits,
): HostSide<typeof ui> {
  const { identity, signal, gesture, onError, clock } = scope;
  const perMinute = limits.notificationsPerMinute;
  const rate = createTokenBucket(perMinute / 60, perMinute, clock);
  const own = <T extends { readonly id: string }>(entry: T) => ({
    ...entry,
    id: qualifyName(identity.id, entry.id),
    plugin: identity,
  });

  return {
    showNotification({ actions = [], ...notification }) {
      const show = offered<NotificationService['show']>(notifications, 'show', 'ui.showNotification');
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
        const gone: unknown = show.call(notifications, {
          ...notification,
          plugin: identity,
          signal,
          actions: actions.map(({ label, callback }) => ({
            label,
            async run() {
              gesture.mark();
              return callback();
            },
          })),
        });
        // Without a promise (a toast library may return an id) the app does not tell when the toast is gone: its actions live
        // as long as the plugin.
        if (gone instanceof Promise) void gone.catch(onError).then(release);
      } catch (error) {
        release();
        throw error;
      }
    },

    async showModal(component) {
      const document = toDocument('ui.showModal', component);
      return offered<ModalService['show']>(modals, 'show', 'ui.showModal').call(
        modals,
        document,
        serviceCall(scope),
      );
    },

    registerPanel(panel, component) {
      return panels.register({ ...own(panel), document: toDocument('ui.registerPanel', component) });
    },

    registerToolbarItem(item) {
      return toolbarItems.register({ ...own(item), command: qualifyName(identity.id, item.command) });
    },
  };
}

/** @throws PluginError `NOT_SUPPORTED` for a function: what it would draw cannot be shown */
function toDocument(method: string, component: PanelComponent): UiDocument | undefined {
  if (typeof component === 'function') {
    component.release();
    throw new PluginError(
      'NOT_SUPPORTED',
      `${method}: a component cannot leave the plugin’s worker; give { html }, or nothing and let the app fill it`,
    );
  }
  return component ?? undefined;
}
