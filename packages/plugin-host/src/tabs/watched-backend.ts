import type { PluginBackend } from '../backend/backend.ts';

/** What the registry does with a back end. */
export type InstallsBackend = Pick<
  PluginBackend,
  'list' | 'install' | 'uninstall' | 'setActive' | 'updateSettings' | 'setPermissions' | 'update'
>;

/** A back end that tells which installs are changed through it. */
export interface WatchedBackend extends InstallsBackend {
  /** By plugin id: another number after a write has begun, and after it has ended. What was read in between may be old. */
  readonly versions: ReadonlyMap<string, number>;
}

/** @param onDidWrite told after each write that succeeded */
export function watchBackend(
  backend: InstallsBackend,
  onDidWrite: (pluginId: string) => void,
): WatchedBackend {
  const versions = new Map<string, number>();
  const touch = (pluginId: string) => versions.set(pluginId, (versions.get(pluginId) ?? 0) + 1);

  async function write<T>(pluginId: string, work: () => Promise<T>): Promise<T> {
    touch(pluginId);
    try {
      const result = await work();
      onDidWrite(pluginId);
      return result;
    } finally {
      touch(pluginId);
    }
  }

  return {
    versions,
    list: (options) => backend.list(options),
    install: (manifest, permissions) => write(manifest.id, () => backend.install(manifest, permissions)),
    uninstall: (id) => write(id, () => backend.uninstall(id)),
    setActive: (id, active) => write(id, () => backend.setActive(id, active)),
    updateSettings: (id, settings) => write(id, () => backend.updateSettings(id, settings)),
    setPermissions: (id, permissions) => write(id, () => backend.setPermissions(id, permissions)),
    update: (manifest, permissions) => write(manifest.id, () => backend.update(manifest, permissions)),
  };
}
