import type { PanelComponent, ui } from '@fluxstudio/plugin-protocol/api/ui';
import type { HostSide } from '@fluxstudio/plugin-protocol/contract';
import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import { qualifyName } from '@fluxstudio/plugin-protocol/ids';
import type { ContextKeys } from '../contributions/context-keys.ts';
import type { ContributionList } from '../contributions/contribution-list.ts';
import { createDialogAllowance } from '../limits/dialog-allowance.ts';
import type { SandboxLimits } from '../limits/limits.ts';
import { createTokenBucket } from '../limits/token-bucket.ts';
import { loadOnce } from '../load-once.ts';
import type {
  InteractionService,
  ModalService,
  NotificationService,
  PanelEntry,
  ToolbarEntry,
  UiDocument,
} from '../services.ts';
import { offered, serviceCall } from './bind-service.ts';
import { createPluginFacts } from './plugin-facts.ts';
import type { PluginScope } from './plugin-scope.ts';

export interface UiParts {
  readonly notifications?: NotificationService;
  readonly modals?: ModalService;
  readonly interactions?: InteractionService;
  readonly context: ContextKeys;
  readonly panels: ContributionList<PanelEntry>;
  readonly toolbarItems: ContributionList<ToolbarEntry>;
}

/** `api.ui` of one plugin. Everything shown carries the plugin's identity. */
export function bindUi(
  scope: PluginScope,
  { notifications, modals, interactions, context, panels, toolbarItems }: UiParts,
  limits: SandboxLimits,
): HostSide<typeof ui> {
  const { identity, signal, gesture, waitForUser, onError, clock } = scope;
  const perMinute = limits.notificationsPerMinute;
  const rate = createTokenBucket(perMinute / 60, perMinute, clock);
  const takeDialog = createDialogAllowance(limits.dialogsPerMinute, clock);
  // A part of its own: most plugins ask nothing.
  const interacting = loadOnce(
    () => import('./interactions.ts'),
    ({ bindInteractions }) => bindInteractions(interactions, scope, takeDialog),
  );
  const facts = createPluginFacts(scope, context);
  const owned = <T extends { readonly id: string }>(entry: T) => ({
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
        const shown: unknown = show.call(notifications, {
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
        // A promise of its own says nothing of the toast, only that showing it failed.
        if (shown instanceof Promise) void shown.catch(onError);
        void closedOf(shown)?.catch(onError).then(release);
      } catch (error) {
        release();
        throw error;
      }
    },

    async showModal(component) {
      const document = toDocument('ui.showModal', component);
      const show = offered<ModalService['show']>(modals, 'show', 'ui.showModal');
      takeDialog('ui.showModal');
      return waitForUser(Promise.resolve(show.call(modals, document, serviceCall(scope))));
    },

    showQuickPick: async (items, options) => (await interacting.get()).showQuickPick(items, options),

    showInputBox: async (options) => (await interacting.get()).showInputBox(options),

    startProgress: async (options, onCancel) => (await interacting.get()).startProgress(options, onCancel),

    reportProgress(id, report) {
      // Whoever has a number has waited for this part.
      void interacting.peek()?.then(
        (loaded) => loaded.reportProgress(id, report),
        () => undefined,
      );
    },

    setContext: facts.set,

    registerPanel(panel, component) {
      return panels.register({ ...owned(panel), document: toDocument('ui.registerPanel', component) });
    },

    registerToolbarItem(item) {
      return toolbarItems.register({ ...owned(item), command: qualifyName(identity.id, item.command) });
    },
  };
}

/** When a toast is gone, where the app tells: it may return anything, such as the id of its toast library. */
function closedOf(shown: unknown): Promise<unknown> | undefined {
  const { closed } = Object(shown) as { closed?: unknown };
  return closed instanceof Promise ? closed : undefined;
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
