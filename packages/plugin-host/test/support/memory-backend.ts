import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import {
  type PluginManifest,
  type PluginManifestInput,
  parseManifest,
} from '@fluxstudio/plugin-protocol/manifest/manifest';
import { covers } from '@fluxstudio/plugin-protocol/permissions';
import type {
  BundleReference,
  DownloadedBundle,
  InstalledPlugin,
  MarketplaceEntry,
  PluginBackend,
  RequestOptions,
} from '../../src/backend/backend.ts';
import { searchEntries } from '../../src/backend/local-search.ts';
import { createMemorySyncStorage } from './memory-sync-storage.ts';
import { testManifest } from './test-manifest.ts';

/** A plugin the test backend can install: what is served may differ from what was promised. */
export interface TestPlugin {
  code: string;
  manifest?: Partial<PluginManifestInput>;
  /** Code by version. Absent: every version there is has `code`. */
  versions?: Record<string, string>;
  /** What the marketplace says beyond the manifest. */
  listing?: Partial<MarketplaceEntry>;
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
  const sync = createMemorySyncStorage(owned);
  const bundleOf = async ({ id, version }: PluginManifest): Promise<BundleReference | null> => {
    const code = codeOf(catalogue.get(id), version);
    return code === undefined ? null : referenceOf(code);
  };

  return {
    plugins: catalogue,
    installed,
    calls,
    list: async () => structuredClone([...installed.values()].reverse()),
    async install(manifest, permissions) {
      requireManifest(manifest);
      const bundle = await bundleOf(manifest);
      if (installed.has(manifest.id)) throw new PluginError('ALREADY_EXISTS', 'Plugin already installed');
      const now = new Date().toISOString();
      const row: InstalledPlugin = {
        id: `row-${installed.size + 1}`,
        pluginId: manifest.id,
        manifest,
        state: 'inactive',
        settings: {},
        grantedPermissions: permissions && requireAsked(manifest, permissions),
        bundle,
        installedAt: now,
        updatedAt: now,
      };
      installed.set(manifest.id, row);
      return structuredClone(row);
    },
    async uninstall(id) {
      owned(id);
      installed.delete(id);
      sync.forget(id);
    },
    async setActive(id, active) {
      calls.push(`${active ? 'activate' : 'deactivate'} ${id}`);
      owned(id).state = active ? 'active' : 'inactive';
    },
    async updateSettings(id, settings) {
      const row = owned(id);
      row.settings = { ...row.settings, ...JSON.parse(JSON.stringify(settings)) };
      return structuredClone(row.settings);
    },
    async setPermissions(id, permissions) {
      owned(id).grantedPermissions = requireAsked(owned(id).manifest, permissions);
    },
    async update(manifest, permissions) {
      owned(manifest.id);
      const bundle = await bundleOf(manifest);
      if (!bundle && catalogue.has(manifest.id)) throw new PluginError('NOT_FOUND', 'No such version');
      const row: InstalledPlugin = {
        ...owned(manifest.id),
        manifest,
        grantedPermissions: requireAsked(manifest, permissions),
        bundle,
        updatedAt: new Date().toISOString(),
      };
      installed.set(manifest.id, row);
      return structuredClone(row);
    },
    syncStorage: sync.storage,
    async searchMarketplace(query, options) {
      requireWanted(options);
      return searchEntries([...catalogue].map(toEntry), query);
    },
    async download(bundle, options): Promise<DownloadedBundle> {
      requireWanted(options);
      for (const [id, { bundle: known, manifest }] of installed) {
        if (known?.sha256 !== bundle.sha256) continue;
        const plugin = catalogue.get(id);
        const served = plugin?.served?.bytes ?? codeOf(plugin, manifest.version) ?? '';
        return {
          bytes: new TextEncoder().encode(served),
          contentType: plugin?.served?.contentType ?? 'text/javascript',
        };
      }
      throw new PluginError('NOT_FOUND', 'There is no such bundle');
    },
  };
}

function codeOf(plugin: TestPlugin | undefined, version: string): string | undefined {
  return plugin?.versions ? plugin.versions[version] : plugin?.code;
}

function toEntry([id, { manifest, listing }]: [string, TestPlugin]): MarketplaceEntry {
  const full = testManifest(id, manifest);
  const date = new Date(0).toISOString();
  return {
    id,
    manifest: full,
    downloads: 0,
    rating: 0,
    ratingCount: 0,
    featured: false,
    verified: false,
    categories: full.categories ?? [],
    screenshots: [],
    publishedAt: date,
    updatedAt: date,
    ...listing,
  };
}

function requireWanted({ signal }: RequestOptions = {}): void {
  if (signal?.aborted) throw new PluginError('ABORTED', 'The request was cancelled');
}

function requireManifest(manifest: PluginManifest): void {
  if (!parseManifest(manifest).ok) throw new PluginError('INVALID_MANIFEST', 'The manifest is not valid');
}

function requireAsked({ permissions, optionalPermissions }: PluginManifest, granted: readonly string[]) {
  const asked = [...permissions, ...optionalPermissions];
  if (granted.every((permission) => covers(asked, permission))) return [...new Set(granted)];
  throw new PluginError('INVALID_ARGUMENT', 'The manifest does not ask for all of that');
}
