import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, inject, it, vi } from 'vitest';
import { createPluginServer, type PluginServer } from '../src/create-plugin-server.ts';
import type { DatabaseOption } from '../src/stores/open-database.ts';
import { drivers } from './support/databases.ts';
import { authenticate, createFixture, minimalManifest } from './support/fixtures.ts';

const postgres = drivers.find(({ name }) => name === 'PostgreSQL');
if (!postgres) throw new Error('no driver');

const errors: string[] = [];
const logger = { error: (message: string) => errors.push(message) };
const servers: PluginServer[] = [];
afterEach(async () => {
  errors.length = 0;
  for (const server of servers.splice(0)) await server.close();
});

function start(db: DatabaseOption): PluginServer {
  const server = createPluginServer({ db, authenticate, logger });
  servers.push(server);
  return server;
}
async function list(server: PluginServer, user = 'u1') {
  const answer = await server.handle({
    method: 'GET',
    path: '/',
    headers: { authorization: `Bearer ${user}` },
  });
  return { ...answer, json: JSON.parse(String(answer.body)) };
}

describe('PostgreSQL', () => {
  it('that is not there is 503 with Retry-After, and says nothing of itself', async () => {
    const server = start({ connectionString: 'postgres://someone:hunter2@127.0.0.1:1/db' });
    const { status, headers, json, body } = await list(server);
    expect(status).toBe(503);
    expect(headers['retry-after']).toBe('2');
    expect(json).toMatchObject({ success: false, code: 'DATABASE_UNAVAILABLE' });
    expect(String(body)).not.toMatch(/hunter2|127\.0\.0\.1|ECONN/);
    expect(errors).toEqual([expect.stringContaining(json.requestId)]);
  });

  it('without tables is 500 with an id that the log has too', async () => {
    const database = await postgres.create();
    const { status, json, body } = await list(start(database.option));
    expect(status).toBe(500);
    expect(json).toEqual({
      success: false,
      error: 'Internal server error',
      code: 'INTERNAL',
      status: 500,
      requestId: expect.any(String),
    });
    expect(String(body)).not.toContain('user_plugins');
    expect(errors).toEqual([expect.stringMatching(new RegExp(`${json.requestId}.*user_plugins`))]);
    await database.close();
  });

  it('that drops its connections does not take the process along', async () => {
    const fixture = await createFixture(postgres);
    const user = await fixture.createUser();
    expect((await list(fixture.server, user)).status).toBe(200);
    await fixture.database.query(
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
    );
    await vi.waitFor(async () => expect((await list(fixture.server, user)).status).toBe(200));
    await fixture.close();
  });

  it('leaves the pool of the app open, and its listeners as they were', async () => {
    const pool = new pg.Pool({ connectionString: inject('postgresUrl') });
    const server = start({ pool });
    await list(server);
    expect(pool.listenerCount('error')).toBe(1);
    await server.close();
    expect(pool.listenerCount('error')).toBe(0);
    expect((await pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
    await pool.end();
  });

  it('rolls back what a failing audit would have hidden', async () => {
    const fixture = await createFixture(postgres);
    const user = await fixture.createUser();
    await fixture.database.query('DROP TABLE plugin_audit');
    const headers = { authorization: `Bearer ${user}` };
    const { status } = await fixture.server.handle({
      method: 'POST',
      path: '/install',
      headers,
      body: { manifest: minimalManifest() },
    });
    expect(status).toBe(500);
    expect((await list(fixture.server, user)).json.plugins).toEqual([]);
    await fixture.close();
  });

  it('says what to install when pg is missing', async () => {
    vi.doMock('pg', () => {
      throw new Error("Cannot find package 'pg'");
    });
    await expect(start({ connectionString: 'postgres://x' }).migrate()).rejects.toMatchObject({
      code: 'DATABASE_UNAVAILABLE',
      message: expect.stringContaining('npm install pg'),
    });
    vi.doUnmock('pg');
  });
});

describe('a directory', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'plugin-server-directory-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('keeps its data, for one server at a time', async () => {
    const directory = join(folder, 'a/b');
    const first = start({ directory });
    await first.migrate();
    await first.handle({
      method: 'POST',
      path: '/install',
      headers: { authorization: 'Bearer u1' },
      body: { manifest: minimalManifest() },
    });

    const second = start({ directory });
    await expect(second.migrate()).rejects.toMatchObject({
      code: 'DATABASE_UNAVAILABLE',
      message: `${directory} is in use by this process already: stop it, or choose another directory`,
    });
    expect((await list(second)).status).toBe(503);

    await first.close();
    await first.close();
    expect((await list(first)).status).toBe(503);
    // The second server was told to try again, and now it succeeds.
    expect((await list(second)).json.plugins).toMatchObject([{ pluginId: 'color-palette' }]);
    await second.close();
    expect(await readdir(directory)).toEqual(['database']);
  });

  it('that is a file is refused in one line', async () => {
    const directory = join(folder, 'file');
    await writeFile(directory, '');
    for (const [path, reason] of [
      [directory, 'it is a file'],
      [join(directory, 'below'), 'a part of the path is a file'],
    ] as const) {
      await expect(start({ directory: path }).migrate()).rejects.toMatchObject({
        code: 'DATABASE_UNAVAILABLE',
        message: `Cannot use ${path} for the database: ${reason}`,
      });
    }
  });

  it('that holds something else is refused in one line, and unlocked', async () => {
    await mkdir(join(folder, 'database'));
    await writeFile(join(folder, 'database', 'PG_VERSION'), '9.6\n');
    const error: Error = await start({ directory: folder })
      .migrate()
      .then(
        () => new Error('opened'),
        (cause) => cause,
      );
    expect(error).toMatchObject({ code: 'DATABASE_UNAVAILABLE', message: expect.stringContaining(folder) });
    expect(error.message).not.toContain('\n');
    expect(await readdir(folder)).toEqual(['database']);
  });
});
