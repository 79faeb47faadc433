import { type ReactNode, useCallback, useMemo, useSyncExternalStore } from 'react';
import { PicturesContext } from '../marketplace/plugin-pictures.tsx';
import { useOptionalPluginHost } from '../plugin-host-provider.tsx';
import { useOptionalPlugins } from '../use-plugins.ts';
import { createPictureHosts } from './picture-hosts.ts';
import { PicturesDialog } from './pictures-dialog.tsx';

const NONE: readonly string[] = [];

export interface PanelPicturesProps {
  readonly pluginId: string | undefined;
  readonly children: ReactNode;
}

/**
 * Where a plugin shows pictures. Those of hosts that it may connect to are loaded at once; the user is asked for others, because the
 * address of a picture can carry what a plugin knows to a stranger.
 */
export function PanelPictures({ pluginId, children }: PanelPicturesProps) {
  const mayConnect = useMayConnect(pluginId);
  const manifest = useOptionalPlugins().find((plugin) => plugin.manifest.id === pluginId)?.manifest;
  const hosts = manifest?.network?.hosts;
  const pictures = useMemo(
    () => ({ ...createPictureHosts((mayConnect && hosts) || NONE), question: PicturesDialog }),
    [mayConnect, hosts],
  );
  return <PicturesContext.Provider value={pictures}>{children}</PicturesContext.Provider>;
}

function useMayConnect(pluginId = ''): boolean {
  const grants = useOptionalPluginHost()?.registry.grants;
  const subscribe = useCallback(
    (listener: () => void) => {
      const subscription = grants?.onDidChange(pluginId, listener);
      return () => subscription?.dispose();
    },
    [grants, pluginId],
  );
  const getSnapshot = () => grants?.get(pluginId).includes('network') ?? false;
  return useSyncExternalStore(subscribe, getSnapshot, () => false);
}
