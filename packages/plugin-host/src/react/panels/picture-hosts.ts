import type { PluginPictures } from '../marketplace/plugin-pictures.tsx';

/** Sites that a panel shows pictures from at once. More are a way to tell one what it knows, rather than pictures. */
export const MOST_HOSTS = 30;

/**
 * The sites whose pictures are in a panel now, and what the user has said about them. A panel may change them many times a second: only the
 * pictures of a site hear of it, and a list is made when it is asked for.
 *
 * @param trusted loaded without an answer
 */
export function createPictureHosts(trusted: readonly string[]): PluginPictures {
  const allowed = new Set(trusted);
  /** In the order in which they came: those behind the first are refused. */
  const watched = new Map<string, Set<() => void>>();
  const tell = (hosts: readonly string[]) => {
    for (const host of hosts) for (const listener of watched.get(host) ?? []) listener();
  };

  return {
    watch(host, listener) {
      if (allowed.has(host)) return () => undefined;
      const listeners = watched.get(host) ?? new Set();
      watched.set(host, listeners.add(listener));
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        watched.delete(host);
        // The next one takes its place.
        tell([...watched.keys()].slice(MOST_HOSTS - 1, MOST_HOSTS));
      };
    },
    stateOf(host) {
      if (allowed.has(host)) return 'shown';
      let place = 0;
      for (const other of watched.keys()) {
        if (other === host) return 'waiting';
        if (++place === MOST_HOSTS) return 'refused';
      }
      return 'waiting';
    },
    waiting: () =>
      [...watched.keys()]
        .slice(0, MOST_HOSTS)
        .filter((host) => !allowed.has(host))
        .sort(),
    allow(hosts) {
      for (const host of hosts) allowed.add(host);
      tell(hosts);
    },
  };
}
