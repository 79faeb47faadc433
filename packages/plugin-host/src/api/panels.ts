import type { ui } from '@fluxstudio/plugin-protocol/api/ui';
import type { HostSide } from '@fluxstudio/plugin-protocol/contract';
import { toDisposable } from '@fluxstudio/plugin-protocol/disposable';
import { qualifyName } from '@fluxstudio/plugin-protocol/ids';
import type { ContributionList } from '../contributions/contribution-list.ts';
import { loadOnce } from '../load-once.ts';
import type { PanelMemories } from '../panels/panel-memories.ts';
import type { Drawer, PanelMemory } from '../panels/panel-views.ts';
import type { PanelDrawing, PanelEntry } from '../services.ts';
import type { PluginScope } from './plugin-scope.ts';

/** A function of the plugin that draws, as long as it is wanted. */
type LentDrawer = Drawer & { release(): void };

export interface Panels extends Pick<HostSide<typeof ui>, 'registerPanel' | 'updatePanel'> {
  /** Lets `show` have it drawn, and ends that when `show` is done. */
  withDrawing<T>(component: LentDrawer, show: (drawing: PanelDrawing) => Promise<T>): Promise<T>;
}

/** A dialog is opened once. */
const NO_MEMORY: PanelMemory = { get: () => undefined, set: () => undefined };

/** What one plugin draws. */
export function bindPanels(
  { identity, clock, onError }: PluginScope,
  panels: ContributionList<PanelEntry>,
  memories: PanelMemories,
): Panels {
  // A part of its own: most plugins draw nothing.
  const views = loadOnce(
    () => import('../panels/panel-views.ts'),
    ({ createPanelViews }) => createPanelViews({ clock, onError }),
  );
  const drawingOf = (component: Drawer, memory: PanelMemory): PanelDrawing => ({
    open: async ({ visible = true } = {}) => (await views.get()).open(component, memory, visible),
  });
  const end = (component: LentDrawer) => {
    void views.peek()?.then((loaded) => loaded.close(component), onError);
    component.release();
  };

  return {
    async withDrawing(component, show) {
      try {
        return await show(drawingOf(component, NO_MEMORY));
      } finally {
        end(component);
      }
    },

    registerPanel(panel, component) {
      const entry = { ...panel, id: qualifyName(identity.id, panel.id), plugin: identity };
      if (typeof component !== 'function')
        return panels.register({ ...entry, document: component ?? undefined });
      try {
        const drawing = drawingOf(component, memories.of(entry.id));
        const registered = panels.register({ ...entry, drawing });
        return toDisposable(() => {
          registered.dispose();
          end(component);
        });
      } catch (error) {
        component.release();
        throw error;
      }
    },

    updatePanel(view, operations) {
      // Whoever has the number of a view was asked to draw by this part.
      void views.peek()?.then((loaded) => loaded.update(view, operations), onError);
    },
  };
}
