import type { IncomingMessage } from 'node:http';
import express from 'express';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { expressPlugins } from '../src/adapters/express.ts';
import { createPluginServer } from '../src/create-plugin-server.ts';
import { drivers } from './support/databases.ts';
import { createFixture, type Fixture, minimalManifest } from './support/fixtures.ts';
import { listen } from './support/transports.ts';

const [driver] = drivers;
if (!driver) throw new Error('no driver');

type Listening = Awaited<ReturnType<typeof listen>>;

let fixture: Fixture;
let user: string;
const open: Listening[] = [];
beforeAll(async () => {
  fixture = await createFixture(driver);
});
afterAll(() => fixture.close());
beforeEach(async () => {
  user = await fixture.createUser();
});
afterEach(async () => {
  vi.useRealTimers();
  for (const client of open.splice(0)) await client.close();
});

async function serve(...parameters: Parameters<typeof listen>): Promise<Listening> {
  const client = await listen(...parameters);
  open.push(client);
  return client;
}

const installation = { manifest: minimalManifest() };

describe('mounts', () => {
  const withBase = () =>
    createPluginServer({
      db: fixture.database.option,
      authenticate: (request) => ({ userId: String(request.headers?.authorization).slice(7) }),
      basePath: ['/api/plugins', '/plugins'],
    });

  it('are stripped in node:http', async () => {
    const { call } = await serve(withBase().node);
    expect((await call('POST', '/api/plugins/install', { user, body: installation })).status).toBe(201);
    for (const path of ['/plugins', '/plugins/', '/plugins?x=1', '/api/plugins/marketplace?page=1']) {
      expect([path, (await call('GET', path, { user })).status]).toEqual([path, 200]);
    }
    for (const path of ['/', '/install', '/pluginsx', '/api', '/api/pluginsx/marketplace', '//plugins']) {
      expect([path, (await call('GET', path, { user })).status]).toEqual([path, 404]);
    }
  });

  it('are stripped in fetch', async () => {
    const server = withBase();
    const get = async (path: string) => {
      const request = new Request(`http://test.invalid${path}`, {
        headers: { authorization: `Bearer ${user}` },
      });
      return (await server.fetch(request)).status;
    };
    expect(await get('/api/plugins')).toBe(200);
    expect(await get('/plugins/marketplace?limit=3')).toBe(200);
    expect(await get('/')).toBe(404);
    expect(await get('/other')).toBe(404);
  });

  it('are left to Express where Express has stripped them', async () => {
    const { call } = await serve(express().use('/plugins', expressPlugins(withBase())));
    expect((await call('GET', '/plugins', { user })).status).toBe(200);
  });

  it('outside of them belongs to whoever comes next', async () => {
    const server = withBase();
    const { call } = await serve((req, res) => server.node(req, res, () => res.writeHead(204).end()));
    expect((await call('GET', '/other', { user })).status).toBe(204);
    expect((await call('POST', '/other', { user })).status).toBe(204);
    expect((await call('GET', '/plugins', { user })).status).toBe(200);
  });

  it.each(['plugins', '/', '/plugins/', ''])('cannot be %j', (basePath) => {
    expect(() => createPluginServer({ db: { directory: 'x' }, authenticate: () => null, basePath })).toThrow(
      /basePath/,
    );
  });
});

describe('page navigations', () => {
  const browser = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };
  const page = (_req: unknown, res: express.Response) => res.type('html').send('<h1>Plugins</h1>');

  it.each(['/plugins', '/api/plugins'])('of %s go to the app, calls do not', async (base) => {
    const app = express().use(base, expressPlugins(fixture.server)).get('/{*path}', page);
    const { call } = await serve(app);
    for (const path of ['', '/', '/color-palette', '/marketplace?page=2']) {
      const { status, text } = await call('GET', base + path, { headers: browser });
      expect([status, text]).toEqual([200, '<h1>Plugins</h1>']);
    }
    expect((await call('GET', base, { user, headers: { accept: 'application/json' } })).json.success).toBe(
      true,
    );
    expect((await call('GET', `${base}/no/such`, { user, headers: { accept: '*/*' } })).status).toBe(404);
    expect((await call('POST', `${base}/install`, { headers: browser, body: installation })).status).toBe(
      401,
    );
  });

  it('of the sandbox frame are ours', async () => {
    const { call } = await serve(
      express().use('/plugins', expressPlugins(fixture.server)).get('/{*path}', page),
    );
    const { status, headers } = await call('GET', '/plugins/runtime?v=1', { headers: browser });
    expect(status).toBe(200);
    expect(headers.get('content-security-policy')).toContain('sandbox allow-scripts');
  });

  it('get JSON where there is no app to go to', async () => {
    const { call } = await serve(fixture.server.node);
    expect((await call('GET', '/no/such', { headers: browser })).json.code).toBe('NOT_FOUND');
  });
});

