import type { MarketplaceDetail, MarketplaceEntry, PluginBackend } from '@fluxstudio/plugin-host';
import { PluginManager } from '@fluxstudio/plugin-host/react';
import type { ReactNode } from 'react';
import { Fixture } from '../fixtures/fixture.tsx';
import { failing, never } from '../fixtures/fixture-backend.ts';
import { NOTES } from '../fixtures/manifests.ts';
import { entryOf, installOf } from '../fixtures/rows.ts';
import { press } from '../play.ts';
import type { Story } from '../story.ts';

const README = `# Release Notes

Fetches **what changed** in the tools you use and shows it *beside* your project.

## How to use it

1. Open the command palette and run “Show release notes”.
2. Pick a tool. Its notes open in a panel.

> Nothing is fetched before you ask for it.

\`\`\`json
{ "tools": ["grid", "palette"] }
\`\`\`

| Setting | What it does |
| --- | --- |
| Token | Lets it see private notes |
| Interval | How often it looks |

More on [its website](https://notes.example.com).`;

const SHOT = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 180"><rect width="320" height="180" fill="#e2e8f0"/><rect x="16" y="16" width="120" height="148" rx="8" fill="#94a3b8"/><rect x="152" y="16" width="152" height="66" rx="8" fill="#64748b"/></svg>',
)}`;

export function detailOf(
  entry: MarketplaceEntry,
  fields: Partial<MarketplaceDetail> = {},
): MarketplaceDetail {
  return {
    ...entry,
    bundle: { sha256: '0'.repeat(64), integrity: 'sha384-', size: 48_213 },
    readme: README,
    publisher: 'Example Tools',
    versionCount: 3,
    versions: [
      { version: '2.1.3', status: 'published', publishedAt: '2026-01-02T03:04:05.000Z' },
      { version: '2.1.2', status: 'yanked', publishedAt: '2025-12-20T03:04:05.000Z' },
      { version: '2.0.0', status: 'blocked', publishedAt: '2025-11-03T03:04:05.000Z' },
    ],
    ownRating: 4,
    ...fields,
  };
}

const entry = entryOf(NOTES, { verified: true, featured: true, screenshots: [SHOT, SHOT], ratingCount: 212 });

function detail(backend: Partial<PluginBackend>, installed = true): ReactNode {
  return (
    <Fixture
      market={[entry]}
      installed={installed ? [installOf(NOTES)] : []}
      backend={{
        ratePlugin: async (_, rating) => ({ ownRating: rating, rating: 4.2, ratingCount: 212 }),
        ...backend,
      }}
    >
      <PluginManager initialTab="marketplace" />
    </Fixture>
  );
}

const open = () => press('Release Notes', '[role="tabpanel"]');

/** One plugin of the marketplace in full. */
export const DETAIL_STORIES: readonly Story[] = [
  {
    name: 'detail',
    shows: 'Nothing is fetched before you ask for it.',
    render: () => detail({ getMarketplacePlugin: async () => detailOf(entry) }),
    play: open,
  },
  {
    name: 'detail-no-readme',
    shows: 'Its author has not written about it.',
    render: () => detail({ getMarketplacePlugin: async () => detailOf(entry, { readme: null }) }, false),
    play: open,
  },
  {
    name: 'detail-loading',
    shows: 'Loading the details…',
    render: () => detail({ getMarketplacePlugin: never }),
    play: open,
  },
  {
    name: 'detail-failed',
    shows: 'The details could not be loaded',
    render: () =>
      detail({ getMarketplacePlugin: failing('HTTP_ERROR', 'The server answered with status 500') }),
    play: open,
  },
];
