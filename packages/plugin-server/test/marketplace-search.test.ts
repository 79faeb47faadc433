import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPluginServer } from '../src/create-plugin-server.ts';
import { type TestEntry, useCatalogue } from './support/catalogue.ts';
import { drivers } from './support/databases.ts';
import { authenticate } from './support/fixtures.ts';
import { createPluginsFolder } from './support/plugins-folder.ts';

const char = fc.constantFrom(...'abcABC1%_\\\'"-é音楽Жжאσςﾊハ😀&|!');
const word = fc.string({ unit: char, minLength: 1, maxLength: 5 });
const phrase = (maxLength: number) =>
  fc
    .array(word, { maxLength })
    .chain((words) => fc.constantFrom(' ', '\u3000', '\t ').map((gap) => words.join(gap)));
const entry = fc.record({
  name: phrase(3),
  description: phrase(5),
  keywords: fc.array(word, { maxLength: 3 }),
  categories: fc.subarray(['design', 'audio', 'Ж']),
  featured: fc.boolean(),
  verified: fc.boolean(),
  downloads: fc.integer({ min: 0, max: 3 }),
});
const search = fc.record(
  {
    query: phrase(6),
    category: fc.constantFrom('design', 'audio', 'Ж', 'none'),
    featured: fc.boolean(),
    verified: fc.boolean(),
  },
  { requiredKeys: [] },
);

const fold = (text: string): string =>
  [...text.normalize('NFKC').toUpperCase()].map((letter) => letter.toLowerCase()).join('');

type Drawn = Required<Omit<TestEntry, 'rating' | 'ratingCount' | 'publishedAt'>>;
type Wanted = Partial<Pick<Drawn, 'featured' | 'verified'> & { query: string; category: string }>;

/** What a search should find, by looking at everything. */
function model(entries: readonly Drawn[], wanted: Wanted): string[] {
  const words = (wanted.query ?? '').split(/\s+/u).filter((part) => part !== '');
  return entries
    .filter(({ id, name, description, keywords }) => {
      const text = fold([id, name, description, ...keywords].join('\n'));
      return words.every((part) => text.includes(fold(part)));
    })
    .filter(({ categories }) => wanted.category === undefined || categories.includes(wanted.category))
    .filter(({ featured }) => wanted.featured === undefined || featured === wanted.featured)
    .filter(({ verified }) => wanted.verified === undefined || verified === wanted.verified)
    .sort((a, b) => b.downloads - a.downloads || (a.id < b.id ? -1 : 1))
    .map(({ id }) => id);
}

