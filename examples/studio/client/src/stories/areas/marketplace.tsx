import type { MarketplaceEntry, PluginBackend } from '@fluxstudio/plugin-host';
import { PluginManager } from '@fluxstudio/plugin-host/react';
import { type ReactNode, useLayoutEffect, useState } from 'react';
import { Fixture } from '../fixtures/fixture.tsx';
import { failing, never } from '../fixtures/fixture-backend.ts';
import { PALETTE, SAMPLES } from '../fixtures/manifests.ts';
import { manyEntries } from '../fixtures/many.ts';
import { entryOf, installOf } from '../fixtures/rows.ts';
import { press, type } from '../play.ts';
import type { Story } from '../story.ts';

const market: readonly MarketplaceEntry[] = [
  ...SAMPLES.map((manifest, index) => entryOf(manifest, { featured: index === 1, verified: index < 2 })),
  ...manyEntries(20),
];

const SEARCH = 'input[type="search"]';

function marketplace(
  entries: readonly MarketplaceEntry[] = market,
  backend: Partial<PluginBackend> = {},
): ReactNode {
  return (
    <Fixture market={entries} installed={[installOf(PALETTE)]} backend={backend}>
      <PluginManager initialTab="marketplace" />
    </Fixture>
  );
}

/** The browser says that it has no connection, for as long as this is on the page. */
function Offline({ children }: { readonly children: ReactNode }) {
  useLayoutEffect(() => {
    const says = (online: boolean) => {
      Object.defineProperty(navigator, 'onLine', { configurable: true, get: () => online });
      window.dispatchEvent(new Event(online ? 'online' : 'offline'));
    };
    says(false);
    return () => says(true);
  }, []);
  return children;
}

/** Made once, not with each render: it is measured. */
function TenThousand() {
  const [entries] = useState(() => manyEntries(10_000));
  return marketplace(entries);
}

/** The marketplace, with and without answers. */
export const MARKETPLACE_STORIES: readonly Story[] = [
  { name: 'marketplace-results', shows: 'Release Notes', render: () => marketplace() },
  { name: 'marketplace-empty', shows: 'The marketplace is empty', render: () => marketplace([]) },
  {
    name: 'marketplace-nothing-found',
    shows: 'No plugins found',
    render: () => marketplace(),
    play: () => type('spreadsheet', SEARCH),
  },
  {
    name: 'marketplace-searching',
    shows: 'Searching…',
    render: () => marketplace(market, { searchMarketplace: never }),
  },
  {
    name: 'marketplace-error',
    shows: 'The server answered with status 500',
    render: () =>
      marketplace(market, {
        searchMarketplace: failing('HTTP_ERROR', 'The server answered with status 500'),
      }),
  },
  {
    name: 'marketplace-install-running',
    shows: 'Installing…',
    render: () =>
      marketplace(
        SAMPLES.slice(3).map((manifest) => entryOf(manifest)),
        { install: never },
      ),
    play: async () => {
      await press('Install', '[role="tabpanel"]');
      await press('Approve and install', 'dialog');
    },
  },
  {
    name: 'marketplace-install-failed',
    shows: 'The plugin was not installed',
    render: () =>
      marketplace(
        SAMPLES.slice(3).map((manifest) => entryOf(manifest)),
        {
          install: failing('UNAVAILABLE', 'The server asks to come back in 30 seconds'),
        },
      ),
    play: async () => {
      await press('Install', '[role="tabpanel"]');
      await press('Approve and install', 'dialog');
    },
  },
  {
    name: 'marketplace-offline',
    shows: 'You are offline',
    render: () => (
      <Offline>
        {marketplace(market, { searchMarketplace: failing('NETWORK_ERROR', 'No connection') })}
      </Offline>
    ),
  },
  {
    name: 'marketplace-signed-out',
    shows: 'You are signed out',
    render: () =>
      marketplace(market, { searchMarketplace: failing('HTTP_ERROR', 'Unauthorized', { status: 401 }) }),
  },
  {
    name: 'marketplace-list',
    shows: 'Release Notes',
    render: () => marketplace(),
    play: () => press('List'),
  },
  { name: 'marketplace-10000', shows: 'Grid 1', render: () => <TenThousand /> },
];
