import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { drivers } from './support/databases.ts';
import { createFixture, type Fixture, minimalManifest } from './support/fixtures.ts';
import { type Client, transports } from './support/transports.ts';

// The table "HTTP contract" of the app, row by row, over every database and every way in.

const UUID = /^[0-9a-f-]{36}$/;
const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

describe.each(drivers)('contract on $name', (driver) => {
  let fixture: Fixture;
  beforeAll(async () => {
    fixture = await createFixture(driver);
  });
  afterAll(() => fixture.close());

  describe.each(transports)('through $name', (transport) => {
    let client: Client;
    let user: string;
    beforeAll(async () => {
      client = await transport.open(fixture.server);
    });
    afterAll(() => client.close());
    beforeEach(async () => {
      user = await fixture.createUser();
    });

    const install = (manifest: unknown, by = user) =>
      client.call('POST', '/install', { user: by, body: { manifest } });

    it.each([
      ['GET', '/'],
      ['POST', '/install'],
      ['POST', '/color-palette/activate'],
      ['POST', '/color-palette/deactivate'],
      ['DELETE', '/color-palette'],
      ['GET', '/color-palette/settings'],
      ['PUT', '/color-palette/settings'],
      ['PUT', '/color-palette/permissions'],
      ['POST', '/color-palette/update'],
      ['GET', '/marketplace'],
    ])('%s %s without a user is 401', async (method, path) => {
      const { status, json } = await client.call(method, path);
      expect(status).toBe(401);
      expect(json).toMatchObject({ success: false, error: 'Unauthorized', code: 'MISSING_TOKEN' });
      expect(json.message).toEqual(expect.any(String));
    });

    it('lists nothing for a new user', async () => {
      const { status, json, headers } = await client.call('GET', '/', { user });
      expect([status, json]).toEqual([200, { success: true, plugins: [] }]);
      expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
      expect(headers.get('cache-control')).toBe('private, no-cache');
      expect(headers.get('vary')).toContain('authorization, cookie');
    });

    it('installs a minimal manifest', async () => {
      const { status, json } = await install(minimalManifest());
      expect(status).toBe(201);
      expect(json).toEqual({
        success: true,
        plugin: {
          id: expect.stringMatching(UUID),
          pluginId: 'color-palette',
          manifest: minimalManifest(),
          state: 'inactive',
          settings: {},
          installedAt: expect.stringMatching(ISO),
          updatedAt: expect.stringMatching(ISO),
          enabledAt: null,
          version: '1.0.0',
          grantedPermissions: null,
          bundle: null,
        },
      });
    });

    it('keeps unknown keys and adds none', async () => {
      const manifest = {
        ...minimalManifest(),
        homemade: { deep: [1, null, 'ü'] },
        permissions: ['storage', 'storage'],
      };
      await install(manifest);
      const { json } = await client.call('GET', '/', { user });
      expect(json.plugins[0].manifest).toEqual(manifest);
    });

    it('lists the newest first', async () => {
      for (const id of ['first', 'second', 'third']) await install(minimalManifest(id));
      const { json } = await client.call('GET', '/', { user });
      expect(json.plugins.map((plugin: { pluginId: string }) => plugin.pluginId)).toEqual([
        'third',
        'second',
        'first',
      ]);
    });

    it.each([
      ['no body', undefined, 'manifest'],
      ['no manifest', {}, 'manifest'],
      ['a manifest that is a list', { manifest: [] }, 'manifest'],
      ['a manifest that is text', { manifest: '{}' }, 'manifest'],
      ['no id', { manifest: { ...minimalManifest(), id: undefined } }, 'id'],
      ['an empty name', { manifest: { ...minimalManifest(), name: '' } }, 'name'],
      ['no version', { manifest: { ...minimalManifest(), version: undefined } }, 'version'],
      ['no main', { manifest: { ...minimalManifest(), main: undefined } }, 'main'],
      ['an id with a dot', { manifest: { ...minimalManifest(), id: 'com.example' } }, 'id'],
      ['a reserved id', { manifest: minimalManifest('marketplace') }, 'id'],
      [
        'an unknown permission',
        { manifest: { ...minimalManifest(), permissions: ['files:reed'] } },
        'permissions[0]',
      ],
    ])('refuses %s with 400 and the field', async (_what, body, field) => {
      const { status, json } = await client.call('POST', '/install', { user, body });
      expect(status).toBe(400);
      expect(json).toMatchObject({ success: false, field, status: 400 });
      expect(json.error).toContain(field);
      expect(json.errors[0]).toEqual({ field, message: json.error, code: expect.any(String) });
    });

    it('names every field that is wrong', async () => {
      const { json } = await client.call('POST', '/install', { user, body: { manifest: { id: 'x' } } });
      expect(json.errors.map(({ field }: { field: string }) => field)).toEqual(['name', 'version', 'main']);
    });

    it('refuses a second install with 409', async () => {
      await install(minimalManifest());
      const { status, json } = await install({ ...minimalManifest(), version: '2.0.0' });
      expect(status).toBe(409);
      expect(json).toMatchObject({
        success: false,
        error: 'Plugin already installed',
        code: 'ALREADY_EXISTS',
      });
      const { json: list } = await client.call('GET', '/', { user });
      expect(list.plugins.map((plugin: { version: string }) => plugin.version)).toEqual(['1.0.0']);
    });

    it('activates and deactivates, with a body or without', async () => {
      await install(minimalManifest());
      const state = async () => (await client.call('GET', '/', { user })).json.plugins[0];

      const on = await client.call('POST', '/color-palette/activate', { user });
      expect([on.status, on.json]).toEqual([200, { success: true, state: 'active' }]);
      const active = await state();
      expect(active).toMatchObject({ state: 'active', enabledAt: expect.stringMatching(ISO) });

      await client.call('POST', '/color-palette/activate', { user, body: {} });
      expect((await state()).enabledAt).toBe(active.enabledAt);

      const off = await client.call('POST', '/color-palette/deactivate', { user, body: { reason: 'tired' } });
      expect([off.status, off.json]).toEqual([200, { success: true, state: 'inactive' }]);
      expect(await state()).toMatchObject({ state: 'inactive', enabledAt: null });
    });

    it.each([
      ['POST', '/color-palette/activate'],
      ['POST', '/color-palette/deactivate'],
      ['DELETE', '/color-palette'],
      ['GET', '/color-palette/settings'],
    ])('%s %s of a plugin that is not there is 404', async (method, path) => {
      const { status, json } = await client.call(method, path, { user });
      expect(status).toBe(404);
      expect(json).toMatchObject({ success: false, error: 'Plugin not found', code: 'NOT_FOUND' });
    });

    it('uninstalls, and installs again without the old settings', async () => {
      await install(minimalManifest());
      await client.call('PUT', '/color-palette/settings', { user, body: { settings: { old: true } } });
      const { status, json } = await client.call('DELETE', '/color-palette', { user });
      expect([status, json]).toEqual([200, { success: true }]);
      expect((await client.call('DELETE', '/color-palette', { user })).status).toBe(404);
      expect((await install(minimalManifest())).json.plugin.settings).toEqual({});
    });

    it('merges settings shallowly and stores null', async () => {
      await install(minimalManifest());
      const put = (settings: unknown) =>
        client.call('PUT', '/color-palette/settings', { user, body: { settings } });
      await put({ a: 1, nested: { kept: false, x: 1 }, text: 'ü🎨' });
      const { status, json } = await put({ a: null, nested: { y: 2 } });
      const expected = { success: true, settings: { a: null, nested: { y: 2 }, text: 'ü🎨' } };
      expect([status, json]).toEqual([200, expected]);
      expect((await client.call('GET', '/color-palette/settings', { user })).json).toEqual(expected);
      expect((await put({})).json).toEqual(expected);
    });

    it.each([
      ['a list', { settings: [] }],
      ['text', { settings: 'x' }],
      ['null', { settings: null }],
      ['nothing', {}],
      ['a body that is a list', []],
      ['no body', undefined],
    ])('refuses settings that are %s with 400', async (_what, body) => {
      await install(minimalManifest());
      const { status, json } = await client.call('PUT', '/color-palette/settings', { user, body });
      expect(status).toBe(400);
      expect(json).toMatchObject({ success: false, code: 'INVALID_SETTINGS', field: 'settings' });
    });

    it('refuses settings of a plugin that is not there with 404', async () => {
      const { status } = await client.call('PUT', '/nobody/settings', { user, body: { settings: {} } });
      expect(status).toBe(404);
    });

    it('searches an empty marketplace', async () => {
      const { status, json } = await client.call('GET', '/marketplace', { user });
      expect([status, json]).toEqual([
        200,
        { success: true, plugins: [], total: 0, page: 1, limit: 20, hasMore: false },
      ]);
    });

    it('keeps users apart', async () => {
      const other = await fixture.createUser();
      await install(minimalManifest());
      await client.call('PUT', '/color-palette/settings', { user, body: { settings: { mine: 1 } } });
      expect((await client.call('GET', '/', { user: other })).json.plugins).toEqual([]);
      for (const [method, path] of [
        ['POST', '/color-palette/activate'],
        ['GET', '/color-palette/settings'],
        ['DELETE', '/color-palette'],
      ] as const) {
        expect((await client.call(method, path, { user: other })).status).toBe(404);
      }
      expect((await install(minimalManifest(), other)).status).toBe(201);
      await client.call('PUT', '/color-palette/settings', { user: other, body: { settings: { theirs: 2 } } });
      await client.call('DELETE', '/color-palette', { user: other });
      const { json } = await client.call('GET', '/color-palette/settings', { user });
      expect(json.settings).toEqual({ mine: 1 });
    });

    it('records what the user granted', async () => {
      const manifest = {
        ...minimalManifest(),
        permissions: ['storage', 'files'],
        optionalPermissions: ['network'],
      };
      const { status, json } = await client.call('POST', '/install', {
        user,
        body: { manifest, permissions: ['files:read', 'network', 'network'] },
      });
      expect(status).toBe(201);
      expect(json.plugin.grantedPermissions).toEqual(['files:read', 'network']);
      expect((await client.call('GET', '/', { user })).json.plugins[0].grantedPermissions).toEqual([
        'files:read',
        'network',
      ]);
    });

    it('records a grant of nothing as nothing, not as "not asked"', async () => {
      const body = { manifest: minimalManifest(), permissions: [] };
      expect((await client.call('POST', '/install', { user, body })).json.plugin.grantedPermissions).toEqual(
        [],
      );
    });

    it.each([
      ['more than the manifest asks for', ['storage', 'ai'], 'permissions[1]'],
      ['the whole of what is asked in part', ['files'], 'permissions[0]'],
      ['what is no permission', [7], 'permissions[0]'],
      ['what is no list', 'storage', 'permissions'],
    ])('refuses a grant of %s', async (_what, permissions, field) => {
      const manifest = { ...minimalManifest(), permissions: ['storage', 'files:read'] };
      const { status, json } = await client.call('POST', '/install', {
        user,
        body: { manifest, permissions },
      });
      expect(status).toBe(400);
      expect(json.field).toBe(field);
    });

    it('answers JSON for malformed JSON', async () => {
      const { status, json } = await client.call('POST', '/install', { user, raw: '{"manifest":' });
      expect(status).toBe(400);
      expect(json).toMatchObject({
        success: false,
        error: 'The body is not valid JSON',
        code: 'INVALID_JSON',
      });
    });

    it('answers JSON for unknown paths and methods', async () => {
      const lost = await client.call('GET', '/color-palette/nonsense', { user });
      expect(lost.status).toBe(404);
      expect(lost.json).toMatchObject({ success: false, code: 'NOT_FOUND', requestId: expect.any(String) });
      const wrong = await client.call('PATCH', '/install', { user });
      expect(wrong.status).toBe(405);
      expect(wrong.headers.get('allow')).toBe('POST');
    });

    it('answers HEAD like GET, without the body', async () => {
      const { status, text, headers } = await client.call('HEAD', '/', { user });
      expect([status, text]).toEqual([200, '']);
      expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
    });

    it('writes every change into the audit, and nothing else', async () => {
      const id = user;
      user = `${user}@acme`;
      await install({ ...minimalManifest(), permissions: ['storage'] });
      await install(minimalManifest());
      await client.call('POST', '/color-palette/activate', { user, headers: { 'x-request-id': 'trace-7' } });
      await client.call('PUT', '/color-palette/settings', { user, body: { settings: { token: 'secret' } } });
      await client.call('PUT', '/color-palette/settings', { user, body: { settings: [] } });
      await client.call('POST', '/color-palette/deactivate', { user });
      await client.call('DELETE', '/color-palette', { user });
      await client.call('DELETE', '/color-palette', { user });
      const rows = await fixture.database.query(
        'SELECT action, detail, tenant_id, request_id FROM plugin_audit WHERE user_id = $1 ORDER BY id',
        [id],
      );
      expect(rows.map(({ action }) => action)).toEqual([
        'install',
        'activate',
        'settings',
        'deactivate',
        'uninstall',
      ]);
      expect(rows.map(({ tenant_id }) => tenant_id)).toEqual(Array(5).fill('acme'));
      expect(rows[1]?.request_id).toBe('trace-7');
      expect(JSON.stringify(rows)).not.toContain('secret');
      expect(rows[2]?.detail).toEqual({ keys: ['token'] });
    });
  });
});
