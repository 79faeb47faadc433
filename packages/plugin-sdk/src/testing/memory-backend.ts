import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import type { BundleReference, InstalledPlugin, PluginBackend } from './host-source.ts';

export interface MemoryBackendOptions {
  /** What is served as the plugin's bundle. */
  code: string;
  /** What the user changed before. */
  settings: Readonly<Record<string, unknown>>;
  /** Called before settings are stored; what it throws keeps them from being. */
  onSettings(patch: Readonly<Record<string, unknown>>): unknown;
}

/** A back end with one plugin in its catalogue, and in memory. */
export function createMemoryBackend({ code, settings, onSettings }: MemoryBackendOptions): PluginBackend {
  const bytes = new TextEncoder().encode(code);
  let installed: InstalledPlugin | undefined;
  const require = (): InstalledPlugin => {
    if (!installed) throw new PluginError('NOT_FOUND', 'Plugin not found');
    return installed;
  };
  const now = () => new Date().toISOString();

  return {
    list: async () => (installed ? [structuredClone(installed)] : []),
    async install(manifest, permissions) {
      installed = {
        id: 'install-1',
        pluginId: manifest.id,
        manifest,
        state: 'inactive',
        settings: asStored(settings),
        grantedPermissions: permissions && [...permissions],
        bundle: await referenceOf(bytes),
        installedAt: now(),
        updatedAt: now(),
      };
      return structuredClone(installed);
    },
    async uninstall() {
      installed = undefined;
    },
    async setActive(_, active) {
      require().state = active ? 'active' : 'inactive';
    },
    async updateSettings(_, patch) {
      await onSettings(patch);
      return asStored(Object.assign(require().settings, asStored(patch)));
    },
    async setPermissions(_, permissions) {
      require().grantedPermissions = [...permissions];
    },
    async update(manifest, permissions) {
      Object.assign(require(), { manifest, grantedPermissions: [...permissions], updatedAt: now() });
      return structuredClone(require());
    },
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
