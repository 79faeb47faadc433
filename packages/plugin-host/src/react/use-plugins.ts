import { useCallback, useSyncExternalStore } from 'react';
import type { PluginHost } from '../host-options.ts';
import type { PluginInstance } from '../registry/plugin-instance.ts';
import { useOptionalPluginHost, usePluginHost } from './plugin-host-provider.tsx';

const NONE: readonly PluginInstance[] = [];

/**
 * Every installed plugin, current at each render. Empty while rendering on a server.
 *
 * @example
 * const active = usePlugins().filter((plugin) => plugin.state === 'active');
 */
export function usePlugins(): readonly PluginInstance[] {
  return usePluginsOf(usePluginHost());
}

/** The same, or none outside of a {@link PluginHostProvider}: for dialogs that an app shows anywhere. */
export function useOptionalPlugins(): readonly PluginInstance[] {
  return usePluginsOf(useOptionalPluginHost());
}

function usePluginsOf(host: PluginHost | null): readonly PluginInstance[] {
  const registry = host?.registry;
  const subscribe = useCallback(
    (listener: () => void) => registry?.subscribe(listener) ?? (() => undefined),
    [registry],
  );
  const getSnapshot = useCallback(() => registry?.getSnapshot() ?? NONE, [registry]);
  return useSyncExternalStore(subscribe, getSnapshot, () => NONE);
}

/** One installed plugin, or `undefined` when no plugin with that id is installed. */
export function usePlugin(id: string): PluginInstance | undefined {
  return usePlugins().find((plugin) => plugin.manifest.id === id);
}
