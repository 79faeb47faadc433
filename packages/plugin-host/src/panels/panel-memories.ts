import type { PanelMemory } from './panel-views.ts';

/** What panels leave for their next view, for as long as the page is open: also over a reload, an update, a crash of the plugin. */
export interface PanelMemories {
  /** @param panelId `<pluginId>.<name>` */
  of(panelId: string): PanelMemory;
  /** Of a plugin that is uninstalled. */
  clear(pluginId: string): void;
}

export function createPanelMemories(): PanelMemories {
  const states = new Map<string, unknown>();
  return {
    of: (panelId) => ({
      get: () => states.get(panelId),
      set: (state) => states.set(panelId, state),
    }),
    clear(pluginId) {
      for (const panelId of states.keys()) if (panelId.startsWith(`${pluginId}.`)) states.delete(panelId);
    },
  };
}
