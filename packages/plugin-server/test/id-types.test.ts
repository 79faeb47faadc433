import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPluginServer, type PluginServer } from '../src/create-plugin-server.ts';
import { drivers, type TestDatabase } from './support/databases.ts';
import { authenticate, minimalManifest } from './support/fixtures.ts';
import { type Client, listen } from './support/listen.ts';

// What is stored under a user id, for every type an app may have given its users.

interface IdType {
  name: string;
  /** Type of `users.id`; `undefined` for an app without the table. */
  column?: string;
  users: readonly [string, string];
  /** Ids the column cannot hold, so that every route knows that nobody has them. */
  impossible: readonly string[];
  /** Ids the column could hold, that no user has. */
  unknown: readonly string[];
}

const TYPES: readonly IdType[] = [
  {
    name: 'uuid',
    column: 'uuid',
    users: [randomUUID(), randomUUID()],
    impossible: ['not-a-uuid', '7', `${randomUUID()}0`],
    unknown: [randomUUID()],
  },
  { name: 'text', column: 'text', users: ['ada', 'Ada'], impossible: [], unknown: ['ADA', 'x'.repeat(300)] },
  {
    name: 'varchar(25)',
    column: 'varchar(25)',
    users: ['cl9ebqhxk00003b600tymydho', 'cl9ebqhxk00013b600tymydho'],
    impossible: [],
    unknown: ['nobody', 'cl9ebqhxk00003b600tymydho-and-more'],
  },
  {
    name: 'bigint',
    column: 'bigint',
    users: ['9007199254740993', '9007199254740992'],
    impossible: ['abc', '1.5', '99999999999999999999999', '1e3', 'NaN'],
    unknown: ['8', '-1'],
  },
  { name: 'no users table', users: ['anybody', 'somebody'], impossible: [], unknown: [] },
];

// No database can keep them, whatever the type.
const NEVER = ['null\0byte', 'half\ud800'];

const ROUTES: readonly [string, string, unknown?][] = [
  ['GET', '/'],
  ['POST', '/install', { manifest: minimalManifest('another') }],
  ['POST', '/color-palette/activate'],
  ['POST', '/color-palette/deactivate'],
  ['POST', '/color-palette/update', { manifest: minimalManifest(), permissions: [] }],
  ['PUT', '/color-palette/permissions', { permissions: [] }],
  ['GET', '/color-palette/settings'],
  ['PUT', '/color-palette/settings', { settings: { a: 1 } }],
  ['PATCH', '/color-palette/settings', { a: 1 }],
  ['GET', '/color-palette/storage'],
  ['GET', '/color-palette/storage/key'],
  ['PUT', '/color-palette/storage/key', { value: 1 }],
  ['DELETE', '/color-palette/storage/key'],
  ['DELETE', '/color-palette/storage'],
  ['DELETE', '/color-palette'],
];

