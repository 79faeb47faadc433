import type { PluginManifest, PluginManifestInput } from '@fluxstudio/plugin-protocol/manifest/manifest';
import type { LocalCatalogueEntry } from '../../src/backend/local-catalogue.ts';
import type { Tab, TabOptions, TabPage } from '../browser/tab.page.ts';
import { openPage } from './escape/pages.ts';
import { referenceOf } from './memory-backend.ts';
import { testManifest } from './test-manifest.ts';

/** A version of a plugin that a user can have. */
export interface TabPlugin {
  manifest: Partial<PluginManifestInput> & { id: string };
  code: string;
}

export interface OpenTab extends Tab {
  /** Takes the page away, as closing a tab does: nothing in it gets to clean up. */
  close(): void;
}

/** A user with several tabs: pages of their own with a host each, over the one back end that IndexedDB is. */
export interface TabUser {
  readonly userId: string;
  manifest(id: string, version?: string): PluginManifest;
  open(options?: Pick<TabOptions, 'safeMode'>): Promise<OpenTab>;
  /** Installs plugins with all they ask for and switches them on, in a tab that is closed again. */
  installAll(): Promise<void>;
  /** Closes all tabs and forgets the user. */
  forget(): Promise<void>;
}

export async function createTabUser(script: URL, plugins: readonly TabPlugin[]): Promise<TabUser> {
  const userId = crypto.randomUUID();
  const files = new Map<string, string>();
  const catalogue: LocalCatalogueEntry[] = [];
  const manifests: PluginManifest[] = [];
  const opened: OpenTab[] = [];
  for (const { manifest, code } of plugins) {
    const full = testManifest(manifest.id, manifest);
    const url = `/plugins/${full.id}-${full.version}.js`;
    files.set(url, code);
    manifests.push(full);
    catalogue.push({ manifest: full, bundle: { ...(await referenceOf(code)), url } });
  }

  async function open(options: Pick<TabOptions, 'safeMode'> = {}): Promise<OpenTab> {
    const { app, close } = await openPage<TabPage>(script, '');
    const tab = { ...(await app.openTab({ userId, catalogue, files, ...options })), close };
    opened.push(tab);
    return tab;
  }

  return {
    userId,
    manifest(id, version = '1.0.0') {
      const found = manifests.find((manifest) => manifest.id === id && manifest.version === version);
      if (!found) throw new Error(`There is no ${id} ${version}`);
      return found;
    },
    open,
    async installAll() {
      const { host, close } = await open();
      for (const manifest of manifests) {
        await host.backend.install(manifest, manifest.permissions);
        await host.backend.setActive(manifest.id, true);
      }
      close();
    },
    async forget() {
      for (const tab of opened) tab.close();
      for (const name of [`flux-plugins:${userId}`, `flux-plugin-host:${userId}`])
        indexedDB.deleteDatabase(name);
    },
  };
}
