import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPluginServer, type PluginServer } from '../src/create-plugin-server.ts';
import { MIGRATIONS, migrate, migrationStatus } from '../src/migrate.ts';
import type { PluginServerOptions } from '../src/options.ts';
import { lazyDatabase } from '../src/stores/open-database.ts';
import type { SqlDatabase } from '../src/stores/sql.ts';
import { drivers, type TestDatabase } from './support/databases.ts';
import { authenticate, minimalManifest } from './support/fixtures.ts';

const FILES = [
  '115_user_plugins.sql',
  '116_plugin_platform.sql',
  '117_plugin_storage.sql',
  '118_plugin_changes.sql',
  '119_plugin_marketplace.sql',
  '120_plugin_disabled.sql',
];
const logger = { error() {} };

describe.each(drivers)('migrations on $name', (driver) => {
  let database: TestDatabase;
  const servers: PluginServer[] = [];
  beforeEach(async () => {
    database = await driver.create();
  });
  afterEach(async () => {
    for (const server of servers.splice(0)) await server.close();
    await database.close();
  });

  function createServer(tables?: PluginServerOptions['tables']): PluginServer {
    const server = createPluginServer({
      db: database.option,
      authenticate,
      logger,
      ...(tables ? { tables } : {}),
    });
    servers.push(server);
    return server;
  }

  const run = (text: string) => (driver.name === 'PGlite' ? script(text) : database.query(text));
  async function script(text: string) {
    if ('pglite' in database.option) await database.option.pglite.exec(text);
  }

  async function userIdType(): Promise<unknown> {
    const [row] = await database.query(
      `SELECT format_type(atttypid, atttypmod) AS type FROM pg_attribute
       WHERE attrelid = 'user_plugins'::regclass AND attname = 'user_id'`,
    );
    return row?.type;
  }

  async function references(): Promise<unknown[]> {
    const rows = await database.query(
      `SELECT confrelid::regclass::text AS target, confdeltype AS on_delete FROM pg_constraint
       WHERE conrelid = 'user_plugins'::regclass AND contype = 'f'`,
    );
    return rows.map(({ target, on_delete }) => [target, on_delete]);
  }

  const as = (server: PluginServer, user: string) => async (method: string, path: string, body?: unknown) => {
    const answer = await server.handle({ method, path, headers: { authorization: `Bearer ${user}` }, body });
    return { status: answer.status, json: JSON.parse(String(answer.body)) };
  };

  const uuid = randomUUID();
  it.each([
    ['uuid', 'uuid', uuid, ['not-a-uuid', randomUUID()]],
    ['text', 'text', 'cl9ebqhxk00003b600tymydho', ['nobody']],
    [
      'varchar(25)',
      'character varying(25)',
      'cl9ebqhxk00003b600tymydho',
      ['nobody', 'longer-than-twenty-five-characters'],
    ],
    ['bigint', 'bigint', '9007199254740993', ['abc', '8', '99999999999999999999999', '1.5']],
    ['serial', 'integer', '7', ['abc', '8', '9007199254740993']],
  ])('follows users.id of type %s', async (declared, type, id, strangers) => {
    await database.query(`CREATE TABLE users (id ${declared} PRIMARY KEY)`);
    await database.query('INSERT INTO users (id) VALUES ($1)', [id]);
    const server = createServer();
    expect(await server.migrate()).toEqual({ applied: FILES, skipped: [] });
    expect(await userIdType()).toBe(type);
    expect(await references()).toEqual([['users', 'c']]);

    const user = as(server, id);
    expect((await user('POST', '/install', { manifest: minimalManifest() })).status).toBe(201);
    expect((await user('PUT', '/color-palette/settings', { settings: { a: 1 } })).status).toBe(200);
    expect((await user('GET', '/')).json.plugins).toHaveLength(1);

    for (const stranger of [...strangers, 'null\0byte', 'half\ud800']) {
      const { status, json } = await as(server, stranger)('POST', '/install', {
        manifest: minimalManifest(),
      });
      expect([stranger, status, json.code]).toEqual([stranger, 401, 'INVALID_TOKEN']);
    }

    await database.query('DELETE FROM users WHERE id = $1', [id]);
    expect(await database.query('SELECT 1 FROM user_plugins')).toEqual([]);
    expect((await user('POST', '/install', { manifest: minimalManifest() })).status).toBe(401);
    // What happened outlives the user.
    expect(await database.query('SELECT 1 FROM plugin_audit')).toHaveLength(2);
  });

  it('needs no users table', async () => {
    const server = createServer();
    await server.migrate();
    expect(await userIdType()).toBe('text');
    expect(await references()).toEqual([]);
    const { status } = await as(server, 'anybody')('POST', '/install', { manifest: minimalManifest() });
    expect(status).toBe(201);
  });

  it.each([
    ['a view', 'CREATE VIEW users AS SELECT 1::bigint AS id', 'bigint'],
    ['a table whose id is not unique', 'CREATE TABLE users (id uuid)', 'uuid'],
    ['a table without an id', 'CREATE TABLE users (email text)', 'text'],
  ])('copies the type without a reference when users is %s', async (_what, ddl, type) => {
    await database.query(ddl);
    await createServer().migrate();
    expect([await userIdType(), await references()]).toEqual([type, []]);
  });

  it('follows another users table when told to', async () => {
    await database.query('CREATE TABLE users (id uuid PRIMARY KEY)');
    await database.query('CREATE TABLE "Accounts" (id bigint PRIMARY KEY)');
    await createServer({ users: '"Accounts"' }).migrate();
    expect([await userIdType(), await references()]).toEqual(['bigint', [['"Accounts"', 'c']]]);
  });

  it('refuses a users table that is not there', async () => {
    await expect(createServer({ users: 'acounts' }).migrate()).rejects.toMatchObject({
      code: 'INVALID_ARGUMENT',
      message: expect.stringContaining('acounts'),
    });
    expect(await database.query(`SELECT to_regclass('user_plugins') AS t`)).toEqual([{ t: null }]);
  });

  it('ignores the users table when told to', async () => {
    await database.query('CREATE TABLE users (id uuid PRIMARY KEY)');
    await createServer({ users: null }).migrate();
    expect([await userIdType(), await references()]).toEqual(['text', []]);
  });

  it('does nothing the second time', async () => {
    await createServer().migrate();
    expect(await createServer().migrate()).toEqual({ applied: [], skipped: FILES });
  });

  it('lets servers that start together wait for each other', async () => {
    const results = await Promise.all(Array.from({ length: 5 }, () => createServer().migrate()));
    expect(results.flatMap(({ applied }) => applied).sort()).toEqual(FILES);
  });

  it('has files that can be run by hand, and again', async () => {
    await database.query('CREATE TABLE users (id uuid PRIMARY KEY)');
    for (const name of [...FILES, ...FILES]) await run(await readFile(new URL(name, MIGRATIONS), 'utf8'));
    expect(await userIdType()).toBe('uuid');
    expect(await createServer().migrate()).toEqual({ applied: FILES, skipped: [] });
  });

  describe('on an app that already has the table', () => {
    beforeEach(async () => {
      await database.query('CREATE TABLE users (id VARCHAR(36) PRIMARY KEY)');
      await database.query(`INSERT INTO users VALUES ('u1')`);
      await database.query(
        `CREATE TABLE user_plugins (
           id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
           user_id VARCHAR(36) NOT NULL REFERENCES users(id) ON DELETE CASCADE,
           plugin_id VARCHAR(255) NOT NULL,
           manifest JSONB NOT NULL,
           state VARCHAR(20) NOT NULL DEFAULT 'inactive',
           settings JSONB DEFAULT '{}',
           installed_at TIMESTAMP DEFAULT NOW(),
           updated_at TIMESTAMP DEFAULT NOW()
         )`,
      );
      await database.query(
        `INSERT INTO user_plugins (user_id, plugin_id, manifest, state, settings, installed_at) VALUES
           ('u1', 'com.example.Old Plugin', '{"id": "com.example.Old Plugin", "version": "0.9"}', 'active', NULL, '2024-01-01'),
           ('u1', 'notes', '{"id": "notes"}', 'inactive', '{"a": 1}', '2024-02-01')`,
      );
    });

    it('keeps its rows and works on them', async () => {
      const server = createServer();
      await server.migrate();
      const user = as(server, 'u1');
      const { json } = await user('GET', '/');
      expect(json.plugins).toMatchObject([
        { pluginId: 'notes', state: 'inactive', settings: { a: 1 }, version: null, grantedPermissions: null },
        { pluginId: 'com.example.Old Plugin', state: 'active', settings: {}, version: '0.9', bundle: null },
      ]);
      const path = `/${encodeURIComponent('com.example.Old Plugin')}`;
      expect((await user('PUT', `${path}/settings`, { settings: { b: 2 } })).json.settings).toEqual({ b: 2 });
      expect((await user('POST', `${path}/deactivate`)).status).toBe(200);
      expect((await user('DELETE', path)).status).toBe(200);
      expect((await user('POST', '/install', { manifest: minimalManifest() })).status).toBe(201);
    });

    it('shows and changes what is no object as an empty one', async () => {
      await database.query(`ALTER TABLE user_plugins ALTER state DROP NOT NULL`);
      await database.query(
        `UPDATE user_plugins SET settings = '"text"', state = NULL WHERE plugin_id = 'notes'`,
      );
      const server = createServer();
      await server.migrate();
      const user = as(server, 'u1');
      expect((await user('GET', '/')).json.plugins[0]).toMatchObject({ state: 'inactive', settings: {} });
      expect((await user('GET', '/notes/settings')).json.settings).toEqual({});
      expect((await user('PUT', '/notes/settings', { settings: { a: 1 } })).json.settings).toEqual({ a: 1 });
    });

    it('settles races even if the table came without a unique index', async () => {
      const server = createServer();
      await server.migrate();
      const user = as(server, 'u1');
      await user('POST', '/install', { manifest: minimalManifest() });
      expect((await user('POST', '/install', { manifest: minimalManifest() })).status).toBe(409);
    });

    it('lets a user have a plugin once in each tenant, whatever the index was called', async () => {
      await database.query('CREATE UNIQUE INDEX idx_mine ON user_plugins (plugin_id, user_id)');
      const server = createServer();
      await server.migrate();
      const rows = await database.query(
        `SELECT indexdef FROM pg_indexes WHERE tablename = 'user_plugins' AND indexdef LIKE '%UNIQUE%user_id%'`,
      );
      expect(rows).toEqual([{ indexdef: expect.stringContaining('(user_id, tenant_id, plugin_id)') }]);
      const body = { manifest: minimalManifest() };
      for (const user of ['u1', 'u1@acme', 'u1@globex']) {
        expect((await as(server, user)('POST', '/install', body)).status).toBe(201);
        expect((await as(server, user)('POST', '/install', body)).status).toBe(409);
      }
    });

    it('keeps an index that another table refers to', async () => {
      await database.query('ALTER TABLE user_plugins ADD UNIQUE (user_id, plugin_id)');
      await database.query(
        `CREATE TABLE notes (user_id VARCHAR(36), plugin_id VARCHAR(255),
           FOREIGN KEY (user_id, plugin_id) REFERENCES user_plugins (user_id, plugin_id))`,
      );
      const server = createServer();
      await server.migrate();
      const body = { manifest: minimalManifest() };
      expect((await as(server, 'u1')('POST', '/install', body)).status).toBe(201);
      expect((await as(server, 'u1@acme')('POST', '/install', body)).status).toBe(409);
    });

    it('reads times without a zone as those of the database', async () => {
      const server = createServer();
      await server.migrate();
      const { json } = await as(server, 'u1')('GET', '/');
      const [row] = await database.query(
        `SELECT to_json(installed_at::timestamptz) AS at FROM user_plugins WHERE plugin_id = 'notes'`,
      );
      expect(json.plugins[0].installedAt).toBe(new Date(String(row?.at)).toISOString());
    });
  });

  describe('erasing a user', () => {
    it('takes what is theirs in all tenants, and nothing else', async () => {
      const server = createServer();
      await server.migrate();
      const body = { manifest: minimalManifest() };
      for (const user of ['u1', 'u1@acme', 'u2']) await as(server, user)('POST', '/install', body);
      await as(server, 'u1')('PUT', '/color-palette/storage/a', { value: 1 });
      expect(await server.eraseUser('u1')).toEqual({ installs: 2 });
      expect(await database.query('SELECT user_id FROM user_plugins')).toEqual([{ user_id: 'u2' }]);
      for (const table of ['plugin_storage', 'plugin_idempotency'])
        expect(await database.query(`SELECT 1 FROM ${table}`)).toEqual([]);
      expect(await database.query(`SELECT 1 FROM plugin_events WHERE user_id = 'u1'`)).toEqual([]);
      expect(await database.query(`SELECT 1 FROM plugin_audit WHERE user_id = 'u1'`)).not.toEqual([]);
    });
  });

  describe('runner', () => {
    let folder: string;
    beforeEach(async () => {
      folder = await mkdtemp(join(tmpdir(), 'plugin-server-migrations-'));
    });
    afterEach(() => rm(folder, { recursive: true }));

    const write = (name: string, text: string) => writeFile(join(folder, name), text);
    async function withDatabase<T>(work: (db: SqlDatabase, directory: URL) => Promise<T>): Promise<T> {
      const db = lazyDatabase(database.option, logger);
      try {
        return await work(db, pathToFileURL(`${folder}/`));
      } finally {
        await db.close();
      }
    }
    const apply = (dryRun = false) => withDatabase((db, directory) => migrate(db, { dryRun, directory }));
    const status = () => withDatabase(migrationStatus);

    it('goes by name, and applies what is new', async () => {
      await write('002_b.sql', 'ALTER TABLE a ADD COLUMN y int');
      await write('001_a.sql', 'CREATE TABLE a (x int)');
      await write('notes.md', 'not a migration');
      expect((await apply()).applied).toEqual(['001_a.sql', '002_b.sql']);
      await write('003_c.sql', 'ALTER TABLE a ADD COLUMN z int');
      expect(await apply()).toEqual({ applied: ['003_c.sql'], skipped: ['001_a.sql', '002_b.sql'] });
    });

    it('refuses a file that was edited, but not one with other line ends', async () => {
      await write('001_a.sql', 'CREATE TABLE a (\nx int)');
      await apply();
      await write('001_a.sql', 'CREATE TABLE a (\r\nx int)');
      expect((await apply()).skipped).toEqual(['001_a.sql']);
      await write('001_a.sql', 'CREATE TABLE a (\nx bigint)');
      await expect(apply()).rejects.toMatchObject({
        code: 'INVALID_STATE',
        message: expect.stringContaining('001_a.sql'),
      });
    });

    it('says what has been applied, and changes nothing', async () => {
      await write('001_a.sql', 'CREATE TABLE a (x int)');
      expect(await status()).toEqual([{ name: '001_a.sql', status: 'pending', appliedAt: null }]);
      expect(await database.query(`SELECT to_regclass('plugin_migrations') AS t`)).toEqual([{ t: null }]);
      await apply();
      await write('002_b.sql', 'CREATE TABLE b (x int)');
      await write('001_a.sql', 'CREATE TABLE a (x bigint)');
      expect(await status()).toEqual([
        { name: '001_a.sql', status: 'edited', appliedAt: expect.stringMatching(/Z$/) },
        { name: '002_b.sql', status: 'pending', appliedAt: null },
      ]);
    });

    it('tries everything and undoes it', async () => {
      await write('001_a.sql', 'CREATE TABLE a (x int)');
      await write('002_b.sql', 'ALTER TABLE a ADD COLUMN y int');
      expect((await apply(true)).applied).toEqual(['001_a.sql', '002_b.sql']);
      expect(await database.query(`SELECT to_regclass('a') AS a`)).toEqual([{ a: null }]);
      await write('002_b.sql', 'ALTER TABLE nowhere ADD COLUMN y int');
      await expect(apply(true)).rejects.toMatchObject({ code: '42P01' });
      expect((await status()).map(({ status }) => status)).toEqual(['pending', 'pending']);
    });

    it('leaves nothing of a file that failed', async () => {
      await write('001_a.sql', 'CREATE TABLE a (x int); SELECT 1/0');
      await expect(apply()).rejects.toMatchObject({ code: '22012' });
      expect(await database.query(`SELECT to_regclass('a') AS a`)).toEqual([{ a: null }]);
      await write('001_a.sql', 'CREATE TABLE a (x int)');
      expect((await apply()).applied).toEqual(['001_a.sql']);
    });
  });
});
