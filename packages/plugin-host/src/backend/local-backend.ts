import { errorMessage, PluginError } from '@fluxstudio/plugin-protocol/errors';
import { type PluginManifest, parseManifest } from '@fluxstudio/plugin-protocol/manifest/manifest';
import { covers } from '@fluxstudio/plugin-protocol/permissions';
import * as v from 'valibot';
import type { InstalledPlugin, PluginBackend, RequestOptions } from './backend.ts';
import { type LocalCatalogue, type LocalCatalogueSource, parseLocalCatalogue } from './local-catalogue.ts';
import { createLocalDatabase, resultOf, resultOrNothing } from './local-database.ts';
import { downloadBundle } from './local-download.ts';
import {
  type LocalInstall,
  type LocalInstallResult,
  parseLocalInstall,
  salvageSettings,
  toInstalledPlugin,
} from './local-install.ts';
import { searchEntries } from './local-search.ts';
import { clearSync, createLocalSyncStorage } from './local-sync-storage.ts';
import { localUpdates } from './local-updates.ts';

export interface LocalBackendOptions {
  /** Keeps the installs of this user apart from those of others in the same browser. */
  userId: string;
  /** What there is to install. */
  catalogue: LocalCatalogueSource;
  /** What bundles are downloaded with. Default: the page's `fetch`. */
  fetch?: typeof globalThis.fetch;
}

/**
 * A back end for apps without a server: installs are kept in this browser (IndexedDB), bundles are files that the app serves.
 * Every method rejects with `STORAGE_UNAVAILABLE` where the browser keeps nothing for the app.
 *
 * @example
 * const host = createPluginHost({
 *   backend: createLocalBackend({ userId: user.id, catalogue: () => import('./plugins.ts').then(({ plugins }) => plugins) }),
 *   userId: user.id,
 * });
 */
export function createLocalBackend({
  userId,
  catalogue: source,
  fetch = (input, init) => globalThis.fetch(input, init),
}: LocalBackendOptions): PluginBackend {
  const db = createLocalDatabase(`flux-plugins:${userId}`);
  const catalogue = catalogueReader(source);

  /** Reads, changes and writes the install of a plugin in one transaction: two tabs keep each other's changes. */
  const change = (
    pluginId: string,
    patch: (install: LocalInstall) => Partial<LocalInstall>,
  ): Promise<LocalInstall> =>
    db.transaction('readwrite', async ({ installs }) => {
      const result = parseLocalInstall(pluginId, await storedInstall(installs, pluginId));
      if (!result.ok) throw new PluginError('INVALID_MANIFEST', result.damaged.fault?.message ?? '');
      return write(installs, { ...result.install, ...patch(result.install), updatedAt: now() });
    });

  return {
    async list(options) {
      const plugins = await db.transaction('readonly', ({ installs }) => readAll(installs));
      requireWanted(options);
      return plugins;
    },

    async install(given, permissions) {
      const manifest = requireManifest(given);
      const grantedPermissions = permissions && requireAsked(manifest, permissions);
      const bundle = (await catalogue()).bundleOf(manifest.id, manifest.version) ?? null;
      return db.transaction('readwrite', async ({ installs }) => {
        if ((await resultOf(installs.getKey(manifest.id))) !== undefined)
          throw new PluginError('ALREADY_EXISTS', `${manifest.name} is already installed`);
        const install = fresh(manifest, await nextOrder(installs));
        return toInstalledPlugin(await write(installs, { ...install, grantedPermissions, bundle }));
      });
    },

    uninstall: (pluginId) =>
      db.transaction('readwrite', async ({ installs, sync }) => {
        if ((await resultOf(installs.getKey(pluginId))) === undefined) throw notInstalled(pluginId);
        await resultOf(installs.delete(pluginId));
        await clearSync({ sync }, pluginId);
      }),

    async setActive(pluginId, active) {
      await change(pluginId, () => ({ state: active ? 'active' : 'inactive' }));
    },

    async updateSettings(pluginId, settings) {
      const patch = requireSettings(pluginId, settings);
      const install = await change(pluginId, (before) => ({ settings: { ...before.settings, ...patch } }));
      return install.settings;
    },

    async setPermissions(pluginId, permissions) {
      await change(pluginId, ({ manifest }) => ({ grantedPermissions: requireAsked(manifest, permissions) }));
    },

    async update(given, permissions) {
      const manifest = requireManifest(given);
      const { id, version } = manifest;
      const grantedPermissions = requireAsked(manifest, permissions);
      const known = await catalogue();
      const bundle = known.bundleOf(id, version) ?? null;
      return db.transaction('readwrite', async ({ installs }) => {
        const stored = await storedInstall(installs, id);
        if (!bundle && known.has(id))
          throw new PluginError('NOT_FOUND', `The catalogue does not have version ${version} of ${id}`);
        const result = parseLocalInstall(id, stored);
        // A damaged record is made whole by it: what it says of itself cannot be kept, but for the settings.
        const before = result.ok
          ? result.install
          : { ...fresh(manifest, await nextOrder(installs)), settings: salvageSettings(stored) };
        const install = { ...before, manifest, grantedPermissions, bundle, updatedAt: now() };
        return toInstalledPlugin(await write(installs, install));
      });
    },

    syncStorage: createLocalSyncStorage(db),

    async searchMarketplace(query, options) {
      const { plugins } = await catalogue();
      requireWanted(options);
      return searchEntries(plugins, query);
    },

    async getMarketplacePlugin(pluginId, options) {
      const detail = (await catalogue()).detailOf(pluginId);
      requireWanted(options);
      if (!detail) throw new PluginError('NOT_FOUND', `The catalogue does not have ${pluginId}`);
      return structuredClone(detail);
    },

    async listUpdates(options) {
      const [known, installed] = await Promise.all([
        catalogue(),
        db.transaction('readonly', ({ installs }) => readAll(installs)),
      ]);
      requireWanted(options);
      return localUpdates(known, installed);
    },

    async download({ sha256 }, options) {
      // What is installed runs on without the catalogue, which may have a newer version only, or not be there.
      const current = await catalogue().catch(() => undefined);
      const url =
        current?.urlOf(sha256) ??
        (await db.transaction('readonly', ({ installs }) => urlOf(installs, sha256)));
      requireWanted(options);
      if (url === undefined)
        throw new PluginError('NOT_FOUND', 'Neither the catalogue nor an install has this bundle');
      return downloadBundle(url, fetch, options);
    },
  };
}

