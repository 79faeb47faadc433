import { useCallback, useSyncExternalStore } from 'react';
import { usePluginHost } from './plugin-host-provider.tsx';

const NONE: readonly string[] = [];

/** What the user allows a plugin now, until the page is closed included. */
export function usePermissions(pluginId: string): readonly string[] {
  const { grants } = usePluginHost().registry;
  const subscribe = useCallback(
    (listener: () => void) => {
      const subscription = grants.onDidChange(pluginId, listener);
      return () => subscription.dispose();
    },
    [grants, pluginId],
  );
  const getSnapshot = useCallback(() => grants.get(pluginId), [grants, pluginId]);
  return useSyncExternalStore(subscribe, getSnapshot, () => NONE);
}
