import { useCallback, useSyncExternalStore } from 'react';
import type { PluginActivity } from '../../activity-metrics/activity-recorder.ts';
import { usePluginHost } from '../plugin-host-provider.tsx';
import { usePart } from '../ui/use-part.ts';

/**
 * What a plugin has done since the page was opened, at most a second old; `undefined` before that is loaded. It is measured in any
 * case, and computed only for what is shown.
 *
 * @example
 * const activity = useActivity('color-palette');
 * return <p>{activity?.callsLastMinute ?? 0} calls in the last minute</p>;
 */
export function useActivity(pluginId: string): PluginActivity | undefined {
  const part = usePart(usePluginHost().loadActivity);
  const log = part.status === 'ready' ? part.part : undefined;
  const subscribe = useCallback(
    (listener: () => void) => log?.subscribe(pluginId, listener) ?? (() => undefined),
    [log, pluginId],
  );
  const getSnapshot = useCallback(() => log?.getSnapshot(pluginId), [log, pluginId]);
  return useSyncExternalStore(subscribe, getSnapshot, () => undefined);
}
