import type { PanelMemory } from './panel-views.ts';

/** What panels leave for their next view, for as long as the page is open: also over a reload, an update, a crash of the plugin. */
export interface PanelMemories {
  /** Of a panel, by its name within its plugin. */
  of(pluginId: string, name: string): PanelMemory;
  /** Of a plugin that is uninstalled. */
  clear(pluginId: string): void;
}

/** Panels of one plugin, of which each leaves at most a megabyte. The one that left something the longest time ago is forgotten. */
const MOST = 20;

export function createPanelMemories(): PanelMemories {
  const plugins = new Map<string, Map<string, unknown>>();
  return {
    of: (pluginId, name) => ({
      get: () => plugins.get(pluginId)?.get(name),
      set(state) {
        const states = plugins.get(pluginId) ?? new Map<string, unknown>();
        plugins.set(pluginId, states);
        states.delete(name);
        states.set(name, state);
        for (const oldest of states.keys()) if (states.size > MOST) states.delete(oldest);
      },
    }),
    clear: (pluginId) => plugins.delete(pluginId),
  };
}
