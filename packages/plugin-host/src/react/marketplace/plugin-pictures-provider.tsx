import { type ReactNode, useMemo, useState } from 'react';
import { PicturesContext, type PluginPictures } from './plugin-pictures.tsx';

const NO_HOSTS: readonly string[] = [];

export interface PluginPicturesProviderProps {
  /** Hosts whose pictures are loaded at once, or `*` for all. */
  readonly trustedHosts: readonly string[] | undefined;
  readonly children: ReactNode;
}

/**
 * Where the marketplace shows the pictures of one plugin. Another site's are loaded when the user says so: that site learns who looks at the
 * plugin, before anything was installed. The answer is forgotten with the view.
 */
export function PluginPicturesProvider({ trustedHosts = NO_HOSTS, children }: PluginPicturesProviderProps) {
  const [asked, setAsked] = useState(NO_HOSTS);
  const [allowed, setAllowed] = useState(NO_HOSTS);
  const pictures = useMemo<PluginPictures>(() => {
    const stateOf = (host: string) =>
      [...trustedHosts, ...allowed].some((shown) => shown === '*' || shown === host) ? 'shown' : 'waiting';
    const waiting = asked.filter((host) => stateOf(host) === 'waiting');
    return {
      watch: (host) => {
        setAsked((before) => (before.includes(host) ? before : [...before, host]));
        return () => undefined;
      },
      stateOf,
      waiting: () => waiting,
      allow: (hosts) => setAllowed((before) => [...before, ...hosts]),
      others: waiting.length - 1,
    };
  }, [trustedHosts, asked, allowed]);
  return <PicturesContext.Provider value={pictures}>{children}</PicturesContext.Provider>;
}
