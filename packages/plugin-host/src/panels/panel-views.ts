import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import type { PanelMessage } from '@fluxstudio/plugin-protocol/panel/ops';
import type { Clock } from '@fluxstudio/plugin-protocol/rpc/deadlines';
import script from '@fluxstudio/plugin-sdk/source/panel-runtime/main.ts?inline';
import { closeImages } from './close-images.ts';
import { type OpenView, openView } from './open-view.ts';
import { createPluginShare } from './panel-account.ts';
import { PLUGIN_LIMITS } from './panel-limits.ts';
import type { PanelView } from './panel-view.ts';

/** How the host speaks to a function that draws, in its worker. */
export interface Drawer {
  notify(...message: PanelMessage): void;
}

export interface PanelViewsOptions {
  readonly clock: Pick<Clock, 'now'>;
  onError(error: unknown): void;
  /** The user has pressed or chosen something that the plugin draws. */
  onUserAction(): void;
}

/** What a panel leaves for its next view. */
export interface PanelMemory {
  /** It is a dialog’s, whose view ends with a result. */
  readonly isDialog?: boolean;
  get(): unknown;
  set(state: unknown): void;
}

/** The open panels of one running plugin. */
export interface PanelViews {
  open(drawer: Drawer, memory: PanelMemory, visible: boolean): PanelView;
  /** What the plugin has drawn. A view that is closed is left alone: the plugin could not know. */
  update(view: number, operations: readonly unknown[]): void;
  /** Closes the views of one drawer. */
  close(drawer: Drawer): void;
}

export function createPanelViews({ clock, onError, onUserAction }: PanelViewsOptions): PanelViews {
  const views = new Map<number, { readonly view: OpenView; readonly drawer: Drawer }>();
  const shared = createPluginShare(clock);
  /** Those in which something was drawn. A framework may open each twice, and close one of them before that. */
  const drawn = new Set<number>();
  let lastId = 0;
  let hasScript = false;

  return {
    open(drawer, memory, visible) {
      const id = ++lastId;
      const view = openView({
        id,
        clock,
        shared,
        post: (message) => drawer.notify(...message),
        isDialog: memory.isDialog,
        onState: memory.set,
        onError,
        onUserAction,
        onClose() {
          views.delete(id);
          drawn.delete(id);
        },
      });
      views.set(id, { view, drawer });
      drawer.notify(id, 'open', { ...(hasScript ? {} : { script }), state: memory.get(), visible });
      return view;
    },
    update(id, operations) {
      // Not when it was sent: a panel that the plugin has taken away meanwhile does not hear of it.
      hasScript = true;
      const view = views.get(id)?.view;
      if (view && drawn.size >= PLUGIN_LIMITS.views && !drawn.has(id)) view.stop(tooManyOpen());
      else if (view) drawn.add(id);
      if (view) view.apply(operations);
      else closeImages(operations);
    },
    close(drawer) {
      for (const entry of [...views.values()]) if (entry.drawer === drawer) entry.view.close();
    },
  };
}

function tooManyOpen(): PluginError {
  const { views } = PLUGIN_LIMITS;
  return new PluginError(
    'LIMIT_EXCEEDED',
    `${views} panels of this plugin are open: close one of them first`,
  );
}
