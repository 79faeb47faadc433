import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import express from 'express';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createHttpBackend } from '../../plugin-host/src/backend/http-backend.ts';
import type { PluginRequest as HostRequest } from '../../plugin-host/src/services.ts';
import { expressPlugins } from '../src/adapters/express.ts';
import { createPluginServer } from '../src/create-plugin-server.ts';
import { LIMITS } from '../src/limits.ts';
import { ALLOWED, useUpstream } from '../src/network/test-upstream.ts';
import type { PluginServerOptions } from '../src/options.ts';
import { drivers } from './support/databases.ts';
import { authenticate, createFixture, type Fixture, minimalManifest } from './support/fixtures.ts';
import { type Listening, listen } from './support/listen.ts';
import { createPluginsFolder } from './support/plugins-folder.ts';

const [driver] = drivers;
if (!driver) throw new Error('no driver');

const upstream = useUpstream();

/** How a server is reached over HTTP. */
const SHELLS = [
  { name: 'node:http', serve: (server: Fixture['server']) => listen(server.node) },
  {
    name: 'Express after its parsers',
    serve: (server: Fixture['server']) => {
      const app = express().use(express.json(), express.urlencoded({ extended: true }));
      return listen(app.use(expressPlugins(server)));
    },
  },
] as const;

let fixture: Fixture;
let user: string;
const open: { close(): Promise<void> }[] = [];
beforeAll(async () => {
  fixture = await createFixture(driver, { network: options() });
  await publish();
});
afterAll(() => fixture.close());
beforeEach(async () => {
  user = await fixture.createUser();
});
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
  expect(fixture.errors.splice(0)).toEqual([]);
});

function options() {
  return { allowPrivate: ALLOWED, resolve: upstream.resolve, limits: { requestBytes: 100_000 } };
}

const manifest = (id = 'weather', others: object = {}) => ({
  ...minimalManifest(id),
  permissions: ['network', 'storage'],
  network: { hosts: [`http://*.example.com:${upstream.port}`] },
  ...others,
});

async function publish(): Promise<void> {
  const folder = await createPluginsFolder();
  await folder.add(manifest());
  await folder.add(manifest('other'));
  await fixture.server.seedMarketplace(folder.path);
  await folder.remove();
}

/** Another server on the same database. */
function serverWith(others: Partial<PluginServerOptions>): Fixture['server'] {
  const server = createPluginServer({
    db: fixture.database.option,
    authenticate,
    rateLimits: false,
    network: options(),
    logger: { error: (message) => fixture.errors.push(message) },
    ...others,
  });
  open.push(server);
  return server;
}

async function serve(
  { serve: listenTo }: (typeof SHELLS)[number] = SHELLS[0],
  server = fixture.server,
): Promise<Listening> {
  const client = await listenTo(server);
  open.push(client);
  return client;
}

async function install(permissions: unknown = ['network'], by = user, id = 'weather'): Promise<void> {
  const { status } = await fixture.server.handle({
    method: 'POST',
    path: '/install',
    headers: { authorization: `Bearer ${by}` },
    body: { manifest: manifest(id), permissions },
  });
  expect(status).toBe(201);
}

interface Outbound {
  url?: string;
  method?: string;
  headers?: [string, string][];
  body?: Uint8Array | string;
  by?: string;
  id?: string;
  type?: string;
  signal?: AbortSignal;
  own?: Record<string, string>;
}

function send({ origin }: Pick<Listening, 'origin'>, outbound: Outbound = {}): Promise<Response> {
  const { url = `${upstream.origin}/`, method = 'GET', headers = [], body = '' } = outbound;
  const { by = user, id = 'weather', type = 'application/octet-stream', signal, own } = outbound;
  return fetch(`${origin}/${id}/fetch`, {
    method: 'POST',
    headers: { authorization: `Bearer ${by}`, 'content-type': type, ...own },
    body: Buffer.concat([Buffer.from(`${JSON.stringify({ url, method, headers })}\n`), Buffer.from(body)]),
    ...(signal ? { signal } : {}),
  });
}

const headOf = (answer: Response) => JSON.parse(answer.headers.get('x-plugin-response') ?? 'null');
const refusalOf = async (answer: Response) => {
  const { code, error } = JSON.parse(await answer.text());
  return { status: answer.status, code, error, head: headOf(answer) };
};
const set = (columns: string, values: unknown[] = [], table = 'user_plugins') =>
  fixture.database.query(
    `UPDATE ${table} SET ${columns} WHERE ${table === 'user_plugins' ? 'user_id' : 'plugin_id'} = $1`,
    [table === 'user_plugins' ? user : 'weather', ...values],
  );

