import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drivers } from './support/databases.ts';
import { createFixture, type Fixture, minimalManifest } from './support/fixtures.ts';

const N = 40;

describe.each(drivers)('concurrent requests on $name', (driver) => {
  let fixture: Fixture;
  beforeAll(async () => {
    fixture = await createFixture(driver);
  });
  afterAll(() => fixture.close());

  const all = <T>(work: (index: number) => Promise<T>) =>
    Promise.all(Array.from({ length: N }, (_, index) => work(index)));
  const request = (method: string, path: string, user: string, body?: unknown) =>
    fixture.server.handle({ method, path, headers: { authorization: `Bearer ${user}` }, body });

  it('installs once', async () => {
    const user = await fixture.createUser();
    const answers = await all(() => request('POST', '/install', user, { manifest: minimalManifest() }));
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([201, ...Array(N - 1).fill(409)]);
    const audited = await fixture.database.query('SELECT 1 FROM plugin_audit WHERE user_id = $1', [user]);
    expect(audited).toHaveLength(1);
  });

  it('keeps the settings of every writer', async () => {
    const user = await fixture.createUser();
    await request('POST', '/install', user, { manifest: minimalManifest() });
    const answers = await all((index) =>
      request('PUT', '/color-palette/settings', user, { settings: { [`key${index}`]: index } }),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(N).fill(200));
    const { body } = await request('GET', '/color-palette/settings', user);
    expect(Object.keys(JSON.parse(String(body)).settings)).toHaveLength(N);
  });

  it('removes once', async () => {
    const user = await fixture.createUser();
    await request('POST', '/install', user, { manifest: minimalManifest() });
    const answers = await all(() => request('DELETE', '/color-palette', user));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(N - 1).fill(404)]);
  });

  it('counts one revision per change', async () => {
    const user = await fixture.createUser();
    await request('POST', '/install', user, { manifest: minimalManifest() });
    await all((index) => request('POST', `/color-palette/${index % 2 ? 'activate' : 'deactivate'}`, user));
    const [row] = await fixture.database.query('SELECT revision FROM user_plugins WHERE user_id = $1', [
      user,
    ]);
    expect(Number(row?.revision)).toBe(N + 1);
  });
});
