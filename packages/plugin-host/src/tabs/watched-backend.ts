import type { PluginBackend } from '../backend/backend.ts';
import { callListeners } from '../call-listeners.ts';

/** What the registry does with a back end. */
export type InstallsBackend = Pick<
  PluginBackend,
  'list' | 'install' | 'uninstall' | 'setActive' | 'updateSettings' | 'setPermissions' | 'update'
>;

/** Settings are written by plugins as well, as often as they like: that must not make anything else look old. */
type WriteKind = 'install' | 'settings';

/** A moment, to tell later whether what was read then may be older than what was written here. */
export interface WriteMark {
  /** Whether nothing of the kind was under way at that moment, or has begun since. */
  isCurrent(pluginId: string, kind: WriteKind): boolean;
}

/** A back end that remembers what is written through it. */
export interface WatchedBackend extends InstallsBackend {
  mark(): WriteMark;
}

/** @param onDidWrite told after each write that succeeded */
export function watchBackend(
  backend: InstallsBackend,
  onDidWrite: (pluginId: string) => void,
): WatchedBackend {
  /** How many writes have begun, and how many are under way, by kind and plugin. */
  const begun = new Map<string, number>();
  const open = new Map<string, number>();
  const count = (counts: Map<string, number>, key: string, by: number) =>
    counts.set(key, (counts.get(key) ?? 0) + by);

  async function write<T>(kind: WriteKind, pluginId: string, work: () => Promise<T>): Promise<T> {
    const key = `${kind} ${pluginId}`;
    count(begun, key, 1);
    count(open, key, 1);
    try {
      const result = await work();
      // A hint that cannot be given does not make the write fail.
      callListeners([onDidWrite], pluginId);
      return result;
    } finally {
      count(open, key, -1);
    }
  }

  return {
    mark() {
      const then = new Map(begun);
      const underWay = new Set([...open].filter(([, writes]) => writes > 0).map(([key]) => key));
      return {
        isCurrent(pluginId, kind) {
          const key = `${kind} ${pluginId}`;
          return !underWay.has(key) && then.get(key) === begun.get(key);
        },
      };
    },
    list: (options) => backend.list(options),
    install: (manifest, permissions) =>
      write('install', manifest.id, () => backend.install(manifest, permissions)),
    uninstall: (id) => write('install', id, () => backend.uninstall(id)),
    setActive: (id, active) => write('install', id, () => backend.setActive(id, active)),
    updateSettings: (id, settings) => write('settings', id, () => backend.updateSettings(id, settings)),
    setPermissions: (id, permissions) => write('install', id, () => backend.setPermissions(id, permissions)),
    update: (manifest, permissions) =>
      write('install', manifest.id, () => backend.update(manifest, permissions)),
  };
}
