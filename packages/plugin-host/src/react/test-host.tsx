import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import { type PluginManifest, parseManifest } from '@fluxstudio/plugin-protocol/manifest/manifest';
import { act, cleanup, configure, render } from '@testing-library/react';
import type { ReactNode } from 'react';
import { vi } from 'vitest';
import type { InstalledPlugin, MarketplaceEntry, PluginBackend } from '../backend/backend.ts';
import { createPluginHost } from '../create-host.ts';
import type { PluginHost } from '../host-options.ts';
import { PluginRegistry } from '../registry/plugin-registry.ts';
import type { PluginSandbox } from '../sandbox/plugin-sandbox.ts';
import { PluginHostProvider } from './plugin-host-provider.tsx';
import { INSTALLED_STRINGS } from './strings/installed-strings.ts';
import { MARKETPLACE_STRINGS } from './strings/marketplace-strings.ts';
import { SETTINGS_STRINGS } from './strings/settings-strings.ts';
import { MoreStrings } from './strings/use-strings.tsx';

// Parts that are downloaded later take seconds on a machine that is busy. It is only waited for as long as nothing comes.
configure({ asyncUtilTimeout: 10_000 });

/** A checked manifest for tests. */
export function testManifest(fields: Record<string, unknown> = {}): PluginManifest {
  const result = parseManifest({ id: 'demo', name: 'Demo', version: '1.0.0', main: 'main.js', ...fields });
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  return result.manifest;
}

export function testEntry(
  manifest: PluginManifest,
  fields: Partial<MarketplaceEntry> = {},
): MarketplaceEntry {
  const date = '2026-01-02T03:04:05.000Z';
  return {
    id: manifest.id,
    manifest,
    downloads: 1234,
    rating: 4.5,
    ratingCount: 12,
    featured: false,
    verified: true,
    categories: [],
    screenshots: [],
    publishedAt: date,
    updatedAt: date,
    ...fields,
  };
}

function row(manifest: PluginManifest, fields: Partial<InstalledPlugin>): InstalledPlugin {
  const date = '2026-01-02T03:04:05.000Z';
  return {
    id: `row-${manifest.id}`,
    pluginId: manifest.id,
    manifest,
    state: 'inactive',
    settings: {},
    grantedPermissions: [],
    bundle: null,
    installedAt: date,
    updatedAt: date,
    ...fields,
  };
}

/** The real registry and commands over a back end of mocks; plugins start by `start`, which needs no sandbox. */
export async function createTestHost(
  installed: readonly PluginManifest[] = [],
  market: readonly MarketplaceEntry[] = [],
  state: InstalledPlugin['state'] = 'inactive',
) {
  const backend = {
    list: vi.fn(async () => installed.map((manifest) => row(manifest, { state }))),
    install: vi.fn(async (manifest: PluginManifest, permissions: readonly string[]) =>
      row(manifest, { grantedPermissions: [...permissions] }),
    ),
    uninstall: vi.fn(async () => {}),
    setActive: vi.fn(async () => {}),
    updateSettings: vi.fn(async (_id: string, settings: Record<string, unknown>) => settings),
    setPermissions: vi.fn(async () => {}),
    update: vi.fn(async (manifest: PluginManifest, permissions: readonly string[]) =>
      row(manifest, { grantedPermissions: [...permissions] }),
    ),
    searchMarketplace: vi.fn<PluginBackend['searchMarketplace']>(
      async ({ query = '', page = 1, limit = 24 }) => {
        const plugins = market.filter(({ manifest }) =>
          manifest.name.toLowerCase().includes(query.toLowerCase()),
        );
        return { plugins, total: plugins.length, page, limit, hasMore: false };
      },
    ),
    download: vi.fn(async () => ({ bytes: new Uint8Array(), contentType: '' })),
  };
  const start = vi.fn(async () => {});
  let crash: () => void = () => undefined;
  const registry = new PluginRegistry({
    backend,
    clearStorage: async () => {},
    start: async () => {
      await start();
      const sandbox = {
        closed: undefined,
        onDidClose(listener: (reason: PluginError) => void) {
          crash = () => listener(new PluginError('LIMIT_EXCEEDED', 'It flooded the page'));
          return { dispose() {} };
        },
      } as unknown as PluginSandbox;
      return { sandbox, idleFor: () => 0, stop: async () => {} };
    },
  });
  const host: PluginHost = {
    ...createPluginHost({ backend, userId: 'user' }),
    registry,
    start: async () => {
      await registry.loadPersistedPlugins();
    },
    dispose: () => registry.dispose(),
  };
  await host.start();
  /** Starts the first plugin and lets it crash, until the host has had enough. */
  const crashOften = async () => {
    const [id = ''] = installed.map((manifest) => manifest.id);
    for (let count = 0; count < 3; count++) {
      await registry.activate(id);
      crash();
      await settle();
    }
  };
  return { host, backend, start, crashOften };
}

const STRINGS = { ...MARKETPLACE_STRINGS, ...INSTALLED_STRINGS, ...SETTINGS_STRINGS };

/** The texts of all parts that are downloaded later. */
export function TestTexts({ children }: { readonly children: ReactNode }) {
  return <MoreStrings defaults={STRINGS}>{children}</MoreStrings>;
}

/** Also a component out of a part that is downloaded later. */
export function renderWithHost(host: PluginHost, ui: ReactNode) {
  return render(
    <PluginHostProvider host={host}>
      <TestTexts>{ui}</TestTexts>
    </PluginHostProvider>,
  );
}

/** Lets promises settle, and React with them. */
export async function settle(): Promise<void> {
  await act(async () => {
    await new Promise((resolve) => setTimeout(resolve, 0));
  });
}

export { cleanup };
