import { beforeEach, describe, expect, it } from 'vitest';
import { createPluginServer } from '../src/create-plugin-server.ts';
import { digest, useCatalogue } from './support/catalogue.ts';
import { drivers } from './support/databases.ts';
import { authenticate, minimalManifest, textOf } from './support/fixtures.ts';

describe.each(drivers)('catalogue on $name', (driver) => {
  const { add, call, database, ids, install, seed, server } = useCatalogue(driver);

  describe('marketplace', () => {
    it('shows an entry in full', async () => {
      const manifest = { ...minimalManifest(), categories: ['Design'], homemade: true };
      const bundle = 'export default {};';
      await add(manifest, bundle);
      await seed({
        listings: { 'color-palette': { featured: true, screenshots: ['/a.png'], changelog: 'First' } },
      });
      const { json } = await call('GET', '/marketplace');
      expect(json).toEqual({
        success: true,
        plugins: [
          {
            id: 'color-palette',
            manifest,
            downloads: 0,
            rating: 0,
            ratingCount: 0,
            featured: true,
            verified: false,
            categories: ['Design'],
            screenshots: ['/a.png'],
            changelog: 'First',
            publishedAt: expect.stringMatching(/Z$/),
            updatedAt: expect.stringMatching(/Z$/),
            bundle: {
              sha256: digest('sha256', bundle, 'hex'),
              integrity: `sha384-${digest('sha384', bundle, 'base64')}`,
              size: bundle.length,
            },
          },
        ],
        total: 1,
        page: 1,
        limit: 20,
        hasMore: false,
      });
    });

    it('finds by name, description, keyword and id, whatever the case', async () => {
      await add({ id: 'a', name: 'Harmonies' });
      await add({ id: 'b', description: 'Makes harmonies' });
      await add({ id: 'c', keywords: ['colour', 'HARMONIES'] });
      await add({ id: 'harmonies-d' });
      await add({ id: 'e' });
      await seed();
      expect(await ids('query=harMonies&sortBy=name')).toEqual(
        expect.arrayContaining(['a', 'b', 'c', 'harmonies-d']),
      );
      expect(await ids('query=harmonies')).toHaveLength(4);
      expect(await ids('query=%20')).toHaveLength(5);
    });

    it('takes wildcards as text', async () => {
      await add({ id: 'a', name: '100% sure' });
      await add({ id: 'b', name: 'snake_case' });
      await add({ id: 'c', name: 'back\\slash' });
      await seed();
      expect(await ids('query=%25')).toEqual(['a']);
      expect(await ids('query=_')).toEqual(['b']);
      expect(await ids('query=%5C')).toEqual(['c']);
    });

    it('filters by category, featured and verified', async () => {
      await add({ id: 'a', categories: ['design', 'export'] });
      await add({ id: 'b', categories: ['export'] });
      await add({ id: 'c' });
      await seed({ listings: { a: { featured: true }, b: { featured: true, verified: true } } });
      expect(await ids('category=export')).toEqual(['a', 'b']);
      expect(await ids('category=nothing')).toEqual([]);
      expect(await ids('featured=true')).toEqual(['a', 'b']);
      expect(await ids('featured=false')).toEqual(['c']);
      expect(await ids('featured=true&verified=true')).toEqual(['b']);
      expect(await ids('featured=perhaps')).toEqual(['a', 'b', 'c']);
    });

    it('sorts each way, and breaks ties by id', async () => {
      for (const id of ['d', 'b', 'a', 'c']) await add({ id, name: id === 'd' ? 'aaa' : 'Same' });
      await seed();
      const set = (id: string, columns: string) =>
        database().query(`UPDATE plugins SET ${columns} WHERE id = $1`, [id]);
      await set('c', `downloads = 7, rating = 4.5, rating_count = 2, published_at = '2024-01-01'`);
      await set('b', `downloads = 7, rating = 4.5, rating_count = 9, published_at = '2025-01-01'`);
      await set('a', `downloads = 7, rating = 1, rating_count = 100, published_at = '2025-01-01'`);
      await set('d', `downloads = 9000000000, rating = 0, published_at = '2023-01-01'`);
      expect(await ids('sortBy=downloads')).toEqual(['d', 'a', 'b', 'c']);
      expect(await ids('sortBy=rating')).toEqual(['b', 'c', 'a', 'd']);
      expect(await ids('sortBy=newest')).toEqual(['a', 'b', 'c', 'd']);
      expect(await ids('sortBy=name')).toEqual(['d', 'a', 'b', 'c']);
      expect(await ids('sortBy=constructor')).toEqual(['d', 'a', 'b', 'c']);
      expect((await call('GET', '/marketplace')).json.plugins[0].downloads).toBe(9_000_000_000);
    });

    it('pages without gaps or repeats', async () => {
      const all = Array.from({ length: 7 }, (_, index) => `plugin-${index}`);
      for (const id of all) await add({ id });
      await seed();
      const pages = [];
      for (const page of [1, 2, 3, 4]) {
        const { json } = await call('GET', `/marketplace?limit=3&page=${page}`);
        expect(json).toMatchObject({ total: 7, page, limit: 3, hasMore: page < 3 });
        pages.push(json.plugins.map(({ id }: { id: string }) => id));
      }
      expect(pages.map(({ length }) => length)).toEqual([3, 3, 1, 0]);
      expect(pages.flat()).toEqual(all);
    });
  });

  describe('installs from the catalogue', () => {
    it('record the bundle and count a download', async () => {
      await add({ id: 'notes' }, 'export const a = 1;');
      await seed();
      const { json } = await install('notes');
      expect(json.plugin.bundle.sha256).toBe(digest('sha256', 'export const a = 1;', 'hex'));
      await server().upkeep();
      expect((await call('GET', '/marketplace')).json.plugins[0].downloads).toBe(1);
      expect((await install('notes')).status).toBe(409);
      await server().upkeep();
      expect((await call('GET', '/marketplace')).json.plugins[0].downloads).toBe(1);
    });

    it('have no bundle for another version, and are refused for a withdrawn one', async () => {
      await add({ id: 'notes' });
      await add({ id: 'gone' });
      await seed();
      await database().query(`UPDATE plugin_versions SET status = 'yanked' WHERE plugin_id = 'gone'`);
      expect((await install('notes', '1.0.1')).json.plugin.bundle).toBeNull();
      expect((await install('gone')).status).toBe(409);
      await server().upkeep();
      const { plugins } = (await call('GET', '/marketplace')).json;
      expect(plugins.map(({ downloads }: { downloads: number }) => downloads)).toEqual([0, 0]);
    });
  });

  describe('bundles', () => {
    const text = 'export const activate = () => "ü";';
    const sha256 = digest('sha256', text, 'hex');
    beforeEach(async () => {
      await add({ id: 'notes' }, text);
      await seed();
    });

    it('are served by their hash, for good', async () => {
      const answer = await call('GET', `/bundles/${sha256}`);
      expect(answer.status).toBe(200);
      expect(await textOf(answer)).toBe(text);
      expect(answer.headers).toMatchObject({
        'content-type': 'text/javascript; charset=utf-8',
        'cache-control': 'private, max-age=31536000, immutable',
        'x-content-type-options': 'nosniff',
        etag: `"${sha256}"`,
      });
    });

    it('are not sent again to a caller who has them', async () => {
      for (const etag of [`"${sha256}"`, `W/"${sha256}"`, `"x", "${sha256}"`, '*']) {
        const { status, body } = await call('GET', `/bundles/${sha256}`, undefined, {
          'if-none-match': etag,
        });
        expect([etag, status, body]).toEqual([etag, 304, undefined]);
      }
      expect((await call('GET', `/bundles/${sha256}`, undefined, { 'if-none-match': '"x"' })).status).toBe(
        200,
      );
    });

    it('are for users', async () => {
      expect((await server().handle({ method: 'GET', path: `/bundles/${sha256}` })).status).toBe(401);
    });

    it('are for everybody when the app says so', async () => {
      const everybody = createPluginServer({ db: database().option, authenticate, publicBundles: true });
      const answer = await everybody.handle({ method: 'GET', path: `/bundles/${sha256}` });
      await everybody.close();
      expect(answer.status).toBe(200);
      expect(answer.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    });

    it('are never a script of the page', async () => {
      for (const destination of ['script', 'worker', 'document', 'iframe']) {
        const { status } = await call('GET', `/bundles/${sha256}`, undefined, {
          'sec-fetch-dest': destination,
        });
        expect([destination, status]).toEqual([destination, 403]);
      }
      expect((await call('GET', `/bundles/${sha256}`, undefined, { 'sec-fetch-dest': 'empty' })).status).toBe(
        200,
      );
    });

    it('have a hash, nothing else', async () => {
      expect((await call('GET', `/bundles/${'0'.repeat(64)}`)).status).toBe(404);
      for (const path of ['nonsense', sha256.toUpperCase(), `${sha256}0`, '..%2f..%2fetc%2fpasswd']) {
        expect((await call('GET', `/bundles/${path}`)).status).toBe(400);
      }
    });
  });
});
