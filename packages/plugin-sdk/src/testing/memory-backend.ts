import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import type { BundleReference, InstalledPlugin, PluginBackend, SyncStorageBackend } from './host-source.ts';

export interface MemoryBackendOptions {
  /** What is served as the plugin's bundle. */
  code: string;
  /** What the user changed before, of the plugin under test. */
  settings: Readonly<Record<string, unknown>>;
  /** The plugin under test. */
  pluginId: string;
  /** Called before settings are stored; what it throws keeps them from being. */
  onSettings(patch: Readonly<Record<string, unknown>>): unknown;
  /** Absent: the app has none. */
  syncStorage?: SyncStorageBackend | undefined;
}

/** A back end in memory; every plugin of it has the same code. */
export function createMemoryBackend({
  code,
  pluginId,
  settings,
  onSettings,
  syncStorage,
}: MemoryBackendOptions): PluginBackend {
  const bytes = new TextEncoder().encode(code);
  const installed = new Map<string, InstalledPlugin>();
  const require = (id: string): InstalledPlugin => {
    const plugin = installed.get(id);
    if (!plugin) throw new PluginError('NOT_FOUND', 'Plugin not found');
    return plugin;
  };
  const now = () => new Date().toISOString();

  return {
    list: async () => structuredClone([...installed.values()]),
    async install(manifest, permissions) {
      const plugin: InstalledPlugin = {
        id: `install-${installed.size + 1}`,
        pluginId: manifest.id,
        manifest,
        state: 'inactive',
        settings: manifest.id === pluginId ? asStored(settings) : {},
        grantedPermissions: permissions && [...permissions],
        bundle: await referenceOf(bytes),
        installedAt: now(),
        updatedAt: now(),
      };
      installed.set(manifest.id, plugin);
      return structuredClone(plugin);
    },
    async uninstall(id) {
      require(id);
      installed.delete(id);
    },
    async setActive(id, active) {
      require(id).state = active ? 'active' : 'inactive';
    },
    async updateSettings(id, patch) {
      await onSettings(patch);
      return asStored(Object.assign(require(id).settings, asStored(patch)));
    },
    async setPermissions(id, permissions) {
      require(id).grantedPermissions = [...permissions];
    },
    async update(manifest, permissions) {
      Object.assign(require(manifest.id), {
        manifest,
        grantedPermissions: [...permissions],
        updatedAt: now(),
      });
      return structuredClone(require(manifest.id));
    },
    ...(syncStorage ? { syncStorage } : {}),
    searchMarketplace: async () => ({ plugins: [], total: 0, page: 1, limit: 20, hasMore: false }),
    download: async () => ({ bytes, contentType: 'text/javascript' }),
  };
}

/** As a server has it: what JSON cannot hold is lost, and nothing is shared with who gave it. */
function asStored(settings: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return JSON.parse(JSON.stringify(settings));
}

async function referenceOf(bytes: Uint8Array<ArrayBuffer>): Promise<BundleReference> {
  const hash = async (algorithm: string) => Buffer.from(await crypto.subtle.digest(algorithm, bytes));
  return {
    sha256: (await hash('SHA-256')).toString('hex'),
    integrity: `sha384-${(await hash('SHA-384')).toString('base64')}`,
    size: bytes.length,
  };
}
