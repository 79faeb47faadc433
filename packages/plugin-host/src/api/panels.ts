import type { ui } from '@fluxstudio/plugin-protocol/api/ui';
import type { HostSide } from '@fluxstudio/plugin-protocol/contract';
import { toDisposable } from '@fluxstudio/plugin-protocol/disposable';
import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import { qualifyName } from '@fluxstudio/plugin-protocol/ids';
import type { ContributionList } from '../contributions/contribution-list.ts';
import { loadOnce } from '../load-once.ts';
import type { PanelMemories } from '../panels/panel-memories.ts';
import type { PanelView } from '../panels/panel-view.ts';
import type { PanelMemory } from '../panels/panel-views.ts';
import type { WebviewFrameOptions } from '../panels/webview-element.ts';
import type { PanelDrawing, PanelEntry, UiDocument } from '../services.ts';
import type { PluginScope } from './plugin-scope.ts';

/** What fills a panel or a dialog. */
type Component = Parameters<HostSide<typeof ui>['showModal']>[0];
type Filling = NonNullable<Component>;
type Content = Pick<PanelEntry, 'drawing' | 'document'>;

export interface Panels extends Pick<HostSide<typeof ui>, 'registerPanel' | 'updatePanel' | 'postToWebview'> {
  /** Lets `show` have it shown, and ends that when `show` is done. */
  withContent<T>(
    component: Component,
    show: (content: PanelDrawing | UiDocument | undefined) => Promise<T>,
  ): Promise<T>;
}

/** A dialog is opened once. */
const NO_MEMORY: PanelMemory = { isDialog: true, get: () => undefined, set: () => undefined };

/** What one plugin draws. */
export function bindPanels(
  { identity, clock, gesture, onError }: PluginScope,
  panels: ContributionList<PanelEntry>,
  memories: PanelMemories,
  frame: WebviewFrameOptions = {},
): Panels {
  // Parts of their own: most plugins draw nothing, and fewer bring documents.
  const views = loadOnce(
    () => import('../panels/panel-views.ts'),
    ({ createPanelViews }) => createPanelViews({ clock, onError, onUserAction: gesture.mark }),
  );
  const webviews = loadOnce(
    () => import('../panels/webviews.ts'),
    ({ createWebviews }) => createWebviews(frame, clock),
  );
  const ended = new WeakSet<Filling>();
  const requireWanted = (component: Filling) => {
    if (ended.has(component))
      throw new PluginError('DISPOSED', `${identity.id} has taken away what it showed here`);
  };
  const contentOf = (component: Filling, memory: PanelMemory): Content =>
    typeof component === 'function'
      ? {
          drawing: {
            async open({ visible = true } = {}) {
              const loaded = await views.get();
              requireWanted(component);
              return loaded.open(component, memory, visible);
            },
          },
        }
      : {
          document: {
            html: component.html,
            async open(options) {
              const loaded = await webviews.get();
              requireWanted(component);
              return loaded.open(component, memory, options);
            },
          },
        };
  const end = (component: Filling) => {
    ended.add(component);
    const lent = typeof component === 'function' ? component : component.drive;
    const closed =
      typeof component === 'function'
        ? views.peek()?.then((loaded) => loaded.close(component))
        : webviews.peek()?.then((loaded) => loaded.close(component));
    // What was opened hears of its end before nothing reaches it any more.
    if (closed) void closed.catch(onError).finally(() => lent?.release());
    else lent?.release();
  };

  return {
    async withContent(component, show) {
      if (!component) return show(undefined);
      const { drawing, document } = contentOf(component, NO_MEMORY);
      let view: PanelView | undefined;
      const watched: PanelDrawing | undefined = drawing && {
        async open(options) {
          view = await drawing.open(options);
          return view;
        },
      };
      try {
        const result = await show(watched ?? document);
        const status = view?.getSnapshot();
        if (status?.state === 'stopped') throw status.error;
        return result;
      } finally {
        end(component);
      }
    },

    registerPanel(panel, component) {
      const entry = { ...panel, id: qualifyName(identity.id, panel.id), plugin: identity };
      if (!component) return panels.register(entry);
      try {
        const registered = panels.register({
          ...entry,
          ...contentOf(component, memories.of(identity.id, panel.id)),
        });
        return toDisposable(() => {
          registered.dispose();
          end(component);
        });
      } catch (error) {
        end(component);
        throw error;
      }
    },

    postToWebview(view, post) {
      void webviews.peek()?.then((loaded) => loaded.post(view, post), onError);
    },

    updatePanel(view, operations) {
      // Whoever has the number of a view was asked to draw by this part.
      void views.peek()?.then((loaded) => loaded.update(view, operations), onError);
    },
  };
}
