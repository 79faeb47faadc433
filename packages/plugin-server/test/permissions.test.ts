import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { useCatalogue } from './support/catalogue.ts';
import { drivers } from './support/databases.ts';
import { createFixture, type Fixture, minimalManifest } from './support/fixtures.ts';

const manifest = {
  ...minimalManifest(),
  permissions: ['storage', 'files'],
  optionalPermissions: ['network', 'board'],
};

describe.each(drivers)('grants and updates on $name', (driver) => {
  let fixture: Fixture;
  let user: string;
  beforeAll(async () => {
    fixture = await createFixture(driver);
  });
  afterAll(() => fixture.close());
  beforeEach(async () => {
    user = await fixture.createUser();
    const answer = await send('POST', '/install', { manifest, permissions: ['storage'] });
    expect(answer.status).toBe(201);
  });

  async function send(method: string, path: string, body?: unknown, by = user) {
    const headers = { authorization: `Bearer ${by}` };
    const answer = await fixture.server.handle({ method, path, headers, body });
    return { status: answer.status, json: JSON.parse(String(answer.body)) };
  }
  const stored = async () => (await send('GET', '/')).json.plugins[0];
  const grant = (permissions: unknown) => send('PUT', '/color-palette/permissions', { permissions });
  const update = (next: object, permissions?: unknown) =>
    send('POST', '/color-palette/update', {
      manifest: { ...manifest, version: '2.0.0', ...next },
      permissions,
    });

  it('stores what the user allows in place of what was stored', async () => {
    const granted = ['files:read', 'network', 'board'];
    const answer = await grant([...granted, 'network']);
    expect(answer).toEqual({ status: 200, json: { success: true, permissions: granted } });
    expect((await stored()).grantedPermissions).toEqual(granted);
    expect((await grant([])).json).toEqual({ success: true, permissions: [] });
    expect((await stored()).grantedPermissions).toEqual([]);
  });

  it.each([
    ['more than the manifest asks for', ['storage', 'ai'], 'permissions[1]', '"ai"'],
    ['what is no permission', ['storage:all'], 'permissions[0]', 'name of a permission'],
    ['what is no list', 'storage', 'permissions', 'list'],
    ['nothing at all', undefined, 'permissions', 'list'],
    ['null, which stands for "not asked"', null, 'permissions', 'list'],
  ])('refuses %s with 400 and changes nothing', async (_what, permissions, field, words) => {
    const { status, json } = await grant(permissions);
    expect([status, json.field]).toEqual([400, field]);
    expect(json.error).toContain(words);
    expect((await stored()).grantedPermissions).toEqual(['storage']);
  });

  it('grants only to plugins of the user', async () => {
    const other = await fixture.createUser();
    for (const [method, path, body] of [
      ['PUT', '/color-palette/permissions', { permissions: [] }],
      ['POST', '/color-palette/update', { manifest, permissions: [] }],
    ] as const) {
      const { status, json } = await send(method, path, body, other);
      expect([status, json.error]).toEqual([404, 'Plugin not found']);
    }
    expect((await stored()).grantedPermissions).toEqual(['storage']);
  });

  it('updates to another version, and keeps settings and state', async () => {
    await send('PUT', '/color-palette/settings', { settings: { size: 5 } });
    await send('POST', '/color-palette/activate');
    const { status, json } = await update({ permissions: ['ai'], homemade: true }, ['ai', 'network']);
    expect(status).toBe(200);
    expect(json).toMatchObject({
      success: true,
      plugin: {
        pluginId: 'color-palette',
        version: '2.0.0',
        state: 'active',
        settings: { size: 5 },
        grantedPermissions: ['ai', 'network'],
        manifest: { version: '2.0.0', homemade: true },
      },
    });
    expect(await stored()).toEqual(json.plugin);
  });

  it.each([
    ['another id', { id: 'palette' }, [], 'id'],
    ['a manifest that is not valid', { version: 'two' }, [], 'version'],
    ['grants beyond the new manifest', { permissions: [] }, ['files'], 'permissions[0]'],
    ['no grants: nothing is taken as given', {}, undefined, 'permissions'],
  ])('refuses an update with %s', async (_what, next, permissions, field) => {
    const { status, json } = await update(next, permissions);
    expect([status, json.field]).toEqual([400, field]);
    expect(await stored()).toMatchObject({ version: '1.0.0', grantedPermissions: ['storage'] });
  });

  it('writes both into the audit', async () => {
    await grant(['files']);
    await update({}, ['files']);
    await grant(['ai']);
    const rows = await fixture.database.query(
      'SELECT action, detail FROM plugin_audit WHERE user_id = $1 ORDER BY id',
      [user],
    );
    expect(rows.slice(1)).toEqual([
      { action: 'permissions', detail: { grantedPermissions: ['files'] } },
      { action: 'update', detail: { version: '2.0.0', grantedPermissions: ['files'] } },
    ]);
  });
});

describe.each(drivers)('the code of an update on $name', (driver) => {
  const catalogue = useCatalogue(driver);

  it('is that of the new version in the catalogue; another version is refused, and the install stays', async () => {
    const update = (version: string) =>
      catalogue.call('POST', '/palette/update', {
        manifest: { ...minimalManifest('palette'), version },
        permissions: [],
      });
    await catalogue.add({ id: 'palette', version: '1.0.0' }, 'export const activate = () => 1;');
    await catalogue.seed();
    await catalogue.install('palette');
    const old = (await catalogue.installed()).bundle;
    await catalogue.add({ id: 'palette', version: '2.0.0' }, 'export const activate = () => 2;');
    await catalogue.seed();
    const { json } = await update('2.0.0');
    expect(json.plugin.bundle.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(json.plugin.bundle.sha256).not.toBe(old.sha256);
    expect(await update('3.0.0')).toMatchObject({ status: 404, json: { error: 'No such version' } });
    expect(await catalogue.installed()).toMatchObject({ version: '2.0.0', bundle: json.plugin.bundle });
  });
});
