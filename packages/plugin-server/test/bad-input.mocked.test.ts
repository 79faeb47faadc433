import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import express from 'express';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { expressPlugins } from '../src/adapters/express.ts';
import type { PluginServer } from '../src/create-plugin-server.ts';
import { drivers } from './support/databases.ts';
import { createFixture, type Fixture, minimalManifest } from './support/fixtures.ts';
import { type Call, type Listening, listen } from './support/listen.ts';
import { wireClient } from './support/wire-request.ts';

// What no honest client sends, over real HTTP. Texts, numbers and keys that databases and merges cannot take are in hostile-input.test.ts.

vi.mock('../src/limits.ts', async (original) => {
  const { withShortWaits } = await import('./support/short-limits.ts');
  return { LIMITS: withShortWaits((await original<typeof import('../src/limits.ts')>()).LIMITS) };
});

const BASE = '/api/plugins';
const SERVERS: readonly [string, boolean, (server: PluginServer) => Promise<Listening>][] = [
  ['node:http', false, (server) => listen(server.node, BASE)],
  ['Express', false, (server) => listen(express().use(BASE, expressPlugins(server)), BASE)],
  [
    'Express after express.json()',
    true,
    (server) =>
      listen(
        express()
          .use(express.json({ limit: '1mb' }))
          .use(BASE, expressPlugins(server)),
        BASE,
      ),
  ],
];

const [pglite] = drivers;
if (!pglite) throw new Error('no driver');

