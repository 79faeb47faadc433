import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPluginServer, type PluginServer } from '../src/create-plugin-server.ts';
import type { PluginServerOptions } from '../src/options.ts';
import { postgres, type TestDatabase } from './support/databases.ts';
import { authenticate, textOf } from './support/fixtures.ts';

// What an operator counts on when something beside the server fails.

let database: TestDatabase;
const servers: PluginServer[] = [];
beforeEach(async () => {
  database = await postgres.create();
});
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
  await database.close();
});

function start(options: Partial<PluginServerOptions> = {}): PluginServer {
  const server = createPluginServer({
    db: database.option,
    authenticate,
    logger: { error() {} },
    ...options,
  });
  servers.push(server);
  return server;
}
const health = async (server: PluginServer) => {
  const answer = await server.handle({ method: 'GET', path: '/health' });
  return [answer.status, JSON.parse(await textOf(answer))];
};
const unavailable = [503, { status: 'unavailable', database: 'unavailable' }];

describe('/health', () => {
  it('is 503 when the pool has no connection left', async () => {
    if (!('connectionString' in database.option)) throw new Error('no address');
    const pool = new pg.Pool({ connectionString: database.option.connectionString, max: 1 });
    const client = await pool.connect();
    const server = start({ db: { pool } });
    expect(await health(server)).toEqual(unavailable);
    client.release();
    await server.close();
    await pool.end();
  });

  it('is 503 from the moment the server closes', async () => {
    const server = start();
    expect(await health(server)).toEqual([200, { status: 'ok', database: 'ok' }]);
    const closed = server.close();
    expect(await health(server)).toEqual(unavailable);
    await closed;
  });
});

describe('a logger that throws', () => {
  it('fails no request', async () => {
    const throws = (): never => {
      throw new Error('disk full');
    };
    const server = start({ logger: { error: throws, warn: throws, info: throws } });
    // Without tables: a failure to report, and a request to report.
    const answer = await server.handle({ method: 'GET', path: '/', headers: { authorization: 'Bearer u1' } });
    expect(answer.status).toBe(500);
  });
});

describe('the log', () => {
  it('has no fault for a server that says it is closing', async () => {
    const errors: unknown[] = [];
    const records: unknown[] = [];
    const server = start({
      logger: { error: (message) => errors.push(message) },
      onRequest: ({ status, code }) => records.push([status, code]),
    });
    await server.close();
    await server.handle({ method: 'GET', path: '/', headers: { authorization: 'Bearer u1' } });
    expect([errors, records]).toEqual([[], [[503, 'SHUTTING_DOWN']]]);
  });
});
