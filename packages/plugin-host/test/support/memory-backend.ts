import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import type { PluginManifestInput } from '@fluxstudio/plugin-protocol/manifest/manifest';
import type {
  BundleReference,
  DownloadedBundle,
  InstalledPlugin,
  PluginBackend,
} from '../../src/backend/backend.ts';

/** A plugin the test backend can install: what is served may differ from what was promised. */
export interface TestPlugin {
  code: string;
  manifest?: Partial<PluginManifestInput>;
  /** Served instead of `code`; the promised hash stays that of `code`. */
  served?: { bytes?: string; contentType?: string };
}

export interface MemoryBackend extends PluginBackend {
  readonly plugins: Map<string, TestPlugin>;
  readonly installed: Map<string, InstalledPlugin>;
  calls: string[];
}

export async function referenceOf(code: string): Promise<BundleReference> {
  const bytes = new TextEncoder().encode(code);
  const hash = async (algorithm: string) => new Uint8Array(await crypto.subtle.digest(algorithm, bytes));
  return {
    sha256: [...(await hash('SHA-256'))].map((byte) => byte.toString(16).padStart(2, '0')).join(''),
    integrity: `sha384-${btoa(String.fromCharCode(...(await hash('SHA-384'))))}`,
    size: bytes.length,
  };
}

/** A back end in memory, for tests of the host: the same interface as the HTTP one. */
export function createMemoryBackend(plugins: Record<string, TestPlugin> = {}): MemoryBackend {
  const catalogue = new Map(Object.entries(plugins));
  const installed = new Map<string, InstalledPlugin>();
  const calls: string[] = [];
  const owned = (id: string): InstalledPlugin => {
    const plugin = installed.get(id);
    if (!plugin) throw new PluginError('NOT_FOUND', 'Plugin not found');
    return plugin;
  };

  return {
    plugins: catalogue,
    installed,
    calls,
    list: async () => structuredClone([...installed.values()]),
    async install(manifest, permissions) {
      const plugin = catalogue.get(manifest.id);
      const now = new Date().toISOString();
      const row: InstalledPlugin = {
        id: `row-${installed.size + 1}`,
        pluginId: manifest.id,
        manifest,
        state: 'inactive',
        settings: {},
        grantedPermissions: permissions && [...permissions],
        bundle: plugin ? await referenceOf(plugin.code) : null,
        installedAt: now,
        updatedAt: now,
      };
      installed.set(manifest.id, row);
      return structuredClone(row);
    },
    async uninstall(id) {
      owned(id);
      installed.delete(id);
    },
    async setActive(id, active) {
      calls.push(`${active ? 'activate' : 'deactivate'} ${id}`);
      owned(id).state = active ? 'active' : 'inactive';
    },
    async updateSettings(id, settings) {
      Object.assign(owned(id).settings, settings);
      return { ...owned(id).settings };
    },
    async setPermissions(id, permissions) {
      owned(id).grantedPermissions = [...permissions];
    },
    async update(manifest, permissions) {
      const plugin = catalogue.get(manifest.id);
      const row: InstalledPlugin = {
        ...owned(manifest.id),
        manifest,
        grantedPermissions: [...permissions],
        bundle: plugin ? await referenceOf(plugin.code) : null,
        updatedAt: new Date().toISOString(),
      };
      installed.set(manifest.id, row);
      return structuredClone(row);
    },
    searchMarketplace: async () => ({ plugins: [], total: 0, page: 1, limit: 20, hasMore: false }),
    async download(bundle): Promise<DownloadedBundle> {
      for (const [id, { bundle: known }] of installed) {
        if (known?.sha256 !== bundle.sha256) continue;
        const plugin = catalogue.get(id);
        const served = plugin?.served?.bytes ?? plugin?.code ?? '';
        return {
          bytes: new TextEncoder().encode(served),
          contentType: plugin?.served?.contentType ?? 'text/javascript',
        };
      }
      throw new PluginError('NOT_FOUND', 'There is no such bundle');
    },
  };
}
