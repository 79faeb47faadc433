import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { drivers } from './support/databases.ts';
import { type EventReader, readEvents } from './support/event-reader.ts';
import { createFixture, type Fixture, minimalManifest } from './support/fixtures.ts';
import { type Listening, listen } from './support/listen.ts';

// One user who works for two tenants, and for none.

describe.each(drivers)('a user of two tenants on $name', (driver) => {
  let fixture: Fixture;
  let client: Listening;
  let user: string;
  beforeAll(async () => {
    fixture = await createFixture(driver);
    client = await listen(fixture.server.node);
  });
  afterAll(async () => {
    expect(fixture.errors).toEqual([]);
    await client.close();
    await fixture.close();
  });
  beforeEach(async () => {
    user = await fixture.createUser();
  });

  const at = (tenant: string) => (method: string, path: string, body?: unknown) =>
    client.call(method, path, { user: tenant ? `${user}@${tenant}` : user, body });
  const [acme, globex, alone] = [at('acme'), at('globex'), at('')];
  const all = [acme, globex, alone];
  const manifest = { ...minimalManifest(), permissions: ['storage'] };
  const listOf = async (ask: typeof acme) => (await ask('GET', '/')).json.plugins;

  it('has plugins in each, with states, settings and grants of their own', async () => {
    expect((await acme('POST', '/install', { manifest, permissions: ['storage'] })).status).toBe(201);
    expect([await listOf(globex), await listOf(alone)]).toEqual([[], []]);
    for (const ask of [globex, alone]) {
      for (const [method, path, body] of [
        ['POST', '/color-palette/activate'],
        ['GET', '/color-palette/settings'],
        ['PUT', '/color-palette/settings', { settings: { a: 1 } }],
        ['PUT', '/color-palette/permissions', { permissions: [] }],
        ['POST', '/color-palette/update', { manifest, permissions: [] }],
        ['GET', '/color-palette/storage'],
        ['DELETE', '/color-palette'],
      ] as const)
        expect([path, (await ask(method, path, body)).status]).toEqual([path, 404]);
      expect((await ask('POST', '/install', { manifest, permissions: [] })).status).toBe(201);
    }
    await acme('POST', '/color-palette/activate');
    await acme('PUT', '/color-palette/settings', { settings: { of: 'acme' } });
    await globex('PATCH', '/color-palette/settings', { of: 'globex' });
    await globex('PUT', '/color-palette/permissions', { permissions: ['storage'] });
    expect(await Promise.all(all.map(async (ask) => (await listOf(ask))[0]))).toMatchObject([
      { state: 'active', settings: { of: 'acme' }, grantedPermissions: ['storage'] },
      { state: 'inactive', settings: { of: 'globex' }, grantedPermissions: ['storage'] },
      { state: 'inactive', settings: {}, grantedPermissions: [] },
    ]);
    const ids = await Promise.all(all.map(async (ask) => (await listOf(ask))[0].id));
    expect(new Set(ids).size).toBe(3);
  });

  it('stores values in each, and removes them in one', async () => {
    for (const [index, ask] of all.entries()) {
      await ask('POST', '/install', { manifest });
      expect((await ask('PUT', '/color-palette/storage/theme', { value: index })).status).toBe(200);
    }
    await acme('PUT', '/color-palette/storage/own', { value: true });
    const values = () =>
      Promise.all(all.map(async (ask) => (await ask('GET', '/color-palette/storage/theme')).json.value));
    expect(await values()).toEqual([0, 1, 2]);
    expect((await globex('GET', '/color-palette/storage')).json.keys).toEqual(['theme']);
    await globex('DELETE', '/color-palette/storage');
    expect(await values()).toEqual([0, undefined, 2]);
    await alone('DELETE', '/color-palette');
    await alone('POST', '/install', { manifest });
    expect(await values()).toEqual([0, undefined, undefined]);
    const rows = await fixture.database.query(
      'SELECT tenant_id, key FROM plugin_storage WHERE user_id = $1 ORDER BY key',
      [user],
    );
    expect(rows).toEqual([
      { tenant_id: 'acme', key: 'own' },
      { tenant_id: 'acme', key: 'theme' },
    ]);
  });

  it('hears in each what happens there', async () => {
    const open: EventReader[] = [];
    const read = async (tenant: string, after?: number): Promise<EventReader> => {
      const reader = await readEvents(client.origin, tenant ? `${user}@${tenant}` : user, after);
      open.push(reader);
      return reader;
    };
    try {
      const [inAcme, inGlobex, inNone] = [await read('acme'), await read('globex'), await read('')];
      const began = await Promise.all([inAcme, inGlobex, inNone].map((reader) => reader.next()));
      expect(began.map((frame) => frame?.event)).toEqual(['ready', 'ready', 'ready']);
      for (const [ask, id] of [
        [acme, 'of-acme'],
        [globex, 'of-globex'],
        [alone, 'of-none'],
      ] as const)
        await ask('POST', '/install', { manifest: minimalManifest(id) });
      const heard = await Promise.all(
        [inAcme, inGlobex, inNone].map(async (reader) => (await reader.changes(1))[0]),
      );
      expect(heard.map((frame) => frame?.data.pluginId)).toEqual(['of-acme', 'of-globex', 'of-none']);
      // The next that each of them hears is its own again.
      for (const ask of all) await ask('POST', '/install', { manifest: minimalManifest('second') });
      const next = await Promise.all(
        [inAcme, inGlobex, inNone].map(async (reader) => (await reader.changes(1))[0]),
      );
      expect(next.map((frame) => frame?.data.pluginId)).toEqual(['second', 'second', 'second']);
      // The place of another tenant's stream is none in this one, and tells nothing of what is there.
      const later = await read('globex', heard[0]?.id);
      expect([(await later.next())?.event, (await later.next())?.event]).toEqual(['ready', 'reset']);
    } finally {
      for (const reader of open) await reader.close();
    }
  });

  it('is found in every tenant when it is erased', async () => {
    for (const ask of all) await ask('POST', '/install', { manifest });
    expect(await fixture.server.eraseUser(user)).toEqual({ installs: 3 });
    expect(await Promise.all(all.map(listOf))).toEqual([[], [], []]);
  });

  it('is nobody in a tenant that no database can name', async () => {
    for (const tenantId of ['half\ud800', 'null\0']) {
      const { status } = await fixture.server.handle({
        method: 'GET',
        path: '/',
        headers: { authorization: `Bearer ${user}@${tenantId}` },
      });
      expect(status).toBe(401);
    }
  });
});
