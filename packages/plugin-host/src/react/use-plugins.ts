import { useCallback, useSyncExternalStore } from 'react';
import type { PluginInstance } from '../registry/plugin-instance.ts';
import { usePluginHost } from './plugin-host-provider.tsx';

const NONE: readonly PluginInstance[] = [];

/**
 * Every installed plugin, current at each render. Empty while rendering on a server.
 *
 * @example
 * const active = usePlugins().filter((plugin) => plugin.state === 'active');
 */
export function usePlugins(): readonly PluginInstance[] {
  const { registry } = usePluginHost();
  const subscribe = useCallback((listener: () => void) => registry.subscribe(listener), [registry]);
  const getSnapshot = useCallback(() => registry.getSnapshot(), [registry]);
  return useSyncExternalStore(subscribe, getSnapshot, () => NONE);
}

/** One installed plugin, or `undefined` when no plugin with that id is installed. */
export function usePlugin(id: string): PluginInstance | undefined {
  return usePlugins().find((plugin) => plugin.manifest.id === id);
}
