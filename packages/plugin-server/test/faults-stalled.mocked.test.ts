import { once } from 'node:events';
import { connect } from 'node:net';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { createPostgres, type TestDatabase } from './support/databases.ts';
import { minimalManifest } from './support/fixtures.ts';
import { type HttpServer, serve } from './support/http-server.ts';
import { type Cluster, startCluster } from './support/postgres-cluster.ts';
import type { WireAnswer } from './support/wire-request.ts';

// A PostgreSQL that does not answer, has no connection left or holds what is asked for: requests wait, or are told to come again, and all
// is well afterwards.

vi.mock('../src/limits.ts', async (original) => {
  const { withShortWaits } = await import('./support/short-limits.ts');
  return { LIMITS: withShortWaits((await original<typeof import('../src/limits.ts')>()).LIMITS) };
});

const USER = 'ada';
let cluster: Cluster;
let database: TestDatabase;
let url: string;
beforeAll(async () => {
  cluster = await startCluster();
  database = await createPostgres(cluster.url);
  if (!('connectionString' in database.option)) throw new Error('no address');
  url = database.option.connectionString;
});
afterAll(async () => {
  await database.close();
  await cluster.stop();
});

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

async function start(db: Parameters<typeof serve>[0]['db'] = { connectionString: url }): Promise<HttpServer> {
  const server = await serve({ db });
  open.push(server.stop);
  await server.as(USER)({ method: 'DELETE', path: '/color-palette' });
  const installed = await server.as(USER)({
    method: 'POST',
    path: '/install',
    json: { manifest: minimalManifest() },
  });
  expect(installed.status).toBe(201);
  return server;
}

/** An app's own pool of two connections. Milliseconds that a request waits for one: a while where it must get one, on any machine. */
function smallPool(connectionTimeoutMillis: number): pg.Pool {
  const pool = new pg.Pool({ connectionString: url, max: 2, connectionTimeoutMillis });
  open.push(() => pool.end());
  return pool;
}

/** A transaction of somebody else's that holds the install. */
async function holdInstall(): Promise<() => Promise<void>> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('BEGIN');
  await client.query('SELECT 1 FROM user_plugins WHERE user_id = $1 FOR UPDATE', [USER]);
  let held = true;
  const letGo = async (): Promise<void> => {
    if (held) await client.end();
    held = false;
  };
  open.push(letGo);
  return letGo;
}

const read = { path: '/color-palette/settings' };
const put = (name: string) => ({ method: 'PUT', path: read.path, json: { settings: { [name]: 1 } } });
const many = <T>(count: number, work: (index: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, index) => work(index)));
function expectUnavailable({ status, headers, text }: WireAnswer): void {
  expect([status, headers['retry-after'], JSON.parse(text).code]).toEqual([503, '2', 'DATABASE_UNAVAILABLE']);
}
/** Names that are stored are those of the writes that were acknowledged. */
async function expectStored(server: HttpServer, answers: readonly WireAnswer[]): Promise<void> {
  const { text } = await server.as(USER)(read);
  const acknowledged = answers.flatMap(({ status }, index) => (status === 200 ? [`s${index}`] : []));
  expect(Object.keys(JSON.parse(text).settings).sort()).toEqual(acknowledged.sort());
}

describe('a pool of two connections', () => {
  it('serves 50 requests at once', async () => {
    const server = await start({ pool: smallPool(20_000) });
    const answers = await many(50, (index) => server.as(USER)(index % 2 ? read : put(`s${index}`)));
    expect(answers.map(({ status }) => status)).toEqual(Array(50).fill(200));
  });

  it('that others have used up is 503, until they are done', async () => {
    const pool = smallPool(600);
    const server = await start({ pool });
    const taken = await Promise.all([pool.connect(), pool.connect()]);
    for (const answer of await many(20, (index) => server.as(USER)(index % 2 ? read : put(`s${index}`))))
      expectUnavailable(answer);
    for (const client of taken) client.release();
    expect((await server.as(USER)(read)).status).toBe(200);
    await expectStored(server, []);
  });

  it('is not held by writes that wait for somebody else’s transaction', async () => {
    const server = await start({ pool: smallPool(600) });
    const letGo = await holdInstall();
    const answers = await many(10, (index) => server.as(USER)(put(`s${index}`)));
    for (const answer of answers) expectUnavailable(answer);
    await letGo();
    expect((await server.as(USER)(put('s10'))).status).toBe(200);
    await expectStored(server, [...answers, { status: 200, headers: {}, text: '' }]);
  });
});

describe('a pool of its own', () => {
  it('gives up on an install that somebody else has locked, and reads it all the same', async () => {
    const server = await start();
    const letGo = await holdInstall();
    const [reads, writes] = await Promise.all([
      many(10, () => server.as(USER)(read)),
      many(10, (index) => server.as(USER)(put(`s${index}`))),
    ]);
    expect(reads.map(({ status }) => status)).toContain(200);
    for (const answer of writes) expectUnavailable(answer);
    await letGo();
    await expectStored(server, []);
  });

  it('comes through a database that is frozen for a while', async () => {
    const server = await start();
    await many(10, () => server.as(USER)(read));
    const thaw = await cluster.freeze();
    const began = performance.now();
    const answers = await many(30, (index) => server.as(USER)(index % 3 ? put(`s${index}`) : read)).finally(
      thaw,
    );
    console.info(`Frozen: 30 answers in ${Math.round(performance.now() - began)} ms`);
    for (const answer of answers) expectUnavailable(answer);
    const health = await server.client.send({ method: 'GET', path: '/health', headers: {} });
    expect([200, 503]).toContain(health.status);
    await vi.waitFor(async () => expect((await server.as(USER)(put('s30'))).status).toBe(200), 10_000);
    const done = await many(20, () => server.as(USER)(read));
    expect(done.map(({ status }) => status)).toEqual(Array(20).fill(200));
  });

  it('says 503 while the database is dead, and works when it is back', async () => {
    const server = await start();
    await cluster.kill('SIGKILL');
    try {
      const answers = await many(20, (index) => server.as(USER)(index % 2 ? put(`s${index}`) : read));
      for (const answer of answers) expectUnavailable(answer);
      const health = await server.client.send({ method: 'GET', path: '/health', headers: {} });
      expect(health.status).toBe(503);
    } finally {
      await cluster.start();
    }
    expect((await server.as(USER)(read)).status).toBe(200);
    await expectStored(server, []);
  });

  it('can be closed while the database is dead, and answers what waits for it', async () => {
    const server = await start();
    await cluster.kill('SIGKILL');
    try {
      const waiting = many(10, () => server.as(USER)(read));
      await server.plugins.close();
      for (const { status } of await waiting) expect(status).toBe(503);
    } finally {
      await cluster.start();
    }
  });
});

describe('a caller', () => {
  it('that never reads its answers holds no connection of the database', async () => {
    const server = await start({ pool: smallPool(20_000) });
    const manifest = { ...minimalManifest(), unknownKey: 'x'.repeat(60_000) };
    const update = { method: 'POST', path: '/color-palette/update', json: { manifest, permissions: [] } };
    expect((await server.as(USER)(update)).status).toBe(200);
    const { hostname, port } = new URL(server.origin);
    const sockets = await many(10, async () => {
      const socket = connect(Number(port), hostname).pause();
      await once(socket, 'connect');
      socket.write(`GET / HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${USER}\r\n\r\n`.repeat(20));
      return socket;
    });
    const answers = await many(20, () => server.as(USER)(read));
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200));
    for (const socket of sockets) socket.destroy();
  });
});
