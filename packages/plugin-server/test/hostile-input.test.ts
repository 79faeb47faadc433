import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { drivers } from './support/databases.ts';
import { createFixture, type Fixture, minimalManifest } from './support/fixtures.ts';
import { type Answer, type Client, transports } from './support/transports.ts';

// Inputs that break a naive server in PostgreSQL, in V8 or in its own merge. None may be a 500.

const nested = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;
const settings = (json: string) => `{"settings":${json}}`;
const bytes = (...parts: (string | number)[]) =>
  new Uint8Array(
    Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.of(part)))),
  );

const REFUSED: readonly [string, number, string | Uint8Array<ArrayBuffer>][] = [
  ['an escaped null', 422, settings('{"a":"x\\u0000y"}')],
  ['an escaped null in a key', 422, settings('{"x\\u0000y":1}')],
  ['a lone high surrogate', 422, settings('{"a":"\\ud83d"}')],
  ['a lone low surrogate', 422, settings('{"a":["\\udca8"]}')],
  ['a lone surrogate in a key', 422, settings('{"\\ud83d":1}')],
  ['a raw null byte', 400, settings('{"a":"x\u0000y"}')],
  ['a number that overflows', 422, settings('{"a":1e400}')],
  ['a number of 131071 digits', 422, settings('{"a":-1e131071}')],
  ['nesting of 65 levels', 422, settings(`{"a":${nested(63)}}`)],
  ['nesting of 100000 levels', 422, settings(`{"a":${nested(100_000)}}`)],
  ['the key __proto__', 422, settings('{"__proto__":{"admin":true}}')],
  ['the key constructor, deep down', 422, settings('{"a":[{"constructor":1}]}')],
  ['the key prototype', 422, settings('{"prototype":1}')],
  ['the key __proto__ beside the settings', 422, '{"__proto__":{"settings":{}},"settings":{}}'],
  ['a body over 1 MiB', 413, settings(`{"a":"${'x'.repeat(1024 * 1024)}"}`)],
  ['a list of a million', 413, settings(`{"a":[${'1,'.repeat(1_000_000)}1]}`)],
  ['settings over 64 KiB', 413, settings(`{"a":"${'x'.repeat(65_536)}"}`)],
  ['numbers that PostgreSQL writes out', 413, settings(`{"a":[${Array(300).fill('1e300').join()}]}`)],
  ['a truncated body', 400, '{"settings":{'],
  ['text after the body', 400, `${settings('{}')}]`],
  ['a body of spaces', 400, '   '],
];

// body-parser replaces what is not UTF-8, so these are only seen where this package reads the body itself.
const NOT_UTF8: readonly [string, Uint8Array<ArrayBuffer>][] = [
  ['a byte that is never UTF-8', bytes('{"settings":{"a":"', 0xff, '"}}')],
  ['an overlong null', bytes('{"settings":{"a":"', 0xc0, 0x80, '"}}')],
  ['an encoded surrogate', bytes('{"settings":{"a":"', 0xed, 0xa0, 0xbd, '"}}')],
];

const IDS = [
  '/..%2f/activate',
  '/a%2Fb/activate',
  '/%00/activate',
  '/a%00/activate',
  '/%zz/activate',
  '/%e0%a4/activate',
];
const MORE_IDS = ['/%5c..%5c/activate', `/${'x'.repeat(256)}/activate`, '/%0d%0a/activate'];

