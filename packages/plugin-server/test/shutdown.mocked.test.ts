import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, inject, it, vi } from 'vitest';
import { createPluginServer } from '../src/create-plugin-server.ts';
import { drivers, postgres, type TestDatabase } from './support/databases.ts';
import { authenticate, minimalManifest } from './support/fixtures.ts';
import { type HttpServer, serve } from './support/http-server.ts';

vi.mock('../src/limits.ts', async (original) => {
  const { withShortWaits } = await import('./support/short-limits.ts');
  return { LIMITS: withShortWaits((await original<typeof import('../src/limits.ts')>()).LIMITS) };
});

const USER = 'ada';
const install = { method: 'POST', path: '/install', json: { manifest: minimalManifest() } };
const put = (name: string) => ({
  method: 'PUT',
  path: '/color-palette/settings',
  json: { settings: { [name]: 1 } },
});
const ids = [0, 1, 2, 3, 4];

describe('closing a server on PostgreSQL', () => {
  let database: TestDatabase;
  let holder: pg.Client;
  let url: string;
  beforeEach(async () => {
    database = await postgres.create();
    if (!('connectionString' in database.option)) throw new Error('no address');
    url = database.option.connectionString;
    holder = new pg.Client({ connectionString: url, application_name: 'holder' });
    await holder.connect();
  });
  afterEach(async () => {
    await holder.end();
    await database.close();
  });

  /** A server whose writes wait until `letGo`, which are under way when this resolves. */
  async function withWritesUnderWay(options: { shutdownMs?: number } = {}) {
    const server = await serve({ db: database.option, ...options });
    expect((await server.as(USER)(install)).status).toBe(201);
    await holder.query('BEGIN');
    await holder.query('SELECT 1 FROM user_plugins FOR UPDATE');
    const writes = Promise.all(ids.map((id) => server.as(USER)(put(`s${id}`))));
    await vi.waitFor(async () => expect(await waitingForLocks()).toBe(ids.length));
    return { server, writes, letGo: () => holder.query('COMMIT') };
  }
  async function waitingForLocks(): Promise<unknown> {
    const [row] = await database.query(
      `SELECT count(*)::int AS waiting FROM pg_stat_activity
       WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    return row?.waiting;
  }
  /** Connections other than those of the test itself. */
  async function connections(): Promise<unknown> {
    const { rows } = await holder.query(
      `SELECT count(*)::int AS open FROM pg_stat_activity WHERE datname = current_database()
       AND application_name <> 'holder' AND query NOT LIKE '%pg_stat_activity%'`,
    );
    return rows[0].open;
  }

  it('lets requests end, takes no new ones, and leaves no connection', async () => {
    const { server, writes, letGo } = await withWritesUnderWay();
    const closed = server.plugins.close();
    const late = await server.as(USER)({ path: '/' });
    expect([late.status, late.headers['retry-after'], late.headers.connection]).toEqual([503, '1', 'close']);
    expect(JSON.parse(late.text)).toMatchObject({ success: false, code: 'SHUTTING_DOWN' });
    await letGo();
    expect((await writes).map(({ status }) => status)).toEqual(ids.map(() => 200));
    await closed;
    await server.stop();
    await vi.waitFor(async () => expect(await connections()).toBe(0));
    const [row] = await database.query('SELECT settings FROM user_plugins');
    expect(Object.keys(row?.settings as object).sort()).toEqual(ids.map((id) => `s${id}`));
  });

  it('goes with server.close() of node:http, as at SIGTERM', async () => {
    const { server, writes, letGo } = await withWritesUnderWay();
    const stopped = server.stop();
    await letGo();
    expect((await writes).map(({ status }) => status)).toEqual(ids.map(() => 200));
    await stopped;
    await expect(server.as(USER)({ path: '/' })).rejects.toThrow(/ECONNREFUSED/);
  });

  it('does not wait longer than it may: what is left is 503, and nothing of it is stored', async () => {
    const { server, writes, letGo } = await withWritesUnderWay({ shutdownMs: 10 });
    await server.plugins.close();
    for (const { status, text } of await writes)
      expect([status, JSON.parse(text).code]).toEqual([503, 'DATABASE_UNAVAILABLE']);
    await letGo();
    const [row] = await database.query('SELECT settings FROM user_plugins');
    expect(row?.settings).toEqual({});
    await server.stop();
  });

  it('ends a pool whose connections are cut while it ends', async () => {
    const server = await serve({ db: database.option });
    await Promise.all(ids.map(() => server.as(USER)({ path: '/' })));
    const cut = holder.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND pid <> pg_backend_pid() AND application_name <> 'holder'
         AND query NOT LIKE '%pg_stat_activity%'`,
    );
    // An error that nobody hears would end the process.
    await Promise.all([cut, server.plugins.close()]);
    await server.stop();
  });
});

describe('closing a server whose database is away', () => {
  it('answers what is tried again with 503', async () => {
    const errors: string[] = [];
    const server = createPluginServer({
      db: { connectionString: 'postgres://nobody@127.0.0.1:1/none' },
      authenticate,
      logger: { error: (message) => errors.push(message) },
      shutdownMs: 10,
    });
    const ask = () => server.handle({ method: 'GET', path: '/', headers: { authorization: 'Bearer ada' } });
    const waiting = Promise.all(ids.map(ask));
    await server.close();
    for (const { status, headers } of [...(await waiting), await ask()])
      expect([status, typeof headers['retry-after']]).toEqual([503, 'string']);
  });
});

describe('a PGlite that its app has closed', () => {
  it('is 503', async () => {
    const pglite = await PGlite.create({ loadDataDir: new Blob([await readFile(inject('pgliteArchive'))]) });
    const server = await serve({ db: { pglite } });
    await pglite.close();
    const [read, write] = await Promise.all([server.as(USER)({ path: '/' }), server.as(USER)(install)]);
    expect([read.status, write.status]).toEqual([503, 503]);
    await server.stop();
  });
});

describe.each(drivers)('closing a server on $name', (driver) => {
  let database: TestDatabase;
  let server: HttpServer;
  beforeEach(async () => {
    database = await driver.create();
    server = await serve({ db: database.option });
  });
  afterEach(() => database.close());

  it('answers each request that it has taken, and can be done twice', async () => {
    await server.as(USER)(install);
    const requests = ids.map((id) => server.as(USER)(put(`s${id}`)));
    await once(server.http, 'request');
    await Promise.all([server.plugins.close(), server.plugins.close()]);
    const statuses = (await Promise.all(requests)).map(({ status }) => status);
    expect(statuses.filter((status) => status !== 503)).toEqual(statuses.filter((status) => status === 200));
    const [row] = await database.query('SELECT settings FROM user_plugins');
    expect(Object.keys(row?.settings as object)).toHaveLength(
      statuses.filter((status) => status === 200).length,
    );
    await server.stop();
  });
});
