import { expect } from 'chai';
import type { PluginBackend } from '../src/backend/backend.ts';
import { type ConformanceCase, codeOf } from './backend-conformance.ts';
import { manifestOf } from './backend-conformance-catalogue.ts';

/** What a back end has that shows more than a list. */
type Detailed = PluginBackend & Required<Pick<PluginBackend, 'getMarketplacePlugin' | 'listUpdates'>>;

function detailed(backend: PluginBackend): Detailed {
  const { getMarketplacePlugin, listUpdates } = backend;
  if (!getMarketplacePlugin || !listUpdates) throw new Error('The back end shows nothing but a list');
  return { ...backend, getMarketplacePlugin, listUpdates };
}

/** What every back end promises that shows one plugin in full, and updates. */
export const DETAIL_CASES: readonly ConformanceCase[] = [
  {
    name: 'shows one plugin in full',
    async run({ backend }) {
      const { getMarketplacePlugin } = detailed(backend);
      const alpha = await getMarketplacePlugin('alpha');
      expect(alpha).to.deep.include({
        id: 'alpha',
        manifest: manifestOf('alpha', '2.0.0'),
        readme: null,
        versionCount: 2,
        ownRating: null,
      });
      expect(alpha.versions.map(({ version, status }) => [version, status])).to.deep.equal([
        ['2.0.0', 'published'],
        ['1.0.0', 'published'],
      ]);
      expect(alpha.bundle?.integrity).to.match(/^sha384-/);
      expect(await getMarketplacePlugin('beta')).to.deep.include({ verified: true, changelog: 'First' });
      expect(await codeOf(getMarketplacePlugin('nobody'))).to.equal('NOT_FOUND');
      expect(await codeOf(getMarketplacePlugin('alpha', { signal: AbortSignal.abort() }))).to.equal(
        'ABORTED',
      );
    },
  },
  {
    name: 'knows of which installed plugins there is a higher version',
    async run({ backend, other, stranger }) {
      expect(await detailed(backend).listUpdates()).to.deep.equal([]);
      await backend.install(manifestOf('alpha', '1.0.0'), []);
      await backend.install(manifestOf('beta', '1.0.0'), []);
      const [update, ...rest] = await detailed(other).listUpdates();
      expect(rest).to.deep.equal([]);
      expect(update).to.deep.include({
        pluginId: 'alpha',
        from: '1.0.0',
        to: '2.0.0',
        manifest: manifestOf('alpha', '2.0.0'),
      });
      expect(await detailed(stranger).listUpdates()).to.deep.equal([]);
      await backend.update(manifestOf('alpha', '2.0.0'), []);
      expect(await detailed(other).listUpdates()).to.deep.equal([]);
    },
  },
];

/** What every back end promises that keeps ratings, and versions beyond those of the details. */
export const RATING_CASES: readonly ConformanceCase[] = [
  {
    name: 'lists all versions, the highest first',
    async run({ backend }) {
      const versions = await backend.listMarketplaceVersions?.('alpha');
      expect(versions?.map(({ version }) => version)).to.deep.equal(['2.0.0', '1.0.0']);
      expect(await codeOf(Promise.resolve(backend.listMarketplaceVersions?.('nobody')))).to.equal(
        'NOT_FOUND',
      );
    },
  },
  {
    name: 'keeps one rating of each user, who can take it back',
    async run({ backend, stranger }) {
      const rate = async (who: PluginBackend, stars: number | null) => who.ratePlugin?.('gamma', stars);
      expect(await codeOf(rate(backend, 4))).to.equal('HTTP_ERROR');
      await backend.install(manifestOf('gamma', '1.0.0'), []);
      await stranger.install(manifestOf('gamma', '1.0.0'), []);
      expect(await rate(backend, 4)).to.deep.equal({ ownRating: 4, rating: 4, ratingCount: 1 });
      expect(await rate(stranger, 1)).to.deep.equal({ ownRating: 1, rating: 2.5, ratingCount: 2 });
      expect((await backend.getMarketplacePlugin?.('gamma'))?.ownRating).to.equal(4);
      expect(await rate(stranger, null)).to.deep.equal({ ownRating: null, rating: 4, ratingCount: 1 });
      expect(await rate(backend, null)).to.deep.equal({ ownRating: null, rating: 0, ratingCount: 0 });
    },
  },
];
