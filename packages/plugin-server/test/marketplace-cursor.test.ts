import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatCursor, parseCursor, SORT_ORDERS } from '../src/stores/search-cursor.ts';
import { useCatalogue } from './support/catalogue.ts';
import { drivers } from './support/databases.ts';

const entry = fc.record({
  name: fc.constantFrom('a', 'B', 'b', 'É', 'Ж', '音', '😀', '', 'zz'.repeat(200)),
  downloads: fc.constantFrom(0, 0, 0, 1, 9_000_000_000),
  rating: fc.constantFrom(0, 0, 1, 3.3333333333333335, 5),
  ratingCount: fc.constantFrom(0, 1, 3),
  publishedAt: fc.constantFrom('2026-01-01', '2026-01-01T00:00:00.000001Z', '1999-12-31', '2020-06-01'),
  verified: fc.boolean(),
});

describe.each(drivers)('cursors of the marketplace on $name', (driver) => {
  const { call, database, insert } = useCatalogue(driver);
  const get = async (parameters: Record<string, string>) =>
    (await call('GET', `/marketplace?${new URLSearchParams(parameters)}`)).json;
  const idsOf = (json: { plugins: { id: string }[] }) => json.plugins.map(({ id }) => id);

  /** All ids, by cursors; `between` runs after each answer. */
  async function walk(parameters: Record<string, string>, between = async () => {}): Promise<string[]> {
    const ids: string[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const json = await get({ ...parameters, cursor });
      ids.push(...idsOf(json));
      cursor = json.nextCursor;
      await between();
    }
    return ids;
  }

  async function pages(parameters: Record<string, string>): Promise<string[]> {
    const ids: string[] = [];
    for (let page = 1, hasMore = true; hasMore; page++) {
      const json = await get({ ...parameters, page: String(page) });
      ids.push(...idsOf(json));
      hasMore = json.hasMore;
    }
    return ids;
  }

  it('give what pages give, and the whole sorted list', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(entry, { maxLength: 14 }),
        fc.constantFrom(...SORT_ORDERS),
        fc.constantFrom<Record<string, string>>({}, { verified: 'true' }, { query: 'plugin' }),
        fc.integer({ min: 1, max: 5 }),
        async (drawn, sortBy, filter, limit) => {
          await database().query('TRUNCATE plugins CASCADE');
          await insert(...drawn.map((one, index) => ({ ...one, id: `plugin-${index}` })));
          const whole = idsOf(await get({ ...filter, sortBy, limit: '100' }));
          expect(await pages({ ...filter, sortBy, limit: String(limit) })).toEqual(whole);
          expect(await walk({ ...filter, sortBy, limit: String(limit) })).toEqual(whole);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('go on where a page ended', async () => {
    await insert(...Array.from({ length: 7 }, (_, index) => ({ id: `plugin-${index}`, downloads: index })));
    const first = await get({ limit: '3' });
    expect([first.total, first.hasMore]).toEqual([7, true]);
    const second = await get({ limit: '3', page: '2', cursor: first.nextCursor });
    const third = await get({ limit: '3', page: '3', cursor: second.nextCursor });
    expect([...idsOf(first), ...idsOf(second), ...idsOf(third)]).toEqual(idsOf(await get({ limit: '100' })));
    expect(third.nextCursor).toBeNull();
    for (const last of [
      { limit: '100', page: '1' },
      { limit: '3', page: '3' },
    ])
      expect(await get(last)).not.toHaveProperty('nextCursor');
  });

  it.each(SORT_ORDERS)('by %s give every entry once while others come in between', async (sortBy) => {
    const old = Array.from({ length: 23 }, (_, index) => ({
      id: `old-${index}`,
      downloads: index % 4,
      rating: index % 3,
      publishedAt: `2025-01-0${1 + (index % 5)}`,
    }));
    await insert(...old);
    let come = 0;
    const ids = await walk({ sortBy, limit: '4' }, () => {
      come += 1;
      // Before, beside and after where the walk is.
      return insert(
        { id: `a-${come}`, downloads: 100, rating: 5, publishedAt: '2026-01-01' },
        {
          id: `new-${come}`,
          downloads: come % 4,
          rating: come % 3,
          publishedAt: `2025-01-0${1 + (come % 5)}`,
        },
      );
    });
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => id.startsWith('old-')).sort()).toEqual(old.map(({ id }) => id).sort());
  });

  it('have no total, and end', async () => {
    await insert({ id: 'a' }, { id: 'b' });
    const first = await get({ cursor: '', limit: '1' });
    expect(first).toEqual({
      success: true,
      plugins: [expect.objectContaining({ id: 'a' })],
      limit: 1,
      nextCursor: expect.stringMatching(/^[\w-]+$/),
    });
    expect(await get({ cursor: first.nextCursor, limit: '1' })).toMatchObject({
      plugins: [{ id: 'b' }],
      nextCursor: null,
    });
    expect((await get({ cursor: first.nextCursor, limit: '1', page: '7' })).plugins).toHaveLength(1);
  });

  const made = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  it.each([
    ['of another order', formatCursor('name', ['a', 'a'])],
    ['that is no base64url', '%%%'],
    ['that is no JSON', Buffer.from('{').toString('base64url')],
    ['that is no list', made({})],
    ['with too few keys', made(['downloads', '1'])],
    ['with too many keys', made(['downloads', '1', 'a', 'b'])],
    ['with a number that is none', made(['downloads', '1; DROP TABLE plugins', 'a'])],
    ['with a number out of range', made(['downloads', '9223372036854775808', 'a'])],
    ['with NaN', made(['downloads', 'NaN', 'a'])],
    ['with a number in the place of text', made(['downloads', 1, 'a'])],
    ['with a null', made(['downloads', '1', 'a\0'])],
    ['with half a character', made(['downloads', '1', 'a\ud800'])],
    ['that is endless', 'A'.repeat(100_000)],
    ['of an order there is not', made(['constructor', '1', 'a'])],
  ])('%s are refused', async (_what, cursor) => {
    const { status, json } = await call('GET', `/marketplace?cursor=${encodeURIComponent(cursor)}`);
    expect([status, json.code, json.field]).toEqual([400, 'INVALID_ARGUMENT', 'cursor']);
  });

  it('that anybody made up never break anything', async () => {
    await insert({ id: 'a', name: 'A' });
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...SORT_ORDERS),
        fc.array(
          fc.oneof(
            fc.string(),
            fc.constantFrom('-1', '0', '1.5', '-0', '1e99', '99999999999999999999', '-2147483648'),
          ),
        ),
        async (sortBy, keys) => {
          const cursor = formatCursor(sortBy, keys);
          const { status } = await call('GET', `/marketplace?sortBy=${sortBy}&cursor=${cursor}`);
          expect([200, 400]).toContain(status);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('keep their keys', () => {
    expect(parseCursor(formatCursor('rating', ['-4.5', '-2', 'a']), 'rating')).toEqual(['-4.5', '-2', 'a']);
  });
});
