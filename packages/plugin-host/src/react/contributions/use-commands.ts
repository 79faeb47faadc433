import { useCallback, useSyncExternalStore } from 'react';
import type { CommandEntry } from '../../contributions/command-registry.ts';
import { usePluginHost } from '../plugin-host-provider.tsx';

const NONE: readonly CommandEntry[] = [];

/** The commands of the app and of all enabled plugins, current at each render. Empty while rendering on a server. */
export function useCommands(): readonly CommandEntry[] {
  const { commands } = usePluginHost();
  const subscribe = useCallback((listener: () => void) => commands.subscribe(listener), [commands]);
  const getSnapshot = useCallback(() => commands.getSnapshot(), [commands]);
  return useSyncExternalStore(subscribe, getSnapshot, () => NONE);
}