describe.each(SHELLS)('POST /:id/fetch through $name', (shell) => {
  it('brings a request to a declared host, and its answer back', async () => {
    await install();
    let seen: unknown;
    upstream.answer = async (request, response) => {
      seen = [request.method, request.url, request.headers['x-own'], await request.toArray()];
      response.writeHead(418, 'Teapot', { 'X-Upstream': 'ü' }).end('short');
    };
    const answer = await send(await serve(shell), {
      url: `${upstream.origin}/v1?a=b`,
      method: 'PUT',
      headers: [['X-Own', 'mine']],
      body: 'in',
    });
    expect(answer.status).toBe(200);
    expect(headOf(answer)).toMatchObject({
      status: 418,
      statusText: 'Teapot',
      url: `${upstream.origin}/v1?a=b`,
      headers: expect.arrayContaining([['x-upstream', 'ü']]),
    });
    expect(await answer.text()).toBe('short');
    expect(seen).toEqual(['PUT', '/v1?a=b', 'mine', [Buffer.from('in')]]);
  });

  it('carries bytes that are no text, both ways', async () => {
    await install();
    const bytes = randomBytes(70_000);
    upstream.answer = async (request, response) =>
      response.end(Buffer.concat(await request.toArray()).reverse());
    const answer = await send(await serve(shell), { method: 'POST', body: bytes });
    expect(Buffer.from(await answer.arrayBuffer()).equals(Buffer.from(bytes).reverse())).toBe(true);
  });

  it('sends the beginning of a body before its end is there', async () => {
    await install();
    let response: ServerResponse | undefined;
    upstream.answer = (_request, opened) => {
      response = opened;
      opened.write('first');
    };
    const answer = await send(await serve(shell));
    const chunks = readerOf(answer);
    expect(await chunks()).toBe('first');
    response?.end('last');
    expect(await chunks()).toBe('last');
    expect(await chunks()).toBeUndefined();
  });

  it('cuts the connection when the upstream breaks off', async () => {
    await install();
    upstream.answer = (_request, response) => {
      response.writeHead(200, { 'Content-Length': '1000' });
      response.write('half', () => response.destroy());
    };
    const answer = await send(await serve(shell));
    expect(answer.status).toBe(200);
    await expect(answer.text()).rejects.toThrow('terminated');
    expect(fixture.errors).toEqual([]);
  });

  it.each(['before', 'after'])('leaves the upstream when the caller has gone %s its head', async (when) => {
    await install();
    const gone = new AbortController();
    const arrived = deferred<ServerResponse>();
    upstream.answer = (_request, response) => {
      if (when === 'after') response.write('first');
      arrived.resolve(response);
    };
    const answer = send(await serve(shell), { signal: gone.signal });
    const response = await arrived.promise;
    if (when === 'after') await answer;
    const closed = once(response, 'close');
    gone.abort();
    await expect(answer.then((one) => one.text())).rejects.toThrow(/abort/);
    await closed;
    expect(response.writableFinished).toBe(false);
  });

  it('takes nothing but bytes, and no more than its limit', async () => {
    await install();
    const client = await serve(shell);
    for (const type of ['application/json', 'text/plain', 'application/x-www-form-urlencoded'])
      expect(await refusalOf(await send(client, { type }))).toMatchObject({
        status: 415,
        code: 'UNSUPPORTED_MEDIA_TYPE',
      });
    const large = { method: 'POST', body: Buffer.alloc(100_001) };
    expect(await refusalOf(await send(client, large))).toMatchObject({ status: 413, code: 'LIMIT_EXCEEDED' });
    const larger = { method: 'POST', body: Buffer.alloc(300_000) };
    expect(await refusalOf(await send(client, larger))).toMatchObject({
      status: 413,
      code: 'PAYLOAD_TOO_LARGE',
    });
    expect(upstream.urls).toEqual([]);
  });
});

