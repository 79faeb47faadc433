import type { PluginInstance } from './plugin-instance.ts';

/** The installed plugins that name this one as a dependency. */
export function dependentsOf(pluginId: string, all: readonly PluginInstance[]): readonly PluginInstance[] {
  return all.filter(({ manifest }) => Object.hasOwn(manifest.dependencies ?? {}, pluginId));
}
