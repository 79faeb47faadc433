import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { drivers } from './support/databases.ts';
import { createFixture, type Fixture, minimalManifest } from './support/fixtures.ts';
import { type Client, transports } from './support/transports.ts';

describe.each(drivers)('a plugin that an administrator has disabled, on $name', (driver) => {
  let fixture: Fixture;
  let client: Client;
  beforeAll(async () => {
    fixture = await createFixture(driver);
    client = await (transports[0] as (typeof transports)[number]).open(fixture.server);
  });
  afterAll(async () => {
    await client.close();
    await fixture.close();
  });

  it.each(['activate', 'deactivate'])('stays so, whoever says %s', async (verb) => {
    const user = await fixture.createUser();
    const other = await fixture.createUser();
    for (const each of [user, other])
      await client.call('POST', '/install', { user: each, body: { manifest: minimalManifest() } });
    const setState = (state: string) =>
      fixture.database.query('UPDATE user_plugins SET state = $2 WHERE user_id = $1', [user, state]);
    const say = (by: string, id = 'color-palette') => client.call('POST', `/${id}/${verb}`, { user: by });
    await setState('disabled');
    expect(await say(user)).toMatchObject({
      status: 409,
      json: {
        success: false,
        code: 'INVALID_STATE',
        error: 'The plugin is disabled: an administrator has to enable it first',
      },
    });
    expect((await client.call('GET', '/', { user })).json.plugins).toMatchObject([{ state: 'disabled' }]);
    expect((await say(user, 'other')).status).toBe(404);
    expect((await say(other)).status).toBe(200);
    const audited = await fixture.database.query('SELECT action FROM plugin_audit WHERE user_id = $1', [
      user,
    ]);
    expect(audited.map(({ action }) => action)).toEqual(['install']);
    await setState('inactive');
    expect((await say(user)).status).toBe(200);
  });

  describe('for one user', () => {
    let user: string;
    const by = (method: string, path: string, body?: unknown) => client.call(method, path, { user, body });
    const install = () => by('POST', '/install', { manifest: minimalManifest() });
    const listed = async () => (await by('GET', '/')).json.plugins;
    const disable = (error: unknown = null) =>
      fixture.database.query(`UPDATE user_plugins SET state = 'disabled', error = $2 WHERE user_id = $1`, [
        user,
        JSON.stringify(error),
      ]);
    beforeEach(async () => {
      user = await fixture.createUser();
      await install();
    });

    it('says why, in the words that were left, or in ours', async () => {
      expect((await listed())[0]).not.toHaveProperty('fault');
      const reason = { code: 'POLICY', message: 'Not in our organisation' };
      await disable(reason);
      expect(await listed()).toMatchObject([{ state: 'disabled', fault: reason }]);
      for (const odd of [null, 7, ['x'], { reason: 'x' }]) {
        await disable(odd);
        expect((await listed())[0].fault).toEqual({
          code: 'PLUGIN_DISABLED',
          message: 'An administrator has disabled this plugin',
        });
      }
    });

    it('is not lifted by an update, and keeps its reason', async () => {
      const fault = { code: 'POLICY', message: 'Not in our organisation' };
      await disable(fault);
      const manifest = { ...minimalManifest(), version: '2.0.0' };
      expect((await by('POST', '/color-palette/update', { manifest, permissions: [] })).status).toBe(200);
      expect(await listed()).toMatchObject([{ version: '2.0.0', state: 'disabled', fault }]);
    });

    it('is not lifted by uninstalling it and installing it anew', async () => {
      const other = await fixture.createUser();
      await disable({ message: 'Not in our organisation' });
      expect((await by('DELETE', '/color-palette')).status).toBe(200);
      expect(await install()).toMatchObject({
        status: 403,
        json: { code: 'PLUGIN_DISABLED', error: 'The plugin cannot be installed: Not in our organisation' },
      });
      expect(await listed()).toEqual([]);
      const manifest = minimalManifest();
      expect((await client.call('POST', '/install', { user: other, body: { manifest } })).status).toBe(201);
      await fixture.database.query('DELETE FROM plugin_disabled WHERE user_id = $1', [user]);
      expect((await install()).status).toBe(201);
      expect((await by('DELETE', '/color-palette')).status).toBe(200);
      expect((await install()).status).toBe(201);
    });

    it('is forgotten with the user', async () => {
      await disable();
      await by('DELETE', '/color-palette');
      await fixture.server.eraseUser(user);
      expect(
        await fixture.database.query('SELECT 1 FROM plugin_disabled WHERE user_id = $1', [user]),
      ).toEqual([]);
    });
  });
});