describe.each(drivers)('hostile input on $name', (driver) => {
  let fixture: Fixture;
  beforeAll(async () => {
    fixture = await createFixture(driver);
  });
  afterAll(() => fixture.close());

  // How a body is read has nothing to do with the database behind it.
  const ways = transports.filter(({ name }) => driver.name === 'PGlite' || name === 'handle');

  describe.each(ways)('through $name', (transport) => {
    let client: Client;
    let user: string;
    beforeAll(async () => {
      client = await transport.open(fixture.server);
    });
    afterAll(() => client.close());
    beforeEach(async () => {
      user = await fixture.createUser();
      await client.call('POST', '/install', { user, body: { manifest: minimalManifest() } });
    });

    const put = (raw: string | Uint8Array<ArrayBuffer>, headers = {}) =>
      client.call('PUT', '/color-palette/settings', { user, raw, headers });
    const stored = async () => (await client.call('GET', '/color-palette/settings', { user })).json.settings;

    function expectRefusal({ status, json }: Answer, expected: number) {
      expect(status).toBe(expected);
      expect(json).toMatchObject({
        success: false,
        error: expect.any(String),
        code: expect.any(String),
        status,
      });
      expect(fixture.errors).toEqual([]);
    }

    it.each(REFUSED)('refuses %s with %i and changes nothing', async (_what, status, raw) => {
      expectRefusal(await put(raw), status);
      expect(await stored()).toEqual({});
    });

    it.each(/express\.json|koa-bodyparser/.test(transport.name) ? [] : NOT_UTF8)(
      'refuses %s with 400',
      async (_what, raw) => {
        expectRefusal(await put(raw), 400);
      },
    );

    it('names the field', async () => {
      const { json } = await put(settings('{"list":[{"deep":"\\u0000"}]}'));
      expect(json.field).toBe('settings.list[0].deep');
      expect(json.errors).toEqual([{ field: json.field, message: json.error, code: 'unprocessable' }]);
    });

    it('accepts what is only unusual', async () => {
      const unusual = {
        'a.b[0]': 1,
        toString: 2,
        $where: 3,
        '': 4,
        pair: '🎨',
        tiny: 5e-324,
        big: 1e21,
        minus: -1.5,
      };
      expect((await put(settings(JSON.stringify(unusual)))).status).toBe(200);
      expect((await put(settings(`{"deep":${nested(62)}}`))).status).toBe(200);
      expect(await stored()).toMatchObject(unusual);
    });

    it('measures settings as a whole', async () => {
      const half = (key: string) => put(settings(`{"${key}":"${'x'.repeat(40_000)}"}`));
      expect((await half('a')).status).toBe(200);
      expectRefusal(await half('b'), 413);
      expect(Object.keys(await stored())).toEqual(['a']);
      expect((await half('a')).status).toBe(200);
    });

    it.each([
      ['text/plain', 415],
      ['application/x-www-form-urlencoded', 415],
      ['multipart/form-data; boundary=x', 415],
      ['application/jsonp', 415],
      ['application/json; charset=utf-8', 200],
      ['Application/JSON', 200],
    ])('answers a body of type %s with %i', async (type, status) => {
      // express.json() leaves other types unread, so the body is read, and refused, here.
      expect((await put(settings('{}'), { 'content-type': type })).status).toBe(status);
    });

    it.each([...IDS, ...MORE_IDS])('refuses the path %s with 400', async (path) => {
      const answer = await client.call('POST', path, { user });
      // Fastify refuses what it cannot decode before anybody else sees it, in its own words.
      if (transport.name.includes('Fastify') && /%zz|%e0/.test(path)) expect(answer.status).toBe(400);
      else expectRefusal(answer, 400);
    });

    it('decodes an id once', async () => {
      expectRefusal(await client.call('GET', '/%2563olor-palette/settings', { user }), 404);
      expect((await client.call('GET', '/%63olor-palette/settings', { user })).status).toBe(200);
    });

    it.each(["'; DROP TABLE users; --", '%', '_', '\\', '\u0000', 'x'.repeat(5000)])(
      'searches for %j',
      async (query) => {
        const { status } = await client.call('GET', `/marketplace?query=${encodeURIComponent(query)}`, {
          user,
        });
        expect(status).toBe(200);
      },
    );

    it.each([
      ['page=0&limit=0', 1, 1],
      ['page=-1&limit=-5', 1, 1],
      ['page=abc&limit=abc', 1, 20],
      ['page=&limit=', 1, 20],
      ['page=2.9&limit=7.9', 2, 7],
      ['page=1e308&limit=1e308', 100_000, 100],
      ['page=Infinity&limit=-Infinity', 100_000, 1],
      ['page=NaN&limit=NaN', 1, 20],
      ['page=99999999999999999999&limit=101', 100_000, 100],
      ['page=1;DROP&limit=1,2', 1, 20],
      ['page[]=2&limit[a]=2&page=3&page=4', 3, 20],
    ])('clamps %s', async (query, page, limit) => {
      const { status, json } = await client.call('GET', `/marketplace?${query}`, { user });
      expect(status).toBe(200);
      expect(json).toMatchObject({ success: true, page, limit, hasMore: false });
    });
  });
});