describe.each(drivers)('searching the marketplace on $name', (driver) => {
  const { call, database, ids, insert } = useCatalogue(driver);
  const get = (parameters: Record<string, string>) =>
    call('GET', `/marketplace?${new URLSearchParams(parameters)}`);

  it('finds what a look at everything would find, for any catalogue and query', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(entry, { maxLength: 12 }),
        fc.array(search, { maxLength: 5 }),
        async (drawn, searches) => {
          const entries = drawn.map((one, index) => ({ ...one, id: `plugin-${index}` }));
          await database().query('TRUNCATE plugins CASCADE');
          await insert(...entries);
          for (const wanted of searches) {
            const parameters = Object.fromEntries(
              Object.entries(wanted).map(([name, value]) => [name, String(value)]),
            );
            for (const cursor of [undefined, '']) {
              const { json } = await get({
                ...parameters,
                limit: '100',
                ...(cursor === undefined ? {} : { cursor }),
              });
              const found = json.similar ? [] : json.plugins.map(({ id }: { id: string }) => id);
              expect(found).toEqual(model(entries, wanted));
              if ('total' in json && !json.similar) expect(json.total).toBe(found.length);
            }
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  it('wants every word, wherever it is', async () => {
    await insert(
      { id: 'a', name: 'Colour wheel', description: 'Pick harmonies' },
      { id: 'b', name: 'Colour picker', keywords: ['harmony'] },
      { id: 'c', name: 'Wheel of fortune' },
    );
    expect(await ids('query=wheel%20colour')).toEqual(['a']);
    expect(await ids('query=harm%20pick')).toEqual(['a', 'b']);
    expect(await ids('query=c%20o%20l%20u%20r%20w')).toEqual(['a', 'c']);
    // A word is in one field, not across two: at best names are like it.
    const { json } = await get({ query: 'wheelpick' });
    expect(json.plugins.length > 0).toBe(json.similar === true);
  });

  it('knows letters of all scripts, in each of their forms', async () => {
    await insert(
      { id: 'a', name: 'ΟΔΟΣ' },
      { id: 'b', name: 'Ёжик' },
      { id: 'c', name: '音楽プレーヤー' },
      { id: 'd', name: 'עורך וידאו' },
      { id: 'e', name: 'ＦＵＬＬ width' },
      { id: 'f', name: 'cafe\u0301' },
      { id: 'g', name: 'party 🎉 mode' },
    );
    for (const [query, id] of [
      ['οδος', 'a'],
      ['ёЖИК', 'b'],
      ['楽プ', 'c'],
      ['楽', 'c'],
      ['וידאו', 'd'],
      ['full', 'e'],
      ['CAFÉ', 'f'],
      ['🎉', 'g'],
    ]) {
      expect([query, await ids(`query=${encodeURIComponent(query ?? '')}`)]).toEqual([query, [id]]);
    }
  });

  it.each([
    ['wildcards', '%'],
    ['one character', '_'],
    ['a backslash', '\\'],
    ['a backslash before a wildcard', '\\%'],
    ['quotes', `'";--`],
    ['operators of text search', 'plugin:* & !b | (a <-> b)'],
    ['10 KB', 'x'.repeat(10_240)],
    ['10 KB of words', 'ab '.repeat(3_413)],
    ['10 KB of emoji', '😀'.repeat(2_560)],
    ['right to left', '\u202eמחר\u202c'],
    ['half a character', '\ud83d'],
    ['a null in between', 'no\0thing'],
    ['nothing but spaces', '\u3000\u00a0 '],
    ['a parameter', '$1 $2'],
    ['array syntax', '{"a",NULL}'],
  ])('takes %s as text', async (_what, query) => {
    await insert({ id: 'plain' });
    const searches: Record<string, string>[] = [{ query }, { category: query }, { query, cursor: '' }];
    for (const parameters of searches) {
      const { status, json } = await get(parameters);
      expect([status, json.success]).toEqual([200, true]);
      expect(json.plugins).toHaveLength(query.trim() === '' ? 1 : 0);
    }
  });

  it('counts what is beyond the page', async () => {
    await insert(...Array.from({ length: 45 }, (_, index) => ({ id: `tool-${index}`, name: 'Timeline' })));
    const { json } = await get({ query: 'timeline', page: '3' });
    expect([json.plugins.length, json.total, json.hasMore]).toEqual([5, 45, false]);
    const beyond = (await get({ query: 'timeline', page: '100000' })).json;
    expect([beyond.plugins, beyond.total, beyond.hasMore]).toEqual([[], 45, false]);
  });
});

const [, postgres] = drivers;
describe('names that are misspelt', () => {
  if (!postgres) throw new Error('There is no PostgreSQL');
  const { call, database, ids, insert, server } = useCatalogue(postgres);

  it('are found by their likeness, which is said', async () => {
    await insert(
      { id: 'a', name: 'Colour Harmony', featured: true },
      { id: 'b', name: 'Gradient' },
      { id: 'c', name: 'Timeline' },
    );
    const { json } = await call('GET', '/marketplace?query=harmny');
    expect(json).toMatchObject({ similar: true, total: 1, hasMore: false });
    expect(json.plugins.map(({ id }: { id: string }) => id)).toEqual(['a']);
    expect(await ids('query=harmny&featured=false')).toEqual([]);
    expect((await call('GET', '/marketplace?query=harmny&cursor=')).json).toMatchObject({
      similar: true,
      nextCursor: null,
    });
    expect((await call('GET', '/marketplace?query=harmony')).json).not.toHaveProperty('similar');
    expect((await call('GET', '/marketplace?query=harmny&page=2')).json.plugins).toEqual([]);
  });

  it('are not without pg_trgm, until it comes', async () => {
    await insert({ id: 'a', name: 'Colour Harmony' });
    const isIndexed = async () =>
      (await database().query(`SELECT 1 FROM pg_indexes WHERE indexname = 'plugins_search_text'`)).length > 0;
    // As where no extension can be installed: the migration leaves this behind.
    await database().query('DROP EXTENSION pg_trgm CASCADE');
    await database().query(`CREATE OR REPLACE FUNCTION plugin_similar(wanted text, most integer)
      RETURNS TABLE (plugin_id text, likeness real) LANGUAGE sql STABLE AS 'SELECT NULL::text, NULL::real WHERE false'`);
    expect(await isIndexed()).toBe(false);
    expect(await ids('query=harmny')).toEqual([]);
    expect(await ids('query=armon')).toEqual(['a']);
    await database().query('SELECT plugin_use_trigrams()');
    expect(await isIndexed()).toBe(true);
    expect(await ids('query=harmny')).toEqual(['a']);
    expect(await server().migrate()).toMatchObject({ applied: [] });
  });

  it('are found in the embedded database of a directory', async () => {
    const folder = await createPluginsFolder();
    const directory = await mkdtemp(join(tmpdir(), 'plugin-server-trigrams-'));
    const embedded = createPluginServer({ db: { directory }, authenticate, logger: { error() {} } });
    try {
      await embedded.migrate();
      await folder.add({ id: 'a', name: 'Colour Harmony' });
      await embedded.seedMarketplace(folder.path);
      const headers = { authorization: 'Bearer anybody' };
      const { body } = await embedded.handle({ method: 'GET', path: '/marketplace?query=harmny', headers });
      expect(JSON.parse(String(body))).toMatchObject({ similar: true, plugins: [{ id: 'a' }] });
    } finally {
      await embedded.close();
      await folder.remove();
      await rm(directory, { recursive: true, force: true });
    }
  });
});