describe('Express', () => {
  it('overrides the policy another middleware set for the app', async () => {
    const app = express().use((_req, res, next) => {
      res.setHeader('Content-Security-Policy', "default-src 'self'");
      next();
    });
    const { call } = await serve(app.use('/plugins', expressPlugins(fixture.server)));
    const { headers } = await call('GET', '/plugins/runtime');
    expect(headers.get('content-security-policy')).not.toContain("default-src 'self'");
  });

  it('hands its own request to authenticate', async () => {
    const server = createPluginServer({
      db: fixture.database.option,
      authenticate: (_request, native: IncomingMessage & { user?: { id: string } }) =>
        native.user ? { userId: native.user.id } : null,
    });
    const app = express().use((req, _res, next) => {
      Object.assign(req, { user: { id: req.get('x-user') } });
      next();
    });
    const { call } = await serve(app.use('/plugins', expressPlugins(server)));
    expect((await call('GET', '/plugins', { headers: { 'x-user': user } })).status).toBe(200);
  });

  it.each([
    ['express.text()', express.text({ type: '*/*' })],
    ['express.raw()', express.raw({ type: '*/*' })],
    ['a parser of other types', express.urlencoded({ extended: true })],
    [
      'what leaves an empty object, as Express 4 does',
      (req: express.Request, _res: unknown, next: () => void) => {
        req.body = {};
        next();
      },
    ],
  ])('survives %s', async (_what, middleware) => {
    const { call } = await serve(express().use(middleware).use('/plugins', expressPlugins(fixture.server)));
    expect((await call('POST', '/plugins/install', { user, body: installation })).status).toBe(201);
    expect((await call('POST', '/plugins/install', { user, raw: '{' })).status).toBe(400);
  });

  it('does not wait for a body that somebody else has taken', async () => {
    const app = express().use(async (req, _res, next) => {
      for await (const _ of req);
      next();
    });
    const { call } = await serve(app.use('/plugins', expressPlugins(fixture.server)));
    const { status, json } = await call('POST', '/plugins/install', { user, body: installation });
    expect([status, json.field]).toEqual([400, 'manifest']);
  });

  it('takes no form for JSON', async () => {
    const app = express()
      .use(express.urlencoded({ extended: true }))
      .use('/plugins', expressPlugins(fixture.server));
    const { call } = await serve(app);
    const { status } = await call('POST', '/plugins/install', {
      user,
      raw: 'manifest[id]=evil&manifest[name]=x&manifest[version]=1.0.0&manifest[main]=x',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect(status).toBe(415);
  });

  it('keeps what the app says its answers depend on', async () => {
    const app = express().use((_req, res, next) => {
      res.vary('Origin');
      next();
    });
    const { call } = await serve(app.use('/plugins', expressPlugins(fixture.server)), '/plugins');
    const { headers } = await call('GET', '/', { user });
    expect(headers.get('vary')).toBe('Origin, authorization, cookie');
  });

  it('answers a parser that refuses in JSON, and leaves other errors alone', async () => {
    const app = express()
      .use(express.json({ limit: 1000 }))
      .use('/plugins', (req, _res, next) => {
        next(req.headers['x-fail'] ? new Error('of the app') : undefined);
      });
    app.use('/plugins', expressPlugins(fixture.server));
    app.use((error: Error, _req: unknown, res: express.Response, _next: unknown) =>
      res.status(500).send(error.message),
    );
    const { call } = await serve(app);
    const large = await call('POST', '/plugins/install', { user, body: { manifest: 'x'.repeat(2000) } });
    expect([large.status, large.json]).toEqual([
      413,
      {
        success: false,
        error: 'The body is too large',
        code: 'PAYLOAD_TOO_LARGE',
        status: 413,
        requestId: large.headers.get('x-request-id'),
      },
    ]);
    expect(large.json.requestId).toMatch(/^[0-9a-f-]{36}$/);
    const charset = { 'content-type': 'application/json; charset=klingon' };
    const strange = await call('POST', '/plugins/install', { user, body: {}, headers: charset });
    expect([strange.status, strange.json.code]).toEqual([415, 'INVALID_ARGUMENT']);
    const failing = await call('GET', '/plugins', { user, headers: { 'x-fail': '1' } });
    expect([failing.status, failing.text]).toEqual([500, 'of the app']);
  });
});
