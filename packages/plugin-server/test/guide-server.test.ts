import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import type { AddressInfo, Server } from 'node:net';
import { RESERVED_PLUGIN_IDS } from '@fluxstudio/plugin-protocol/ids';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createPluginServer, type PluginServer } from '../src/create-plugin-server.ts';
import { DEFAULT_EVENT_OPTIONS } from '../src/events/event-options.ts';
import { LIMITS } from '../src/limits.ts';
import { FETCH_LIMITS } from '../src/network/limits.ts';
import type { PluginServerOptions } from '../src/options.ts';
import { DEFAULT_RATE_LIMITS } from '../src/rate-limits.ts';
import { drivers, postgres, type TestDatabase } from './support/databases.ts';
import { minimalManifest } from './support/fixtures.ts';
import { codeOf, figureOf, type Guide, readGuide, tableOf } from './support/guide.ts';
import { createPluginsFolder, type PluginsFolder } from './support/plugins-folder.ts';

// The code and the tables of docs/server.md, as they stand there.

const [driver] = drivers;
if (!driver) throw new Error('no driver');
const create = driver.create;

/** What imports of blocks get where it is not the package itself. */
const SOURCES: Readonly<Record<string, () => Promise<object>>> = {
  '@fluxstudio/plugin-server': async () => ({ createPluginServer: createNoted }),
  '@fluxstudio/plugin-server/node': () => import('../src/adapters/node.ts'),
  '@fluxstudio/plugin-server/express': () => import('../src/adapters/express.ts'),
  '@fluxstudio/plugin-server/fastify': () => import('../src/adapters/fastify.ts'),
  '@fluxstudio/plugin-server/hono': () => import('../src/adapters/hono.ts'),
  '@fluxstudio/plugin-server/koa': () => import('../src/adapters/koa.ts'),
  '@fluxstudio/plugin-server/next': () => import('../src/adapters/next.ts'),
};
const load = (specifier: string): Promise<unknown> => SOURCES[specifier]?.() ?? import(specifier);

let guide: Guide;
let folder: PluginsFolder;
let database: TestDatabase;
/** Options of the servers that blocks have created. */
const created: PluginServerOptions[] = [];
const ends: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  guide = await readGuide('server.md', load);
  folder = await createPluginsFolder();
  await folder.add({ id: 'color-palette' });
});
beforeEach(async () => {
  database = await create();
});
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
  await database.close();
});
afterAll(async () => {
  await folder.remove();
  expect(guide.unused()).toEqual([]);
});

/** The server of a block, whose directory of plugins is the test's, and which ends with the test. */
function createNoted(options: PluginServerOptions): PluginServer {
  created.push(options);
  const server = createPluginServer({ logger: { error: () => undefined }, ...options });
  ends.push(() => server.close());
  return {
    ...server,
    seedMarketplace: (_directory, seed) => server.seedMarketplace(folder.path, seed),
  };
}

/** `Bearer <user>`, as the app of the guide takes it. */
const userOf = (authorization?: string) => {
  const userId = authorization?.replace(/^Bearer /, '');
  return userId ? { userId } : null;
};
const authenticate: PluginServerOptions['authenticate'] = ({ headers }) =>
  userOf(headers?.authorization?.toString());

const PAGE = '<h1>A page</h1>';
const page = (_request: unknown, response: { end(text: string): void }) => response.end(PAGE);

