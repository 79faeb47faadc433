import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import { describe, expect, it } from 'vitest';
import { textOf } from '../test/support/fixtures.ts';
import type { Authenticated } from './authenticate.ts';
import { createCore } from './core.ts';
import { NO_RATES } from './rate-limits.ts';
import { createRequestLog } from './request-log.ts';
import { json } from './response.ts';
import type { UserRoute } from './route.ts';
import { createTraffic } from './traffic.ts';

function core(authenticate: () => Authenticated | Promise<Authenticated>, handle?: UserRoute['handle']) {
  const log: string[] = [];
  const run = createCore({
    routes: [
      {
        method: 'GET',
        path: '/',
        operation: 'test',
        summary: 'A test',
        answers: {},
        errors: [],
        access: 'user',
        handle: handle ?? (({ actor }) => json(200, actor)),
      },
    ],
    authenticate,
    origins: [],
    rates: NO_RATES,
    traffic: createTraffic(),
    log: createRequestLog({ error: (message) => log.push(message) }, undefined),
  });
  return {
    log,
    async get() {
      const { status, headers, body } = await run({
        method: 'GET',
        path: '/',
        headers: { 'x-request-id': 'r1' },
      });
      return { status, headers, text: await textOf({ body }) };
    },
  };
}

describe('authenticate', () => {
  it.each([
    [
      { userId: 'u1', tenantId: 't1', roles: ['admin'] },
      { userId: 'u1', tenantId: 't1', roles: ['admin'], requestId: 'r1' },
    ],
    [{ userId: 7 }, { userId: '7', tenantId: '', roles: [], requestId: 'r1' }],
    [{ userId: 9007199254740993n }, { userId: '9007199254740993', tenantId: '', roles: [], requestId: 'r1' }],
  ])('may name a user: %o', async (said, actor) => {
    expect(JSON.parse((await core(() => said).get()).text)).toEqual(actor);
    expect((await core(async () => said).get()).status).toBe(200);
  });

  it.each([null, undefined])('may say %s', async (said) => {
    const { status, text } = await core(() => said).get();
    expect(status).toBe(401);
    expect(JSON.parse(text)).toEqual({
      success: false,
      error: 'Unauthorized',
      message: 'Authentication is required',
      code: 'MISSING_TOKEN',
      status: 401,
      requestId: 'r1',
    });
  });

  it('may answer with a body of its own', async () => {
    const body = { error: 'Unauthorized', message: 'Token expired', code: 'INVALID_TOKEN' };
    const { status, headers, text } = await core(() => ({
      status: 401,
      headers: { 'X-Why': 'old' },
      body,
    })).get();
    expect([status, JSON.parse(text)]).toEqual([401, body]);
    expect(headers).toMatchObject({ 'x-why': 'old', 'content-type': 'application/json; charset=utf-8' });
  });

  it('may answer with text, or with nothing', async () => {
    const headers = { 'Content-Type': 'text/plain' };
    expect(await core(() => ({ status: 403, headers, body: 'No' })).get()).toMatchObject({
      status: 403,
      text: 'No',
    });
    expect(await core(() => ({ status: 403 })).get()).toMatchObject({ status: 403, text: '' });
  });

  it('may answer with a Response', async () => {
    const { status, headers, text } = await core(() => Response.json({ code: 'X' }, { status: 429 })).get();
    expect([status, text]).toEqual([429, '{"code":"X"}']);
    expect(headers['content-type']).toBe('application/json');
  });

  it.each([{ userId: '' }, { userId: undefined }, { userId: null }, { userId: {} }])(
    'must not name nobody: %o',
    async (said) => {
      const { log, get } = core(() => said as unknown as Authenticated);
      expect((await get()).status).toBe(500);
      expect(log).toEqual([expect.stringContaining('authenticate() returned no usable userId')]);
    },
  );

  it('that fails lets nobody in', async () => {
    const { log, get } = core(() => Promise.reject(new Error('session store down: redis://secret')));
    const { status, text } = await get();
    expect(status).toBe(500);
    expect(text).not.toContain('redis');
    expect(log[0]).toContain('redis');
  });
});

describe('failures', () => {
  const failing = (error: unknown) =>
    core(
      () => ({ userId: 'u1' }),
      () => {
        throw error;
      },
    );
  const coded = (code: string) => Object.assign(new Error('inner detail'), { code });

  it.each([
    new Error('inner detail'),
    'inner detail',
    null,
    coded('42P01'),
    new PluginError('INTERNAL', 'inner detail'),
  ])('that nobody expected are 500 and say nothing: %s', async (error) => {
    const { log, get } = failing(error);
    const { status, text } = await get();
    expect([status, JSON.parse(text).error]).toEqual([500, 'Internal server error']);
    expect(text).not.toContain('detail');
    expect(log).toHaveLength(1);
  });

  it.each([
    coded('ECONNREFUSED'),
    coded('ECONNRESET'),
    coded('57P01'),
    coded('53300'),
    coded('08006'),
    coded('40P01'),
    new Error('Connection terminated unexpectedly'),
    new Error('timeout exceeded when trying to connect'),
    new PluginError('DATABASE_UNAVAILABLE', 'inner detail'),
  ])('of the database are 503: %s', async (error) => {
    const { status, headers, text } = await failing(error).get();
    expect([status, headers['retry-after']]).toEqual([503, '2']);
    expect(text).not.toContain('detail');
  });
});