describe.each(SERVERS)('bad input to %s', (_name, parsed, open) => {
  let fixture: Fixture;
  let client: Listening;
  let user: string;
  beforeAll(async () => {
    fixture = await createFixture(pglite, { basePath: BASE });
    client = await open(fixture.server);
  });
  afterAll(async () => {
    await client.close();
    expect(fixture.errors).toEqual([]);
    await fixture.close();
  });
  beforeEach(async () => {
    user = await fixture.createUser();
    expect((await install(minimalManifest())).status).toBe(201);
  });

  const call = (method: string, path: string, options: Call = {}) =>
    client.call(method, path, { user, ...options });
  const install = (manifest: object, headers = {}) =>
    call('POST', '/install', { body: { manifest }, headers });
  const settings = async () => (await call('GET', '/color-palette/settings')).json.settings;

  /** A request of which only the head is sent. */
  async function begin(method: string, path: string, headers: Record<string, string>): Promise<Socket> {
    const { hostname, port } = new URL(client.origin);
    const socket = connect(Number(port), hostname);
    await once(socket, 'connect');
    const all = {
      host: 'x',
      authorization: `Bearer ${user}`,
      'content-type': 'application/json',
      ...headers,
    };
    const lines = Object.entries(all).map(([header, value]) => `${header}: ${value}\r\n`);
    socket.write(`${method} ${BASE}${path} HTTP/1.1\r\n${lines.join('')}\r\n`);
    return socket;
  }
  async function statusOf(socket: Socket): Promise<number> {
    const [head] = await once(socket, 'data');
    return Number(String(head).split(' ')[1]);
  }

  const PUT = ['PUT', '/color-palette/settings'] as const;
  // A parser that comes before has limits of its own, and answers when the body has ended, or when node:http has cut it off.
  if (!parsed) {
    it('10 GB of content-length are 413, before any of it is there', async () => {
      const socket = await begin(...PUT, { 'content-length': String(10 * 1024 ** 3) });
      expect(await statusOf(socket)).toBe(413);
      socket.destroy();
      expect(await settings()).toEqual({});
    });

    it('endless chunks are 413', async () => {
      const socket = await begin(...PUT, { 'transfer-encoding': 'chunked' });
      socket.on('error', () => undefined);
      let answered = false;
      const status = statusOf(socket).finally(() => {
        answered = true;
      });
      const chunk = `1000\r\n${'a'.repeat(0x1000)}\r\n`;
      socket.write('10\r\n{"settings":{"a"\r\n2\r\n:"\r\n');
      let sent = 0;
      while (!answered && !socket.destroyed && sent < 100 * 1024 ** 2) {
        sent += chunk.length;
        if (!socket.write(chunk)) await Promise.race([once(socket, 'drain'), status]);
      }
      expect(await status).toBe(413);
      socket.destroy();
      expect(await settings()).toEqual({});
    });

    it.each([
      ['a body that stops', { 'content-length': '100' }, '{"settings":'],
      ['a body that never begins', { 'content-length': '100' }, ''],
      ['chunks that stop', { 'transfer-encoding': 'chunked' }, '5\r\n{"set\r\n'],
    ])('%s is 408 at the deadline', async (_what, headers, part) => {
      const socket = await begin(...PUT, headers);
      if (part) socket.write(part);
      expect(await statusOf(socket)).toBe(408);
      socket.destroy();
    });

    it('a body that trickles is 408 at the deadline, however often something comes', async () => {
      const socket = await begin(...PUT, { 'content-length': '1000000' });
      socket.on('error', () => undefined);
      const drops = setInterval(() => socket.write(' '), 20);
      expect(await statusOf(socket)).toBe(408);
      clearInterval(drops);
      socket.destroy();
    });
  }

  it('a body that ends too early changes nothing', async () => {
    const socket = await begin(...PUT, { 'content-length': '100' });
    socket.end('{"settings":{"a":1}}');
    await once(socket.resume(), 'close');
    expect(await settings()).toEqual({});
  });

  describe('patterns of settings', () => {
    const withPattern = (pattern: string) => ({
      ...minimalManifest('with-pattern'),
      settings: { properties: { a: { type: 'string', title: 'A', validation: { pattern } } } },
    });

    it('^(a+)+$ takes no time, whatever it meets', async () => {
      expect((await install(withPattern('^(a+)+$'))).status).toBe(201);
      // V8 would be at it for longer than anybody lives.
      const put = (a: string) => call('PUT', '/with-pattern/settings', { body: { settings: { a } } });
      expect((await put(`${'a'.repeat(5_000)}!`)).json).toMatchObject({
        status: 400,
        code: 'INVALID_SETTINGS',
      });
      expect((await put('a'.repeat(5_000))).status).toBe(200);
    });

    it.each([
      ['one that looks ahead', '(?=a)a'],
      ['one that refers back', '(a)\\1'],
      ['one that repeats repeats', '((a{100}){100}){100}'],
      ['one of 257 characters', 'a'.repeat(257)],
      ['one that is none', '('],
    ])('%s is refused, or not applied', async (_what, pattern) => {
      const { status, json } = await install(withPattern(pattern));
      if (status !== 201) {
        expect([status, json.code]).toEqual([400, 'INVALID_MANIFEST']);
        return;
      }
      const put = await call('PUT', '/with-pattern/settings', {
        body: { settings: { a: 'b'.repeat(5_000) } },
      });
      expect(put.status).toBe(200);
    });
  });

  it('a main of another server is never fetched', async () => {
    let asked = 0;
    const elsewhere = await listen((_request, response) => {
      asked++;
      response.end();
    });
    const main = `${elsewhere.origin}/index.js`;
    const { status } = await install({ ...minimalManifest('elsewhere'), main });
    expect([201, 400]).toContain(status);
    await call('POST', '/color-palette/update', {
      body: { manifest: { ...minimalManifest(), main }, permissions: [] },
    });
    for (const path of ['/elsewhere/activate', '/color-palette/activate']) await call('POST', path);
    await call('GET', '/');
    expect(asked).toBe(0);
    await elsewhere.close();
  });

  it.each([
    ['GET', '/..%2f..%2fetc/settings', 400],
    ['DELETE', '/%2e%2e', 400],
    ['GET', '/%00/settings', 400],
    ['GET', '/%zz/settings', 400],
    ['GET', '/%/settings', 400],
    ['PATCH', '/a%2fb/settings', 400],
    ['PUT', '/color-palette/storage/..%2fkey', 400],
    ['PUT', '/color-palette/storage/%00', 400],
    ['GET', '/color-palette/storage/%zz', 400],
    ['GET', '/color-palette/storage/%ED%A0%80', 400],
    ['DELETE', '/color-palette/storage/', 400],
    ['GET', '/bundles/..%2f..%2fpackage.json', 400],
    ['GET', '/__proto__/settings', 404],
    ['POST', '/constructor/activate', 404],
    ['GET', '/color-palette/settings/deeper', 404],
    ['PUT', '/color-palette//settings', 404],
  ])('%s %s is %i', async (method, path, expected) => {
    const headers = { authorization: `Bearer ${user}`, 'content-type': 'application/json' };
    const body = method === 'GET' || method === 'DELETE' ? {} : { body: '{"value":1,"settings":{}}' };
    // fetch() would tidy the path.
    const wire = wireClient(client.origin);
    const { status, text } = await wire.send({ method, path: BASE + path, headers, ...body });
    wire.close();
    expect([status, JSON.parse(text)]).toMatchObject([expected, { success: false, status: expected }]);
  });

  it.each([
    ['a list', '[]', 400],
    ['a text', '"text"', 400],
    ['a number', '7', 400],
    ['a part', '{"a":', 400],
    ['__proto__', '{"__proto__":{"admin":true}}', 422],
    ['a constructor deep inside', '{"a":{"constructor":{"prototype":{"admin":true}}}}', 422],
    ['half a character', '{"a":"\\ud83d"}', 422],
    ['a number out of range', '{"a":1e400}', 422],
    ['70 levels', `{"a":${'{"a":'.repeat(70)}1${'}'.repeat(70)}}`, 422],
    ['more than settings may be', JSON.stringify({ a: 'x'.repeat(70_000) }), 413],
  ])('PATCH of %s is refused and changes nothing', async (_what, raw, expected) => {
    await call('PUT', '/color-palette/settings', { body: { settings: { a: { b: 1 } } } });
    const { status, json } = await call('PATCH', '/color-palette/settings', { raw });
    expect([status, json.success]).toEqual([expected, false]);
    expect(await settings()).toEqual({ a: { b: 1 } });
  });

  it.each([
    ['', 400],
    ['x'.repeat(201), 400],
    ['Schlüssel', 400],
    ['two words', 201],
    ['a, b', 201],
    ['x'.repeat(200), 201],
  ])('an Idempotency-Key of "%s" is %i', async (key, expected) => {
    const { status, json } = await install(minimalManifest('with-key'), { 'idempotency-key': key });
    expect([status, json.success]).toEqual([expected, expected === 201]);
  });

  it('an Idempotency-Key of another request is 422, and of a refused one can be used again', async () => {
    const headers = { 'idempotency-key': 'key' };
    expect((await install(minimalManifest(), headers)).status).toBe(409);
    const first = await install(minimalManifest('first'), headers);
    expect(first.status).toBe(201);
    expect((await install(minimalManifest('second'), headers)).json.code).toBe('IDEMPOTENCY_KEY_REUSED');
    const update = { manifest: minimalManifest('first'), permissions: [] };
    expect((await call('POST', '/first/update', { body: update, headers })).status).toBe(422);
    expect((await install(minimalManifest('first'), headers)).text).toBe(first.text);
  });

  it.each([
    ['"other"', 412],
    ['W/"other"', 412],
    ['other', 412],
    ['', 412],
    [',,', 412],
    ['"other", *', 200],
    ['*', 200],
  ])('If-Match: %s is %i', async (tag, expected) => {
    for (const [method, body] of [
      ['PUT', { settings: { a: 1 } }],
      ['PATCH', { a: 1 }],
    ] as const) {
      const { status } = await call(method, '/color-palette/settings', {
        body,
        headers: { 'if-match': tag },
      });
      expect(status).toBe(expected);
    }
    expect(await settings()).toEqual(expected === 200 ? { a: 1 } : {});
  });

  it('If-Match lets one of two writers through, and the other one by its answer', async () => {
    const { headers } = await call('GET', '/color-palette/settings');
    const tag = headers.get('etag') ?? '';
    const put = (name: string, match: string) =>
      call('PUT', '/color-palette/settings', {
        body: { settings: { [name]: 1 } },
        headers: { 'if-match': match },
      });
    const [one, two] = await Promise.all([put('one', tag), put('two', tag)]);
    expect([one?.status, two?.status].sort()).toEqual([200, 412]);
    const winner = one?.status === 200 ? one : two;
    expect((await put('three', winner?.headers.get('etag') ?? '')).status).toBe(200);
    expect(Object.keys(await settings())).toHaveLength(2);
  });
});