describe('permission', () => {
  const refused = async (outbound: Outbound = {}, client?: Listening) => {
    const refusal = await refusalOf(await send(client ?? (await serve()), outbound));
    expect([refusal.head, upstream.urls]).toEqual([null, []]);
    return [refusal.status, refusal.code, refusal.error];
  };
  const denied = (words: string) => [403, 'PERMISSION_DENIED', expect.stringContaining(words)];

  it.each([
    ['another permission', ['storage']],
    ['nothing', []],
    ['what nobody has been asked', null],
  ])('is not given by %s', async (_what, permissions) => {
    await install(permissions);
    expect(await refused()).toEqual(denied('has not allowed weather "network"'));
  });

  it('ends with the grant, from the next request on', async () => {
    await install();
    const client = await serve();
    expect((await send(client)).status).toBe(200);
    upstream.urls.length = 0;
    await client.call('PUT', '/weather/permissions', { user, body: { permissions: [] } });
    expect(await refused({}, client)).toEqual(denied('has not allowed'));
  });

  it.each(['http://evil.example.org/', 'http://api.example.com/', 'https://api.example.com/'])(
    'is for declared hosts, and not for %s',
    async (url) => {
      await install();
      expect(await refused({ url })).toEqual(denied('network.fetch'));
    },
  );

  it('is for plugins of the catalogue', async () => {
    const body = { manifest: manifest('homemade'), permissions: ['network'] };
    const client = await serve();
    expect((await client.call('POST', '/install', { user, body })).status).toBe(201);
    expect(await refused({ id: 'homemade' })).toEqual(denied('not a plugin of the marketplace'));
  });

  it.each(['another user', 'the same user in a tenant'])('is not that of %s', async (who) => {
    await install();
    const by = who === 'another user' ? await fixture.createUser() : `${user}@acme`;
    expect(await refused({ by })).toEqual([404, 'NOT_FOUND', 'Plugin not found']);
  });

  it('is taken from a disabled install', async () => {
    await install();
    await set(`state = 'disabled'`);
    expect(await refused()).toEqual(denied('disabled'));
  });

  it('is taken from a blocked version, and not from a yanked one', async () => {
    await install();
    const status = (to: string) => set('status = $2', [to], 'plugin_versions');
    try {
      await status('blocked');
      expect(await refused()).toEqual(denied('disabled'));
      await status('yanked');
      expect((await send(await serve())).status).toBe(200);
    } finally {
      await status('published');
    }
  });

  it('goes by the hosts of the catalogue, whatever the install has come to hold', async () => {
    await install();
    await set('manifest = $2', [
      JSON.stringify(manifest('weather', { network: { hosts: ['http://*.example.org'] } })),
    ]);
    expect(await refused({ url: 'http://evil.example.org/' })).toEqual(denied('not one of the hosts'));
    expect((await send(await serve())).status).toBe(200);
  });

  it('does not follow into the network of the server', async () => {
    await install();
    const inside = `http://inside.example.com:${upstream.port}/`;
    upstream.records['inside.example.com'] = ['10.0.0.7'];
    expect(await refused({ url: inside })).toEqual(denied('http://inside.example.com'));
    upstream.answer = (_request, response) => response.writeHead(302, { Location: inside }).end();
    const refusal = await refusalOf(await send(await serve()));
    expect(refusal).toMatchObject({ status: 502, code: 'NETWORK_ERROR', head: null });
    expect(upstream.urls).toEqual(['/']);
  });

  it('is nobody’s where the operator has none', async () => {
    await install();
    const client = await serve(SHELLS[0], serverWith({ network: false }));
    expect(await refused({}, client)).toEqual(denied('The operator has switched the network of plugins off'));
  });
});

