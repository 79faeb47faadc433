import { expect } from 'chai';
import type { MarketplaceQuery, PluginBackend } from '../src/backend/backend.ts';
import type { ConformanceCase } from './backend-conformance.ts';
import { FILLERS, manifestOf } from './backend-conformance-catalogue.ts';

const TOTAL = FILLERS.length + 3;

async function ids(backend: PluginBackend, query: MarketplaceQuery): Promise<string[]> {
  return (await backend.searchMarketplace({ limit: 100, ...query })).plugins.map(({ id }) => id);
}

/** What every marketplace promises, over the conformance catalogue. */
export const MARKETPLACE_CASES: readonly ConformanceCase[] = [
  {
    name: 'shows the newest version of each plugin, with its listing',
    async run({ backend }) {
      const { plugins, total } = await backend.searchMarketplace({ limit: 100 });
      expect([plugins.length, total]).to.deep.equal([TOTAL, TOTAL]);
      expect(plugins.find(({ id }) => id === 'alpha')?.manifest).to.deep.equal(manifestOf('alpha', '2.0.0'));
      expect(plugins.find(({ id }) => id === 'beta')).to.deep.include({
        manifest: manifestOf('beta', '1.0.0'),
        featured: true,
        verified: true,
        categories: ['export'],
        screenshots: ['/beta.png'],
        changelog: 'First',
      });
    },
  },
  {
    name: 'finds by id, name, description and keyword, whatever the case',
    async run({ backend }) {
      expect((await ids(backend, { query: ' harMONies ' })).sort()).to.deep.equal(['alpha', 'beta']);
      expect(await ids(backend, { query: 'GAMM' })).to.deep.equal(['gamma']);
      expect(await ids(backend, { query: '  ' })).to.have.length(TOTAL);
      expect(await ids(backend, { query: 'nothing like this' })).to.deep.equal([]);
    },
  },
  {
    name: 'finds what has every word, in any order and any part of its text',
    async run({ backend }) {
      expect(await ids(backend, { query: 'harmonies alpha' })).to.deep.equal(['alpha']);
      expect(await ids(backend, { query: 'colour\t beta  harm' })).to.deep.equal(['beta']);
      expect(await ids(backend, { query: 'lph ake 100' })).to.deep.equal(['alpha']);
      expect(await ids(backend, { query: 'alpha alpha' })).to.deep.equal(['alpha']);
      expect(await ids(backend, { query: 'harmonies nothing-like-this' })).to.deep.equal([]);
      expect(await ids(backend, { query: 'colourHARMONIES' })).to.deep.equal([]);
    },
  },
  {
    name: 'takes the forms of a character for one',
    async run({ backend }) {
      expect(await ids(backend, { query: 'ＡＬＰＨＡ\u3000１００' })).to.deep.equal(['alpha']);
      expect((await ids(backend, { query: 'ﬁll' })).sort()).to.deep.equal(FILLERS);
      expect(await ids(backend, { query: 'be\0ta' })).to.deep.equal(['beta']);
    },
  },
  {
    name: 'takes wildcards as text',
    async run({ backend }) {
      expect(await ids(backend, { query: '%' })).to.deep.equal(['alpha']);
      expect(await ids(backend, { query: '_' })).to.deep.equal(['beta']);
      expect(await ids(backend, { query: '\\' })).to.deep.equal(['gamma']);
    },
  },
  {
    name: 'filters by category, featured and verified',
    async run({ backend }) {
      expect((await ids(backend, { category: 'design' })).sort()).to.deep.equal(['alpha', 'gamma']);
      expect(await ids(backend, { category: 'design', featured: true })).to.deep.equal(['gamma']);
      expect(await ids(backend, { verified: true })).to.deep.equal(['beta']);
      expect(await ids(backend, { featured: false })).to.have.length(TOTAL - 2);
      expect(await ids(backend, { category: 'sign' })).to.deep.equal([]);
    },
  },
  {
    name: 'sorts, with the id for what is equal',
    async run({ backend }) {
      expect((await ids(backend, { sortBy: 'name' })).slice(0, 3)).to.deep.equal([
        'alpha',
        'beta',
        'filler-01',
      ]);
      expect(await ids(backend, { sortBy: 'newest', category: 'design' })).to.deep.equal(['gamma', 'alpha']);
      expect(await ids(backend, { query: 'filler', sortBy: 'rating' })).to.deep.equal(FILLERS);
      const { plugins } = await backend.searchMarketplace({ limit: 100 });
      const sorted = plugins.toSorted((a, b) => b.downloads - a.downloads || (a.id < b.id ? -1 : 1));
      expect(plugins.map(({ id }) => id)).to.deep.equal(sorted.map(({ id }) => id));
    },
  },
  {
    name: 'gives pages that neither overlap nor leave out',
    async run({ backend }) {
      const seen: string[] = [];
      for (const page of [1, 2, 3]) {
        const found = await backend.searchMarketplace({ query: 'filler', page, limit: 10 });
        expect([found.total, found.page, found.limit, found.hasMore]).to.deep.equal([
          FILLERS.length,
          page,
          10,
          page < 3,
        ]);
        seen.push(...found.plugins.map(({ id }) => id));
      }
      expect(seen).to.deep.equal(FILLERS);
    },
  },
  {
    name: 'goes on after a page, by its cursor where it has one',
    async run({ backend }) {
      const seen: string[] = [];
      let cursor: string | null | undefined;
      for (const page of [1, 2, 3]) {
        const asked = { query: 'filler', page, limit: 10, ...(cursor ? { cursor } : {}) };
        const found = await backend.searchMarketplace(asked);
        expect([found.page, found.limit, found.hasMore]).to.deep.equal([page, 10, page < 3]);
        seen.push(...found.plugins.map(({ id }) => id));
        cursor = found.nextCursor;
      }
      expect(seen).to.deep.equal(FILLERS);
      expect(cursor ?? null).to.equal(null);
    },
  },
  {
    name: 'makes the best of a page that makes no sense',
    async run({ backend }) {
      const pageOf = async (query: MarketplaceQuery) => {
        const { page, limit } = await backend.searchMarketplace(query);
        return [page, limit];
      };
      expect(await pageOf({})).to.deep.equal([1, 20]);
      expect(await pageOf({ page: 0, limit: 0 })).to.deep.equal([1, 1]);
      expect(await pageOf({ page: -3, limit: 1000 })).to.deep.equal([1, 100]);
      expect(await pageOf({ page: 2.9, limit: Number.NaN })).to.deep.equal([2, 20]);
      expect(await pageOf({ page: Number.POSITIVE_INFINITY })).to.deep.equal([100_000, 20]);
      expect((await backend.searchMarketplace({ page: 99 })).plugins).to.deep.equal([]);
    },
  },
];