async function originOf(server: Server): Promise<string> {
  if (!server.listening) await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

interface HttpServer extends Server {
  closeAllConnections(): void;
}

function endWithTest(server: HttpServer): void {
  ends.push(async () => {
    server.closeAllConnections();
    if (server.listening) await new Promise((resolve) => server.close(resolve));
  });
}

/** A server without HTTP, and somebody who uses it. */
async function open(options: Partial<PluginServerOptions> = {}) {
  const server = createNoted({ db: database.option, authenticate, ...options });
  await server.migrate();
  return { server, call: caller(server) };
}
const caller =
  (server: PluginServer, user = 'ada') =>
  async (method: string, path: string, body?: unknown, headers = {}) => {
    const answer = await server.handle({
      method,
      path,
      body,
      headers: { authorization: `Bearer ${user}`, ...headers },
    });
    return { ...answer, json: JSON.parse(String(answer.body)) };
  };

describe('the mounts of docs/server.md', () => {
  const html = PAGE;
  async function expectMounted(server: HttpServer, isSeeded = false): Promise<void> {
    endWithTest(server);
    const origin = await originOf(server);
    const get = (path: string, headers = {}) => fetch(origin + path, { headers });
    const user = { authorization: 'Bearer ada' };
    expect((await get('/api/plugins')).status).toBe(401);
    expect(await (await get('/api/plugins', user)).json()).toEqual({ success: true, plugins: [] });
    const found = await (await get('/api/plugins/marketplace', user)).json();
    expect(found.total).toBe(isSeeded ? 1 : 0);
    const navigation = { accept: 'text/html' };
    expect((await get('/api/plugins/runtime', navigation)).headers.get('content-security-policy')).toMatch(
      /^sandbox/,
    );
    expect(await (await get(isSeeded ? '/api/plugins' : '/plugins', navigation)).text()).toContain(PAGE);
    const installed = await fetch(`${origin}/api/plugins/install`, {
      method: 'POST',
      headers: { ...user, 'content-type': 'application/json' },
      body: JSON.stringify({ manifest: minimalManifest() }),
    });
    expect(installed.status).toBe(201);
  }

  it('express: the first block, on PostgreSQL', async () => {
    const real = await postgres.create();
    ends.push(() => real.close());
    if (!('connectionString' in real.option)) throw new Error('no address');
    const process = { env: { DATABASE_URL: real.option.connectionString } };
    const signIn = (
      req: { headers: Record<string, string>; user?: object },
      _res: object,
      next: () => void,
    ) => {
      const id = userOf(req.headers.authorization)?.userId;
      if (id) req.user = { id };
      next();
    };
    const { server } = await guide.run('express', { process, signIn, routes: page, port: 0 }, ['server']);
    await expectMounted(server, true);
  });

  it('commonjs', async () => {
    const modules = new Map<string, unknown>();
    for (const name of ['@fluxstudio/plugin-server', '@fluxstudio/plugin-server/express'])
      modules.set(name, await load(name));
    const names = ['createPluginServer', 'expressPlugins'];
    const required = await guide.run('commonjs', { require: (name: string) => modules.get(name) }, names);
    expect(names.map((name) => typeof required[name])).toEqual(['function', 'function']);
  });

  it.each(['node', 'fastify', 'hono', 'koa'])('%s', async (block) => {
    await createNoted({ db: database.option, authenticate }).migrate();
    const values = { db: database.option, userOf, page, html, port: 0 };
    const { server } = await guide.run(block, values, ['server']);
    await expectMounted(server);
  });

  it('next', async () => {
    const { server } = await open();
    const { GET, POST } = await guide.run('next', { plugins: server }, ['GET', 'POST']);
    const url = 'http://app.example/api/plugins';
    const headers = { authorization: 'Bearer ada', 'content-type': 'application/json' };
    const body = JSON.stringify({ manifest: minimalManifest() });
    expect((await GET(new Request(url))).status).toBe(401);
    expect((await POST(new Request(`${url}/install`, { method: 'POST', headers, body }))).status).toBe(201);
    expect((await (await GET(new Request(url, { headers }))).json()).plugins).toHaveLength(1);
  });
});

describe('the other code of docs/server.md', () => {
  /** Runs a block around an Express app that listens. */
  async function serve(block: string, values: object): Promise<string> {
    const { default: express } = await import('express');
    const { expressPlugins } = await import('../src/adapters/express.ts');
    const app = express();
    const common = {
      db: database.option,
      authenticate,
      createPluginServer: createNoted,
      app,
      expressPlugins,
    };
    await createNoted({ db: database.option, authenticate }).migrate();
    await guide.run(block, { ...common, ...values });
    const server = app.listen(0, '127.0.0.1');
    endWithTest(server);
    return originOf(server);
  }

  it('authenticate: answers of its own, and tenants', async () => {
    const sessions = new Map([
      ['a', { userId: 'ada', workspace: 'acme', roles: [] }],
      ['b', { userId: 'ada', workspace: 'globex', roles: [] }],
    ]);
    const values = {
      db: database.option,
      createPluginServer: createNoted,
      sessionOf: async (cookie?: string) => sessions.get(cookie ?? ''),
    };
    const { plugins } = await guide.run('authenticate', values, ['plugins']);
    await plugins.migrate();
    const ask = async (cookie: string | undefined, method: string, path: string, body?: unknown) => {
      const native = { headers: { cookie } };
      const answer = await plugins.handle({ method, path, body, native });
      return { status: answer.status, json: JSON.parse(String(answer.body)) };
    };
    expect(await ask(undefined, 'GET', '/')).toEqual({
      status: 401,
      json: { error: 'Unauthorized', code: 'SESSION_ENDED' },
    });
    expect((await ask('a', 'POST', '/install', { manifest: minimalManifest() })).status).toBe(201);
    expect((await ask('a', 'GET', '/')).json.plugins).toHaveLength(1);
    expect((await ask('b', 'GET', '/')).json.plugins).toEqual([]);
  });

  it('installs for nobody who is not in the table of users', async () => {
    await database.query('CREATE TABLE users (id VARCHAR(64) PRIMARY KEY)');
    const { call } = await open();
    expect((await call('POST', '/install', { manifest: minimalManifest() })).json).toMatchObject({
      status: 401,
      code: 'INVALID_TOKEN',
    });
    expect((await call('GET', '/')).json).toEqual({ success: true, plugins: [] });
    expect((await call('POST', '/color-palette/activate')).status).toBe(404);
  });

  it('cors: a page at another origin reads and writes, no other one does', async () => {
    const origin = await serve('cors', {});
    const page = 'https://app.example.com';
    const preflight = await fetch(`${origin}/api/plugins/install`, {
      method: 'OPTIONS',
      headers: { origin: page },
    });
    const allowed = preflight.headers.get('access-control-allow-headers') ?? '';
    expect([preflight.status, preflight.headers.get('access-control-allow-origin')]).toEqual([204, page]);
    // What the server reads of a request, and what a caller reads of an answer.
    const document = await openapi();
    for (const name of document.headers) expect(allowed).toContain(name);
    const answer = await fetch(`${origin}/api/plugins`, {
      headers: { origin: page, authorization: 'Bearer ada' },
    });
    const exposed = answer.headers.get('access-control-expose-headers') ?? '';
    for (const name of ['ETag', 'X-Request-Id', 'Retry-After', 'X-Plugin-Response'])
      expect(exposed).toContain(name);
    // With a cookie in the place of the token, as a browser sends it.
    const authorization = 'ada';
    const change = (from: string) =>
      fetch(`${origin}/api/plugins/install`, {
        method: 'POST',
        headers: {
          origin: from,
          authorization,
          'sec-fetch-site': 'cross-site',
          'content-type': 'application/json',
        },
        body: JSON.stringify({ manifest: minimalManifest() }),
      });
    expect([(await change('https://evil.example')).status, (await change(page)).status]).toEqual([403, 201]);
    const frame = await fetch(`${origin}/api/plugins/runtime`);
    expect(frame.headers.get('content-security-policy')).toContain(`frame-ancestors ${page}`);
  });

  it('erase', async () => {
    const { server, call } = await open();
    await call('POST', '/install', { manifest: minimalManifest() });
    await guide.run('erase', { plugins: server, userId: 'ada' });
    expect((await call('GET', '/')).json.plugins).toEqual([]);
    const actions = await database.query('SELECT user_id, action FROM plugin_audit ORDER BY id');
    expect(actions).toEqual(['install', 'erase'].map((action) => ({ user_id: 'ada', action })));
  });

  it('trigrams', async () => {
    await open();
    const [answer] = await database.query(guide.read('trigrams'));
    expect(typeof answer?.plugin_use_trigrams).toBe('boolean');
  });

  it('tenants: rows of before get theirs', async () => {
    const { server, call } = await open();
    await call('POST', '/install', { manifest: minimalManifest() });
    await database.query('CREATE TABLE memberships (user_id TEXT, workspace_id TEXT)');
    await database.query(`INSERT INTO memberships VALUES ('ada', 'acme')`);
    await database.query(guide.read('tenants'));
    const inTenant = createNoted({
      db: database.option,
      authenticate: () => ({ userId: 'ada', tenantId: 'acme' }),
    });
    expect((await caller(inTenant)('GET', '/')).json.plugins).toHaveLength(1);
    expect((await caller(server)('GET', '/')).json.plugins).toEqual([]);
  });

  it('seed, and withdraw', async () => {
    const { server, call } = await open();
    const { published } = await guide.run('seed', { plugins: server }, ['published', 'unchanged']);
    expect(published).toEqual(['color-palette@1.0.0']);
    const [entry] = (await call('GET', '/marketplace')).json.plugins;
    expect(entry).toMatchObject({ featured: true, verified: true, screenshots: ['/shots/palette.png'] });
    await database.query(guide.read('withdraw'));
    expect((await call('POST', '/install', { manifest: minimalManifest() })).json.code).toBe(
      'VERSION_WITHDRAWN',
    );
  });

  it('disable: with a reason, which an uninstall does not lift', async () => {
    const { call } = await open();
    const install = () => call('POST', '/install', { manifest: minimalManifest() });
    await install();
    await database.query(guide.read('disable').replace(`user_id = '1'`, `user_id = 'ada'`));
    const message = 'Not approved in this organisation.';
    expect((await call('GET', '/')).json.plugins).toMatchObject([
      { state: 'disabled', fault: { code: 'POLICY', message } },
    ]);
    await call('DELETE', '/color-palette');
    expect((await install()).json).toMatchObject({
      code: 'PLUGIN_DISABLED',
      error: expect.stringContaining(message),
    });
  });

  it('network: refuses other private addresses than it allows', async () => {
    const values = { db: database.option, authenticate, createPluginServer: createNoted };
    const { plugins } = await guide.run('network', values, ['plugins']);
    const given = created.at(-1)?.network;
    expect(Object.keys(FETCH_LIMITS)).toEqual(
      expect.arrayContaining(Object.keys((given ? given.limits : undefined) ?? {})),
    );
    await plugins.migrate();
    await folder.add({ id: 'reader', permissions: ['network'], network: { hosts: ['*', 'http://*'] } });
    await plugins.seedMarketplace();
    const call = caller(plugins);
    const { manifest } = (await call('GET', '/marketplace/reader')).json.plugin;
    await call('POST', '/install', { manifest, permissions: ['network'] });
    const body = Buffer.from('{"url":"https://10.9.9.9/","method":"GET","headers":[]}\n');
    const denied = await call('POST', '/reader/fetch', body, { 'content-type': 'application/octet-stream' });
    expect(denied.json).toMatchObject({
      code: 'PERMISSION_DENIED',
      error: expect.stringContaining('private'),
    });
  });

  it('pool', async () => {
    const real = await postgres.create();
    ends.push(() => real.close());
    if (!('connectionString' in real.option)) throw new Error('no address');
    const process = { env: { DATABASE_URL: real.option.connectionString } };
    const values = { process, authenticate, createPluginServer: createNoted };
    const { plugins, pool } = await guide.run('pool', values, ['plugins', 'pool']);
    expect(pool).toBeInstanceOf(pg.Pool);
    ends.unshift(() => pool.end());
    await plugins.migrate();
    expect((await caller(plugins)('GET', '/')).status).toBe(200);
    const { rows } = await pool.query(
      `SELECT current_setting('statement_timeout') AS statement, current_setting('lock_timeout') AS lock`,
    );
    expect(rows).toEqual([{ statement: `${LIMITS.statementMs / 1000}s`, lock: `${LIMITS.lockMs / 1000}s` }]);
  });

  it('logger: a record has what the page says, and nothing else', async () => {
    const records: object[] = [];
    const note = (details: object) => records.push(details);
    const log = { error: note, warn: note, info: note };
    const values = { db: database.option, authenticate, createPluginServer: createNoted, log };
    const { plugins } = await guide.run('logger', values, ['plugins']);
    await plugins.migrate();
    const call = caller(plugins);
    await call('POST', '/install', { manifest: minimalManifest('secret-name') });
    await call(
      'PUT',
      '/nobody/settings?token=secret',
      { settings: { password: 'secret' } },
      { cookie: 'secret' },
    );
    const [sentence = ''] = guide.text.match(/^A record has [\s\S]*?\./m) ?? [];
    expect(records.length).toBe(2);
    for (const record of records)
      expect(codeOf(sentence)).toEqual(expect.arrayContaining(Object.keys(record)));
    expect(records[1]).toMatchObject({
      route: '/:id/settings',
      status: 404,
      code: 'NOT_FOUND',
      userId: 'ada',
    });
    expect(JSON.stringify(records)).not.toContain('secret');
  });

  it('metrics', async () => {
    const origin = await serve('metrics', {});
    const headers = { authorization: 'Bearer ada' };
    for (const path of ['', '/no-such-plugin/settings', '/other/settings'])
      await fetch(`${origin}/api/plugins${path}`, { headers });
    const lines = (await (await fetch(`${origin}/metrics`)).text()).split('\n');
    expect(lines).toContain('plugin_request_seconds_count{method="GET",route="/",status="200"} 1');
    expect(lines).toContain(
      'plugin_request_seconds_count{method="GET",route="/:id/settings",status="404"} 2',
    );
  });

  it('rates', async () => {
    const values = { db: database.option, authenticate, createPluginServer: createNoted };
    const { plugins } = await guide.run('rates', values, ['plugins']);
    await plugins.migrate();
    const call = caller(plugins);
    const limit = created.at(-1)?.rateLimits;
    const { requests = 0 } = (limit ? limit.search : undefined) ?? {};
    // Twice as many as there may be, at once.
    const searches = Array.from({ length: 2 * requests }, () => call('GET', '/marketplace'));
    const statuses = (await Promise.all(searches)).map(({ status }) => status);
    expect(requests).toBeLessThan(DEFAULT_RATE_LIMITS.search.requests);
    expect(new Set(statuses)).toEqual(new Set([200, 429]));
    expect((await call('GET', '/')).status).toBe(200);
  });

  it('shutdown: ends a stream that is open, says so to probes, and cuts nothing', async () => {
    const { server: plugins, call } = await open();
    const { createServer } = await import('node:http');
    const server = createServer((req, res) => {
      if (req.url !== '/of-the-app') plugins.node(req, res);
    }).listen(0, '127.0.0.1');
    const origin = await originOf(server);
    const taken = once(server, 'request');
    const ofTheApp = fetch(`${origin}/of-the-app`);
    const [, response] = await taken;
    const stream = await fetch(`${origin}/events`, { headers: { authorization: 'Bearer ada' } });
    let onSignal: (() => Promise<void>) | undefined;
    const process = {
      once: (signal: string, listener: () => Promise<void>) => {
        if (signal === 'SIGTERM') onSignal = listener;
      },
    };
    await guide.run('shutdown', { process, server, plugins });
    const closed = once(server, 'close');
    const stopped = onSignal?.();
    expect((await call('GET', '/health')).status).toBe(503);
    expect(await stream.text()).toContain(': the server is closing: come back');
    await stopped;
    response.end(PAGE);
    expect(await (await ofTheApp).text()).toBe(PAGE);
    await closed;
  });

  it('prune-audit', async () => {
    const { call } = await open();
    await call('POST', '/install', { manifest: minimalManifest() });
    await database.query(`UPDATE plugin_audit SET created_at = now() - interval '2 years'`);
    await call('POST', '/color-palette/activate');
    await database.query(guide.read('prune-audit'));
    expect(await database.query('SELECT action FROM plugin_audit')).toEqual([{ action: 'activate' }]);
  });
});

/** Operations as `GET /:id`, and the headers that are parameters. */
async function openapi() {
  const server = createNoted({ db: { directory: 'never-opened' }, authenticate });
  const { paths } = (await caller(server)('GET', '/openapi.json')).json;
  const operations: string[] = [];
  const headers = new Set<string>();
  for (const [path, methods] of Object.entries<
    Record<string, { parameters?: { in: string; name: string }[] }>
  >(paths))
    for (const [method, { parameters = [] }] of Object.entries(methods)) {
      operations.push(`${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`);
      for (const { in: place, name } of parameters) if (place === 'header') headers.add(name);
    }
  return { operations, headers };
}

describe('the tables of docs/server.md', () => {
  const rowsOf = (heading: string) => tableOf(guide.text, heading);
  const figures = (heading: string) =>
    Object.fromEntries(rowsOf(heading).map(([name, figure]) => [codeOf(name)[0], figureOf(figure)]));

  it('have every route', async () => {
    const { operations } = await openapi();
    expect(
      rowsOf('| Route |')
        .flatMap(([route]) => codeOf(route))
        .sort(),
    ).toEqual(operations.sort());
  });

  it('have every code of an error, with its status', async () => {
    const named = new Map<string, string[]>();
    for (const [status = '', codes] of rowsOf('| Status |'))
      for (const code of codeOf(codes)) named.set(code, [...(named.get(code) ?? []), status]);
    const thrown = await errorsOfSource();
    for (const { code, status } of thrown)
      expect([code, named.get(code) ?? []]).toEqual([
        code,
        status ? expect.arrayContaining([status]) : expect.anything(),
      ]);
    expect([...named.keys()].sort()).toEqual([...new Set(thrown.map(({ code }) => code))].sort());
  });

  it.each([
    ['| Limit |', LIMITS],
    ['| Option of `events` |', DEFAULT_EVENT_OPTIONS],
    ['| `network.limits` |', FETCH_LIMITS],
    [
      '| `rateLimits` |',
      Object.fromEntries(Object.entries(DEFAULT_RATE_LIMITS).map(([name, { requests }]) => [name, requests])),
    ],
  ])('%s has every figure', (heading, source) => {
    expect(figures(heading)).toEqual(source);
  });

  it('and its list of reserved ids has every one', () => {
    const [, list] = /^- \*\*Ids\*\*[\s\S]*?`INVALID_MANIFEST`:([\s\S]*?)\.$/m.exec(guide.text) ?? [];
    expect(codeOf(list)).toEqual([...RESERVED_PLUGIN_IDS]);
  });

  it('counts rate limits in minutes', () => {
    expect(Object.values(DEFAULT_RATE_LIMITS).every(({ perMs }) => perMs === 60_000)).toBe(true);
  });
});

it('uses options that there are, here and in the README', async () => {
  const source = await readFile(new URL('../src/options.ts', import.meta.url), 'utf8');
  const [, body = ''] = /interface PluginServerOptions \{([\s\S]*?)^\}/m.exec(source) ?? [];
  const options = [...body.matchAll(/^ {2}(\w+)\??[:(]/gm)].map(([, name]) => name);
  expect(options.length).toBeGreaterThan(10);
  for (const used of created) expect(options).toEqual(expect.arrayContaining(Object.keys(used)));
  const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8');
  const names = tableOf(readme, '| Option ').map(([name]) => codeOf(name)[0]?.replace(/\W.*/, ''));
  expect([...new Set(names)].sort()).toEqual(options.sort());
  const { operations } = await openapi();
  expect(
    tableOf(readme, '| Route ')
      .flatMap(([route]) => codeOf(route))
      .sort(),
  ).toEqual(operations.sort());
});

/** Codes of errors that are answers, with their status where it stands beside them. */
async function errorsOfSource(): Promise<{ code: string; status?: string }[]> {
  const root = new URL('../src/', import.meta.url);
  const files = await readdir(root, { recursive: true });
  const sources = files.filter((name) => name.endsWith('.ts') && !/\.test\.ts$|test-/.test(name));
  const found: { code: string; status?: string }[] = [];
  const call =
    /\b(?:HttpError|badRequest|badField|unauthorized|busy)\(\s*(?:(\d{3}),\s*)?'([A-Z]+(?:_[A-Z]+)*)'/g;
  for (const name of sources) {
    const text = await readFile(new URL(name, root), 'utf8');
    for (const [, status, code = ''] of text.matchAll(call))
      found.push({ code, ...(status ? { status } : {}) });
    for (const [, code = ''] of text.matchAll(/HttpError\(status, '([A-Z_]+)'/g)) found.push({ code });
  }
  return found;
}