describe('bounds', () => {
  it(`are ${LIMITS.fetchesOfUser} requests of a user at once`, async () => {
    await install();
    await install(['network'], user, 'other');
    const responses: ServerResponse[] = [];
    upstream.answer = (_request, response) => responses.push(response);
    const client = await serve();
    const first = Array.from({ length: LIMITS.fetchesOfUser }, (_, index) =>
      send(client, { id: index % 2 ? 'other' : 'weather' }),
    );
    await vi.waitFor(() => expect(responses).toHaveLength(LIMITS.fetchesOfUser), { timeout: 20_000 });
    const one = await send(client);
    expect([one.status, one.headers.get('retry-after')]).toEqual([429, '1']);
    const stranger = await fixture.createUser();
    await install(['network'], stranger);
    const theirs = send(client, { by: stranger });
    await vi.waitFor(() => expect(responses).toHaveLength(LIMITS.fetchesOfUser + 1), { timeout: 20_000 });
    for (const response of responses) response.end('fine');
    for (const answer of await Promise.all([...first, theirs])) expect(await answer.text()).toBe('fine');
    upstream.answer = (_request, response) => response.end('again');
    expect(await (await send(client)).text()).toBe('again');
  });

  it('are given back by refused requests', async () => {
    await install([]);
    const client = await serve();
    for (let times = 0; times <= LIMITS.fetchesOfUser; times++) expect((await send(client)).status).toBe(403);
  });

  it('are counted for each plugin of a user', async () => {
    await install();
    await install(['network'], user, 'other');
    const server = serverWith({ rateLimits: { network: { requests: 2, perMs: 3_600_000 } } });
    const client = await serve(SHELLS[0], server);
    const statuses: number[] = [];
    for (let times = 0; times < 3; times++) statuses.push((await send(client)).status);
    const over = await send(client);
    expect([...statuses, over.status]).toEqual([200, 200, 429, 429]);
    expect(Number(over.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await refusalOf(over)).toMatchObject({ code: 'RATE_LIMITED', head: null });
    expect((await send(client, { id: 'other' })).status).toBe(200);
  });
});

describe('what is kept of a request', () => {
  it('is its origin, counted: no path, no header and no body', async () => {
    await install();
    upstream.records['two.example.com'] = ['127.0.0.1'];
    const client = await serve();
    const two = `http://two.example.com:${upstream.port}`;
    for (const url of [`${upstream.origin}/secret-path?key=secret`, upstream.origin, two])
      expect(
        (await send(client, { url, method: 'POST', headers: [['Authorization', 'secret']], body: 'secret' }))
          .status,
      ).toBe(200);
    expect((await send(client, { url: 'http://evil.example.org/secret' })).status).toBe(403);
    const rows = await fixture.database.query(
      `SELECT detail FROM plugin_audit WHERE user_id = $1 AND action = 'network'`,
      [user],
    );
    expect(rows).toEqual([{ detail: { [upstream.origin]: 2, [two]: 1, denied: 1 } }]);
    await set(`created_at = now() - interval '2 minutes'`, [], 'plugin_audit');
    await send(client);
    const later = await fixture.database.query(
      `SELECT to_jsonb(a)::text AS row, detail FROM plugin_audit a WHERE user_id = $1 AND action = 'network' ORDER BY id`,
      [user],
    );
    expect(later.map(({ detail }) => detail)).toEqual([rows[0]?.detail, { [upstream.origin]: 1 }]);
    expect(JSON.stringify(later)).not.toContain('secret');
  });

  it('are no cookies: not those of the app, the plugin or the upstream', async () => {
    await install();
    let received: unknown;
    upstream.answer = (request, response) => {
      received = request.headers.cookie;
      response.setHeader('Set-Cookie', 'upstream=1');
      response.end();
    };
    const answer = await send(await serve(), {
      own: { cookie: 'session=of-the-app' },
      headers: [['Cookie', 'session=of-the-plugin']],
    });
    expect([received, answer.headers.get('set-cookie')]).toEqual([undefined, null]);
    expect(JSON.stringify(headOf(answer))).not.toContain('upstream=1');
  });
});

describe('the host’s own back end', () => {
  async function backend() {
    const { origin } = await serve();
    return createHttpBackend({
      baseUrl: origin,
      network: true,
      fetch: (url, init) =>
        fetch(url, { ...init, headers: { ...init.headers, authorization: `Bearer ${user}` } } as RequestInit),
    });
  }
  const { signal } = new AbortController();

  it('speaks the same wire', async () => {
    await install();
    const bytes = new Uint8Array(randomBytes(5_000));
    upstream.answer = async (request, response) =>
      response
        .writeHead(201, 'Made', { 'X-Upstream': 'ü' })
        .end(Buffer.concat([Buffer.from(`${request.headers['x-own']} `), ...(await request.toArray())]));
    const request: HostRequest = {
      url: `${upstream.origin}/v1#part`,
      method: 'POST',
      headers: [['X-Own', 'mine']],
      body: bytes,
    };
    const answer = await (await backend()).fetch?.('weather', request, signal);
    expect([answer?.status, answer?.statusText, answer?.url]).toEqual([201, 'Made', `${upstream.origin}/v1`]);
    expect(answer?.headers.get('x-upstream')).toBe('ü');
    const body = Buffer.from((await answer?.arrayBuffer()) ?? new ArrayBuffer(0));
    expect(body.equals(Buffer.concat([Buffer.from('mine '), bytes]))).toBe(true);
  });

  it('gives the plugin the reason of a refusal', async () => {
    await install();
    const request = { url: 'http://evil.example.org/', method: 'GET', headers: [] };
    await expect((await backend()).fetch?.('weather', request, signal)).rejects.toMatchObject({
      code: 'PERMISSION_DENIED',
      message: expect.stringContaining('not one of the hosts'),
    });
  });

  it('takes the request back with its signal', async () => {
    await install();
    const gone = new AbortController();
    const arrived = deferred<ServerResponse>();
    upstream.answer = (_request, response) => arrived.resolve(response);
    const request = { url: upstream.origin, method: 'GET', headers: [] };
    const answer = (await backend()).fetch?.('weather', request, gone.signal);
    const response = await arrived.promise;
    const closed = once(response, 'close');
    gone.abort();
    await expect(answer).rejects.toMatchObject({ code: 'ABORTED' });
    await closed;
  });
});

function readerOf(answer: Response): () => Promise<string | undefined> {
  const reader = answer.body?.getReader();
  return async () => {
    const next = await reader?.read();
    return next?.done ? undefined : Buffer.from(next?.value ?? []).toString();
  };
}

function deferred<T>(): { promise: Promise<T>; resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
