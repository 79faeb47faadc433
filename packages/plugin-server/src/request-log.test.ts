import { describe, expect, it } from 'vitest';
import { listInstalls } from './contract/installs.ts';
import { runtimeDocument } from './contract/platform.ts';
import { getSettings } from './contract/settings.ts';
import { createCore } from './core.ts';
import { HttpError, pluginNotFound } from './http-error.ts';
import type { Logger } from './logger.ts';
import { NO_RATES } from './rate-limits.ts';
import { createRequestLog, type RequestRecord } from './request-log.ts';
import { json } from './response.ts';
import { publicRoute, userRoute } from './route.ts';
import { createTraffic } from './traffic.ts';

type Logged = ['error' | 'info', string, unknown];

/** A core whose one plugin fails as its id says. */
function open(onRequest?: (record: RequestRecord) => void, { withInfo = true } = {}) {
  const logged: Logged[] = [];
  const records: RequestRecord[] = [];
  const logger: Logger = {
    error: (message, details) => logged.push(['error', message, details]),
    ...(withInfo
      ? { info: (message: string, details: unknown) => logged.push(['info', message, details]) }
      : {}),
  };
  const failures: Record<string, unknown> = {
    gone: pluginNotFound(),
    upstream: new HttpError(502, 'NETWORK_ERROR', 'broke off'),
    slow: new HttpError(504, 'DEADLINE_EXCEEDED', 'too slow'),
    busy: new HttpError(503, 'BUSY', 'busy'),
    bug: new TypeError('x is not a function'),
  };
  let time = 0;
  const core = createCore({
    routes: [
      userRoute(listInstalls, () => json(200, {})),
      userRoute(getSettings, ({ param }) => {
        time += 7;
        const failure = failures[param('id')];
        if (failure) throw failure;
        return json(200, {});
      }),
      publicRoute(runtimeDocument, () => json(200, {})),
    ],
    authenticate: ({ headers }) =>
      headers?.['x-user'] ? { userId: String(headers['x-user']), tenantId: 'acme' } : null,
    origins: [],
    rates: NO_RATES,
    traffic: createTraffic(),
    log: createRequestLog(logger, onRequest ?? ((record) => records.push({ ...record })), () => time),
  });
  const ask = (path: string, method = 'GET', headers = {}) =>
    core({ method, path, headers: { 'x-user': 'ada', 'x-request-id': 'r1', ...headers } });
  return { ask, logged, records };
}

describe('onRequest', () => {
  it('gets the pattern of the route, who asked and what became of it', async () => {
    const { ask, records } = open();
    await ask('/secret-plugin/settings?token=secret');
    expect(records).toEqual([
      {
        requestId: 'r1',
        method: 'GET',
        route: '/:id/settings',
        status: 200,
        durationMs: 7,
        userId: 'ada',
        tenantId: 'acme',
      },
    ]);
  });

  it('gets the code of an error', async () => {
    const { ask, records } = open();
    await ask('/gone/settings');
    expect(records).toMatchObject([
      { route: '/:id/settings', status: 404, code: 'NOT_FOUND', userId: 'ada' },
    ]);
    expect(records[0]).not.toHaveProperty('error');
  });

  it('gets requests that no route or no user has, too', async () => {
    const { ask, records } = open();
    await ask('/no/such/path');
    await ask('/runtime');
    await ask('/runtime', 'POST');
    await ask('/', 'GET', { 'x-user': undefined });
    await ask('/%zz/settings');
    const nobody = { userId: null, tenantId: null };
    expect(records).toMatchObject([
      { route: null, status: 404, code: 'NOT_FOUND', ...nobody },
      { route: '/runtime', status: 200, ...nobody },
      { route: null, status: 405, code: 'METHOD_NOT_ALLOWED', ...nobody },
      { route: '/', status: 401, code: 'MISSING_TOKEN', ...nobody },
      { route: null, status: 400, code: 'INVALID_ARGUMENT', ...nobody },
    ]);
  });

  it('is contained when it throws', async () => {
    const thrown = new Error('of the app');
    const { ask, logged } = open(() => {
      throw thrown;
    });
    expect((await ask('/')).status).toBe(200);
    expect(logged).toContainEqual(['error', 'onRequest threw', { error: thrown, requestId: 'r1' }]);
  });
});

describe('the log', () => {
  it('gets each request as info, and what is the server’s own fault as error', async () => {
    const { ask, logged } = open();
    for (const id of ['fine', 'gone', 'bug', 'busy']) await ask(`/${id}/settings`);
    expect(logged.map(([level, message]) => [level, message])).toEqual([
      ['info', 'Plugin request'],
      ['info', 'Plugin request'],
      ['error', 'Plugin request r1 failed: x is not a function'],
      ['info', 'Plugin request'],
    ]);
    expect(logged[2]?.[2]).toMatchObject({
      status: 500,
      code: 'INTERNAL',
      error: { message: 'x is not a function' },
    });
  });

  it.each(['upstream', 'slow'])(
    'takes what an upstream does wrong (%s) for no fault of its own',
    async (id) => {
      const { ask, logged, records } = open();
      const { status } = await ask(`/${id}/settings`);
      expect(logged).toMatchObject([['info', 'Plugin request', { status }]]);
      expect(records[0]).not.toHaveProperty('error');
    },
  );

  it('has nothing to say of requests without an info', async () => {
    const { ask, logged } = open(undefined, { withInfo: false });
    for (const id of ['fine', 'gone', 'upstream']) await ask(`/${id}/settings`);
    expect(logged).toEqual([]);
    await ask('/bug/settings');
    expect(logged).toHaveLength(1);
  });

  it('never holds a path, a header or a body', async () => {
    const { ask, logged, records } = open();
    const secret = { authorization: 'Bearer secret', cookie: 'secret' };
    for (const path of ['/secret/settings?secret', '/secret/secret/secret', '/bug/settings?secret'])
      await ask(path, 'GET', secret);
    expect(JSON.stringify([logged, records])).not.toContain('secret');
  });
});
