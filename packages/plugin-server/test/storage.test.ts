import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { LIMITS } from '../src/limits.ts';
import { drivers } from './support/databases.ts';
import { createFixture, type Fixture, minimalManifest } from './support/fixtures.ts';
import { type Client, transports } from './support/transports.ts';

const PATH = '/color-palette/storage';
const at = (key: string) => `${PATH}/${encodeURIComponent(key)}`;

describe.each(drivers)('storage of plugins on $name', (driver) => {
  let fixture: Fixture;
  let client: Client;
  let user: string;
  beforeAll(async () => {
    fixture = await createFixture(driver);
    client = await (transports[0] as (typeof transports)[number]).open(fixture.server);
  });
  afterAll(async () => {
    await client.close();
    await fixture.close();
  });
  beforeEach(async () => {
    user = await fixture.createUser();
    await install(user);
  });

  const install = (whose: string, id?: string) =>
    client.call('POST', '/install', { user: whose, body: { manifest: minimalManifest(id) } });
  const put = (key: string, value: unknown, whose = user) =>
    client.call('PUT', at(key), { user: whose, body: { value } });
  const get = (key: string, whose = user) => client.call('GET', at(key), { user: whose });
  const list = async (whose = user) => (await client.call('GET', PATH, { user: whose })).json;
  const remove = (path: string, whose = user) => client.call('DELETE', path, { user: whose });

  it('keeps values by key, and tells what they take', async () => {
    expect(await list()).toEqual({ success: true, keys: [], used: 0, quota: LIMITS.storageBytes });
    expect((await put('theme', 'dark')).json).toEqual({ success: true });
    await put('Äpfel', [1, 2]);
    expect((await get('theme')).json).toEqual({ success: true, value: 'dark' });
    // “theme” and its value in quotes, and six bytes for “Äpfel”.
    expect(await list()).toMatchObject({ keys: ['theme', 'Äpfel'], used: 5 + 6 + 6 + 6 });
    await put('theme', null);
    expect((await get('theme')).json.value).toBe(null);
    await remove(at('theme'));
    expect((await list()).keys).toEqual(['Äpfel']);
    await remove(PATH);
    expect(await list()).toMatchObject({ keys: [], used: 0 });
  });

  it.each([
    ['a zero', 0],
    ['false', false],
    ['an empty text', ''],
    ['a list', [1, [2, null]]],
    ['an object', { 'a.b': { '': 1 }, toString: 2 }],
    ['a small number', 5e-324],
  ])('gives back %s', async (_, value) => {
    await put('value', value);
    expect((await get('value')).json.value).toEqual(value);
  });

  it('counts revisions of a key', async () => {
    for (const value of [1, 2, 3]) await put('count', value);
    const [row] = await fixture.database.query('SELECT revision FROM plugin_storage WHERE user_id = $1', [
      user,
    ]);
    expect(Number(row?.revision)).toBe(3);
  });

  it('is 404 for a key that is not there, and tells it from a plugin that is not', async () => {
    expect(await get('none')).toMatchObject({ status: 404, json: { code: 'KEY_NOT_FOUND' } });
    expect((await remove(at('none'))).status).toBe(200);
    const other = '/other/storage';
    for (const answer of [
      await client.call('GET', other, { user }),
      await client.call('GET', `${other}/a`, { user }),
      await client.call('PUT', `${other}/a`, { user, body: { value: 1 } }),
      await client.call('DELETE', `${other}/a`, { user }),
      await client.call('DELETE', other, { user }),
    ])
      expect(answer).toMatchObject({ status: 404, json: { code: 'NOT_FOUND' } });
  });

  it('is of one user and one plugin', async () => {
    const stranger = await fixture.createUser();
    await install(stranger);
    await install(user, 'notes');
    await put('theme', 'dark');
    expect((await get('theme', stranger)).status).toBe(404);
    expect((await client.call('GET', '/notes/storage', { user })).json.keys).toEqual([]);
    await remove(PATH, stranger);
    expect((await get('theme')).status).toBe(200);
    expect((await client.call('GET', PATH)).status).toBe(401);
  });

  it('goes with the install, and with the user', async () => {
    await put('theme', 'dark');
    await remove('/color-palette');
    const rows = () => fixture.database.query('SELECT 1 FROM plugin_storage WHERE user_id = $1', [user]);
    expect(await rows()).toEqual([]);
    await install(user);
    expect((await list()).keys).toEqual([]);
    await put('theme', 'dark');
    await fixture.database.query('DELETE FROM users WHERE id = $1', [user]);
    expect(await rows()).toEqual([]);
  });

  it('counts who changed how much in a row of a minute, and writes down no key and no value', async () => {
    const audited = async () => {
      const rows = await fixture.database.query(
        `SELECT detail::text AS detail FROM plugin_audit WHERE user_id = $1 AND action = 'storage' ORDER BY id`,
        [user],
      );
      return rows.map(({ detail }) => JSON.parse(String(detail)));
    };
    await put('token', 'hunter2');
    await remove(at('token'));
    await remove(at('token'));
    await put('a', 1);
    await remove(PATH);
    expect(await audited()).toEqual([{ set: 2, removed: 1, cleared: 1 }]);
    await fixture.database.query(
      `UPDATE plugin_audit SET created_at = now() - interval '1 minute' WHERE user_id = $1`,
      [user],
    );
    await Promise.all(Array.from({ length: 20 }, (_, index) => put(`key-${index}`, index)));
    expect(await audited()).toEqual([{ set: 2, removed: 1, cleared: 1 }, { set: 20 }]);
    await install(user, 'notes');
    await client.call('PUT', '/notes/storage/a', { user, body: { value: 1 } });
    expect(await audited()).toHaveLength(3);
  });

  describe('refuses with 413 QUOTA_EXCEEDED', () => {
    const expectFull = (answer: Awaited<ReturnType<typeof put>>) =>
      expect(answer).toMatchObject({ status: 413, json: { code: 'QUOTA_EXCEEDED' } });

    it('a value that is too large, to the byte', async () => {
      // “key” and two quotes.
      const most = LIMITS.storageValueBytes - 5;
      expectFull(await put('key', 'x'.repeat(most + 1)));
      expect((await list()).keys).toEqual([]);
      expect((await put('key', 'x'.repeat(most))).status).toBe(200);
    });

    it('numbers that PostgreSQL writes out', async () => {
      expectFull(await put('key', Array(300).fill(1e300)));
    });

    it('one key too many, and takes another value for one that is there', async () => {
      await fixture.database.query(
        `INSERT INTO plugin_storage (user_id, plugin_id, key, value, size)
         SELECT $1, 'color-palette', 'key-' || n, '1', 6 FROM generate_series(1, $2::int) n`,
        [user, LIMITS.storageKeys],
      );
      expectFull(await put('more', 1));
      expect((await put('key-1', 2)).status).toBe(200);
      expect((await list()).keys).toHaveLength(LIMITS.storageKeys);
    });

    it('what does not fit any more, of 40 writers at once', async () => {
      const value = 'x'.repeat(60_000);
      const answers = await Promise.all(Array.from({ length: 40 }, (_, index) => put(`key-${index}`, value)));
      const stored = answers.filter(({ status }) => status === 200).length;
      expect(stored).toBe(Math.floor(LIMITS.storageBytes / (60_000 + 'key-10'.length + 2)));
      for (const answer of answers) if (answer.status !== 200) expectFull(answer);
      const { keys, used } = await list();
      expect(keys).toHaveLength(stored);
      expect(used).toBeLessThanOrEqual(LIMITS.storageBytes);
    });

    it('nothing of what fits, of 40 writers of one key', async () => {
      const value = 'x'.repeat(60_000);
      const answers = await Promise.all(Array.from({ length: 40 }, () => put('same', value)));
      expect(answers.map(({ status }) => status)).toEqual(Array(40).fill(200));
    });
  });

  describe('hostile keys', () => {
    it.each([
      ['a path', '..%2f'],
      ['a path upwards', '%2e%2e'],
      ['a slash', 'a%2Fb'],
      ['a backslash', 'a%5cb'],
      ['a null', '%00'],
      ['a line break', 'a%0d%0ab'],
      ['half a path encoding', '%zz'],
      ['no UTF-8', '%e0%a4'],
      ['501 characters', 'x'.repeat(501)],
    ])('%s is 400', async (_, key) => {
      await put('theme', 'dark');
      for (const method of ['GET', 'PUT', 'DELETE'])
        expect((await client.call(method, `${PATH}/${key}`, { user, body: { value: 1 } })).status).toBe(400);
      expect((await list()).keys).toEqual(['theme']);
      expect(fixture.errors).toEqual([]);
    });

    it('an empty one removes nothing', async () => {
      await put('theme', 'dark');
      expect((await remove(`${PATH}/`)).status).toBe(400);
      expect((await client.call('PUT', `${PATH}/`, { user, body: { value: 1 } })).status).toBe(405);
      expect((await list()).keys).toEqual(['theme']);
    });

    it.each([
      '__proto__',
      'constructor',
      'a b',
      '%',
      '$where',
      "'; DROP TABLE users; --",
      '🎨',
      'x'.repeat(500),
    ])('%s is a key like any other', async (key) => {
      expect((await put(key, { a: 1 })).status).toBe(200);
      expect((await get(key)).json.value).toEqual({ a: 1 });
      expect((await list()).keys).toEqual([key]);
    });
  });

  describe('hostile values', () => {
    it.each([
      ['an escaped null', 422, '{"value":"\\u0000"}'],
      ['half a character', 422, '{"value":["\\ud83d"]}'],
      ['a number that overflows', 422, '{"value":1e400}'],
      ['the key __proto__', 422, '{"value":{"__proto__":1}}'],
      ['deep nesting', 422, `{"value":${'['.repeat(70)}${']'.repeat(70)}}`],
      ['a body over 1 MiB', 413, `{"value":"${'x'.repeat(1024 * 1024)}"}`],
      ['no JSON', 400, '{"value":'],
      ['no value', 400, '{}'],
      ['a list', 400, '[1]'],
      ['nothing', 400, ''],
    ])('%s is %i', async (_, status, raw) => {
      expect((await client.call('PUT', at('key'), { user, raw })).status).toBe(status);
      expect((await list()).keys).toEqual([]);
      expect(fixture.errors).toEqual([]);
    });
  });
});
