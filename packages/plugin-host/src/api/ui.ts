import type { ui } from '@fluxstudio/plugin-protocol/api/ui';
import type { HostSide } from '@fluxstudio/plugin-protocol/contract';
import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import { qualifyName } from '@fluxstudio/plugin-protocol/ids';
import type { ContextKeys } from '../contributions/context-keys.ts';
import type { ContributionList } from '../contributions/contribution-list.ts';
import type { SandboxLimits } from '../limits/limits.ts';
import { createTokenBucket } from '../limits/token-bucket.ts';
import { loadOnce } from '../load-once.ts';
import type { PanelLayout } from '../panels/panel-layout.ts';
import type { PanelMemories } from '../panels/panel-memories.ts';
import type { WebviewFrameOptions } from '../panels/webview-element.ts';
import type {
  InteractionService,
  ModalService,
  NotificationService,
  PanelEntry,
  ToolbarEntry,
} from '../services.ts';
import { offered } from './bind-service.ts';
import { bindPanels } from './panels.ts';
import { createPluginFacts } from './plugin-facts.ts';
import type { PluginScope } from './plugin-scope.ts';

export interface UiParts {
  readonly notifications?: NotificationService;
  readonly modals?: ModalService;
  readonly interactions?: InteractionService;
  readonly context: ContextKeys;
  readonly panels: ContributionList<PanelEntry>;
  readonly panelMemories: PanelMemories;
  loadPanelLayout(): Promise<PanelLayout>;
  /** Whether the user types in something of the app right now. */
  isTyping(): boolean;
  readonly webviewFrame?: WebviewFrameOptions | undefined;
  readonly toolbarItems: ContributionList<ToolbarEntry>;
}

/** `api.ui` of one plugin. Everything shown carries the plugin's identity. */
export function bindUi(
  scope: PluginScope,
  {
    notifications,
    modals,
    interactions,
    context,
    panels,
    panelMemories,
    loadPanelLayout,
    isTyping,
    webviewFrame,
    toolbarItems,
  }: UiParts,
  limits: SandboxLimits,
): HostSide<typeof ui> {
  const { identity, signal, gesture, onError, clock } = scope;
  const perMinute = limits.notificationsPerMinute;
  const rate = createTokenBucket(perMinute / 60, perMinute, clock);
  // A part of its own: most plugins ask nothing.
  const interacting = loadOnce(
    () => import('./interactions.ts'),
    ({ bindInteractions }) =>
      bindInteractions(
        { modals, interactions, panels, loadPanelLayout, isTyping },
        scope,
        limits.dialogsPerMinute,
      ),
  );
  const drawn = bindPanels(scope, panels, panelMemories, webviewFrame);
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

    async showModal(component, options) {
      // Before anything is waited for: what the user does meanwhile is for something else.
      const how = { ...options, mayFocus: gesture.isOpen() && !isTyping() };
      const { showModal } = await interacting.get();
      return drawn.withContent(component, (content) => showModal(content, how));
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

    revealPanel: async (id) => (await interacting.get()).revealPanel(id),

    setContext: facts.set,

    registerPanel: drawn.registerPanel,

    updatePanel: drawn.updatePanel,

    postToWebview: drawn.postToWebview,

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
