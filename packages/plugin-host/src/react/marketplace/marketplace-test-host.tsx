import { screen } from '@testing-library/react';
import { Fragment } from 'react';
import type { MarketplaceDetail, MarketplaceEntry, MarketplacePage } from '../../backend/backend.ts';
import type { PluginHost } from '../../host-options.ts';
// Loaded beforehand, so that no test waits for a download.
import './marketplace-list.tsx';
import './readme.tsx';
import '../manager/update-list.tsx';
import { ManagerView } from '../manager/manager-view.tsx';
import type { PluginManagerProps } from '../manager/plugin-manager.tsx';
import { renderWithHost, settle, testEntry, testManifest } from '../test-host.tsx';

/** Resolves when the tab was downloaded, and the first search was answered. */
export async function openMarketplace(
  host: PluginHost,
  props: PluginManagerProps = {},
  Mode: typeof Fragment = Fragment,
) {
  const view = renderWithHost(
    host,
    <Mode>
      <ManagerView initialTab="marketplace" {...props} />
    </Mode>,
  );
  await screen.findByRole('searchbox');
  await settle();
  return view;
}

export function testDetail(
  entry: MarketplaceEntry,
  fields: Partial<MarketplaceDetail> = {},
): MarketplaceDetail {
  return {
    ...entry,
    bundle: { sha256: 'ab', integrity: 'sha384-ab', size: 48_213 },
    readme: null,
    publisher: null,
    versionCount: 1,
    versions: [{ version: entry.manifest.version, status: 'published', publishedAt: entry.publishedAt }],
    ownRating: null,
    ...fields,
  };
}

/** A marketplace of so many plugins, which are made as they are asked for. */
export function manyPlugins(total: number) {
  return async ({ page = 1, limit = 20 }): Promise<MarketplacePage> => {
    const first = (page - 1) * limit;
    const length = Math.max(Math.min(limit, total - first), 0);
    const plugins = Array.from({ length }, (_, index) => {
      const number = first + index + 1;
      return testEntry(testManifest({ id: `p-${number}`, name: `Plugin ${number}` }));
    });
    return { plugins, total, page, limit, hasMore: first + length < total };
  };
}