/** Checks what the source gives, and the same list only once. */
function catalogueReader(source: LocalCatalogueSource): () => Promise<LocalCatalogue> {
  let last: { entries: unknown; catalogue: LocalCatalogue } | undefined;
  const load = async (): Promise<unknown> => {
    if (typeof source !== 'function') return source;
    try {
      return await source();
    } catch (error) {
      const words = `The catalogue of plugins could not be loaded: ${errorMessage(error)}`;
      throw new PluginError('HTTP_ERROR', words, { cause: error });
    }
  };
  return async () => {
    const entries = await load();
    if (last && last.entries === entries) return last.catalogue;
    const catalogue = parseLocalCatalogue(entries);
    last = { entries, catalogue };
    return catalogue;
  };
}

/** Newest first, and every record by itself: one that cannot even be read hides no other. */
async function readAll(installs: IDBObjectStore): Promise<InstalledPlugin[]> {
  const results = await readInstalls(installs);
  const orderOf = (result: LocalInstallResult): number => (result.ok ? result.install.order : 0);
  return results
    .sort((a, b) => orderOf(b) - orderOf(a))
    .map((result) => (result.ok ? toInstalledPlugin(result.install) : result.damaged));
}

async function readInstalls(installs: IDBObjectStore): Promise<LocalInstallResult[]> {
  const keys = await resultOf(installs.getAllKeys());
  const ids = keys.filter((key) => typeof key === 'string');
  return Promise.all(ids.map(async (id) => parseLocalInstall(id, await resultOrNothing(installs.get(id)))));
}

async function urlOf(installs: IDBObjectStore, sha256: string): Promise<string | undefined> {
  for (const result of await readInstalls(installs))
    if (result.ok && result.install.bundle?.sha256 === sha256) return result.install.bundle.url;
  return undefined;
}

/** @throws PluginError `NOT_FOUND` */
async function storedInstall(installs: IDBObjectStore, pluginId: string): Promise<unknown> {
  const stored: unknown = await resultOf(installs.get(pluginId));
  if (stored === undefined) throw notInstalled(pluginId);
  return stored;
}

async function write(installs: IDBObjectStore, install: LocalInstall): Promise<LocalInstall> {
  await resultOf(installs.put(install, install.manifest.id));
  return install;
}

async function nextOrder(installs: IDBObjectStore): Promise<number> {
  const numbers = IDBKeyRange.upperBound(Number.MAX_SAFE_INTEGER);
  const newest = await resultOf(installs.index('order').openKeyCursor(numbers, 'prev'));
  return Number(newest?.key ?? 0) + 1;
}

function fresh(manifest: PluginManifest, order: number): LocalInstall {
  const time = now();
  const nothing = { state: 'inactive', settings: {}, grantedPermissions: null, bundle: null } as const;
  return { ...nothing, manifest, installedAt: time, updatedAt: time, order };
}

const now = (): string => new Date().toISOString();

function notInstalled(pluginId: string): PluginError {
  return new PluginError('NOT_FOUND', `Plugin ${pluginId} is not installed`);
}

/** @throws PluginError `ABORTED` */
function requireWanted({ signal }: RequestOptions = {}): void {
  if (signal?.aborted)
    throw new PluginError('ABORTED', 'The request was cancelled', { cause: signal.reason });
}

/** @throws PluginError `INVALID_MANIFEST`: it could not be read back */
function requireManifest(given: PluginManifest): PluginManifest {
  const result = parseManifest(given);
  if (result.ok) return result.manifest;
  const { issues } = result;
  throw new PluginError('INVALID_MANIFEST', issues.map(({ message }) => message).join('; '), {
    data: { issues },
  });
}

/** @throws PluginError `INVALID_ARGUMENT` for permissions that the manifest does not ask for */
function requireAsked(
  { id, permissions, optionalPermissions }: PluginManifest,
  granted: readonly string[],
): string[] {
  const asked = [...permissions, ...optionalPermissions];
  const tooMuch = granted.find((permission) => !covers(asked, permission));
  if (tooMuch === undefined) return [...new Set(granted)];
  throw new PluginError('INVALID_ARGUMENT', `The manifest of ${id} does not ask for ${tooMuch}`);
}

const settingsPatch = v.pipe(
  v.unknown(),
  v.check((value) => !Array.isArray(value), 'a list'),
  v.record(v.string(), v.unknown()),
);

/** @throws PluginError `INVALID_SETTINGS` for what is not JSON, which is what other back ends keep */
function requireSettings(pluginId: string, settings: Record<string, unknown>): Record<string, unknown> {
  try {
    return v.parse(settingsPatch, JSON.parse(JSON.stringify(settings)));
  } catch (cause) {
    const words = `The settings of ${pluginId} must be an object of JSON values: ${errorMessage(cause)}`;
    throw new PluginError('INVALID_SETTINGS', words, { cause });
  }
}
