import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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
});