describe.each(drivers)('on $name', (driver) => {
  describe.each(TYPES)('with user ids of $name', ({ column, users: [user, other], impossible, unknown }) => {
    let database: TestDatabase;
    let server: PluginServer;
    let client: Client;
    const errors: string[] = [];
    beforeAll(async () => {
      database = await driver.create();
      if (column) await database.query(`CREATE TABLE users (id ${column} PRIMARY KEY)`);
      for (const id of column ? [user, other] : [])
        await database.query('INSERT INTO users (id) VALUES ($1)', [id]);
      const logger = { error: (message: string) => errors.push(message) };
      server = createPluginServer({ db: database.option, authenticate, rateLimits: false, logger });
      await server.migrate();
      client = await listen(server.node);
    });
    afterAll(async () => {
      expect(errors).toEqual([]);
      await client.close();
      await server.close();
      await database.close();
    });

    const as =
      (id: string) =>
      (method: string, path: string, body?: unknown, headers = {}) =>
        client.call(method, path, { user: id, body, headers });
    const rows = (table: string, id = user) =>
      database.query(`SELECT * FROM ${table} WHERE user_id::text = $1`, [id]);
    const manifest = { ...minimalManifest(), permissions: ['storage', 'files'] };

    it('does everything that routes do', async () => {
      const [mine, theirs] = [as(user), as(other)];
      const key = { 'idempotency-key': 'install-1' };
      const first = await mine('POST', '/install', { manifest, permissions: [] }, key);
      expect(first.status).toBe(201);
      expect(first.json.plugin).toMatchObject({ pluginId: 'color-palette', manifest, settings: {} });
      const again = await mine('POST', '/install', { manifest, permissions: [] }, key);
      expect([again.status, again.text]).toEqual([201, first.text]);
      expect((await theirs('POST', '/install', { manifest }, key)).json.plugin.id).not.toBe(
        first.json.plugin.id,
      );
      expect((await mine('POST', '/install', { manifest })).status).toBe(409);
      expect((await mine('POST', '/install', { manifest }, key)).status).toBe(422);

      expect((await mine('POST', '/color-palette/activate')).status).toBe(200);
      expect((await mine('PUT', '/color-palette/settings', { settings: { a: { b: 1, c: 2 } } })).status).toBe(
        200,
      );
      const patched = await mine('PATCH', '/color-palette/settings', { a: { b: null }, d: 3 });
      expect(patched.json.settings).toEqual({ a: { c: 2 }, d: 3 });
      const stale = await mine('PUT', '/color-palette/settings', { settings: {} }, { 'if-match': '"stale"' });
      expect(stale.status).toBe(412);
      const permissions = ['files'];
      expect((await mine('PUT', '/color-palette/permissions', { permissions })).json).toMatchObject({
        permissions,
      });
      const update = { manifest: { ...manifest, version: '2.0.0' }, permissions };
      const updates = [1, 2].map(() =>
        mine('POST', '/color-palette/update', update, { 'idempotency-key': 'u' }),
      );
      const [one, two] = await Promise.all(updates);
      expect([one?.status, two?.text]).toEqual([200, one?.text]);
      expect((await mine('PUT', '/color-palette/storage/theme', { value: ['dark'] })).status).toBe(200);
      expect((await mine('GET', '/color-palette/storage/theme')).json.value).toEqual(['dark']);
      expect((await mine('GET', '/color-palette/storage')).json.keys).toEqual(['theme']);

      const { plugins } = (await mine('GET', '/')).json;
      expect(plugins).toMatchObject([
        {
          version: '2.0.0',
          state: 'active',
          settings: { a: { c: 2 }, d: 3 },
          grantedPermissions: permissions,
        },
      ]);
      const other1 = (await theirs('GET', '/')).json.plugins;
      expect(other1).toMatchObject([{ version: '1.0.0', state: 'inactive', settings: {} }]);
      expect((await theirs('GET', '/color-palette/storage')).json.keys).toEqual([]);

      const announced = (await rows('plugin_events')).map(({ type }) => type);
      expect(announced).toEqual(['install', 'activate', 'settings', 'settings', 'permissions', 'update']);
      expect((await rows('plugin_audit')).map(({ action }) => action)).toEqual([...announced, 'storage']);

      expect((await theirs('DELETE', '/color-palette')).status).toBe(200);
      expect((await theirs('DELETE', '/color-palette')).status).toBe(404);
      expect(await rows('user_plugins', other)).toEqual([]);
      expect(await rows('user_plugins')).toHaveLength(1);
    });

    it.each(ROUTES)('answers %s %s with 401 to an id that no user can have', async (method, path, body) => {
      for (const id of [...impossible, ...NEVER]) {
        // No client can put such an id into a header.
        const answer = await server.handle({
          method,
          path,
          headers: { authorization: `Bearer ${id}`, 'idempotency-key': 'stranger' },
          body,
        });
        expect([id, answer.status]).toEqual([id, 401]);
      }
    });

    if (!column) return;

    it('installs nothing for an id that no user has', async () => {
      for (const id of unknown) {
        for (const headers of [{}, { 'idempotency-key': 'stranger' }]) {
          const { status, json } = await as(id)('POST', '/install', { manifest: minimalManifest() }, headers);
          expect([id, status, json.code]).toEqual([id, 401, 'INVALID_TOKEN']);
        }
        for (const [method, path, body] of ROUTES)
          expect((await as(id)(method, path, body)).status).toBeLessThan(500);
        expect(await rows('plugin_idempotency', id)).toEqual([]);
      }
    });

    it('forgets what a deleted user had', async () => {
      expect(await rows('user_plugins')).toHaveLength(1);
      expect(await rows('plugin_storage')).toHaveLength(1);
      await database.query('DELETE FROM users WHERE id = $1', [user]);
      expect(await rows('user_plugins')).toEqual([]);
      expect(await rows('plugin_storage')).toEqual([]);
      for (const [method, path, body] of ROUTES) {
        const { status } = await as(user)(method, path, body);
        expect([method, path, status]).toEqual([
          method,
          path,
          path === '/' ? 200 : path === '/install' ? 401 : 404,
        ]);
      }
    });
  });
});
