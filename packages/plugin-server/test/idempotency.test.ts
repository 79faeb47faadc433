import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { LIMITS } from '../src/limits.ts';
import { drivers } from './support/databases.ts';
import { createFixture, type Fixture, minimalManifest } from './support/fixtures.ts';
import { type Call, type Listening, listen } from './support/listen.ts';

describe.each(drivers)('Idempotency-Key on $name', (driver) => {
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

  const send = (method: string, path: string, key: string | undefined, body: unknown, others: Call = {}) =>
    client.call(method, path, {
      user,
      body,
      ...(key === undefined ? {} : { headers: { 'idempotency-key': key } }),
      ...others,
    });
  const install = (key?: string, body: unknown = { manifest: minimalManifest() }, others: Call = {}) =>
    send('POST', '/install', key, body, others);
  const rows = (table: string) => fixture.database.query(`SELECT * FROM ${table} WHERE user_id = $1`, [user]);
  const counts = async () =>
    Promise.all(
      ['user_plugins', 'plugin_audit', 'plugin_events', 'plugin_idempotency'].map(
        async (table) => (await rows(table)).length,
      ),
    );

  it('makes one install of a request that is sent again', async () => {
    const first = await install('one');
    const again = await install('one');
    expect([first.status, again.status, again.text]).toEqual([201, 201, first.text]);
    expect(await counts()).toEqual([1, 1, 1, 1]);
  });

  it('makes one install of many that are sent together', async () => {
    const answers = await Promise.all(Array.from({ length: 12 }, () => install('together')));
    expect(answers.map(({ status }) => status)).toEqual(Array(12).fill(201));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(await counts()).toEqual([1, 1, 1, 1]);
  });

  it('gives the answer of then, whatever has happened since', async () => {
    const first = await install('then');
    expect((await send('DELETE', '/color-palette', undefined, undefined)).status).toBe(200);
    expect((await install('then')).text).toBe(first.text);
    expect(await rows('user_plugins')).toEqual([]);
  });

  it('is another request without the key, and with another key', async () => {
    await install('a');
    expect([(await install()).status, (await install('b')).status]).toEqual([409, 409]);
  });

  it.each([
    ['another manifest', { manifest: { ...minimalManifest(), name: 'Other' } }],
    ['other permissions', { manifest: minimalManifest(), permissions: [] }],
  ])('refuses the key with %s: 422, and changes nothing', async (_what, body) => {
    await install('reused');
    const before = await counts();
    const { status, json } = await install('reused', body);
    expect([status, json.code]).toEqual([422, 'IDEMPOTENCY_KEY_REUSED']);
    expect(await counts()).toEqual(before);
  });

  it('refuses the key of an install for an update, and for that of another plugin', async () => {
    await install('shared');
    await install('second', { manifest: minimalManifest('grid') });
    const body = (id: string) => ({ manifest: minimalManifest(id), permissions: [] });
    for (const [id, key, status] of [
      ['color-palette', 'shared', 422],
      ['color-palette', 'update', 200],
      ['grid', 'update', 422],
    ] as const)
      expect([id, key, (await send('POST', `/${id}/update`, key, body(id))).status]).toEqual([
        id,
        key,
        status,
      ]);
  });

  it('updates once', async () => {
    await install();
    const body = { manifest: { ...minimalManifest(), version: '2.0.0' }, permissions: [] };
    const answers = [];
    for (let times = 0; times < 3; times++)
      answers.push(await send('POST', '/color-palette/update', 'u', body));
    expect(answers.map(({ status, text }) => [status, text])).toEqual(Array(3).fill([200, answers[0]?.text]));
    expect((await rows('plugin_audit')).map(({ action }) => action)).toEqual(['install', 'update']);
  });

  it('is a user’s own, and a tenant’s', async () => {
    const mine = await install('same');
    const stranger = await fixture.createUser();
    const others = [stranger, `${user}@acme`, `${user}@other`];
    const ids = new Set([mine.json.plugin.id]);
    for (const token of others) {
      const answer = await install('same', { manifest: minimalManifest() }, { user: token });
      expect(answer.status).toBe(201);
      ids.add(answer.json.plugin.id);
    }
    expect(ids.size).toBe(1 + others.length);
  });

  it('forgets what failed, so that it can be tried again', async () => {
    const bad = { manifest: { ...minimalManifest(), id: 'Not An Id' } };
    expect((await install('retry', bad)).status).toBe(400);
    expect(
      (
        await send('POST', '/nobody/update', 'retry', {
          manifest: minimalManifest('nobody'),
          permissions: [],
        })
      ).status,
    ).toBe(404);
    expect(await rows('plugin_idempotency')).toEqual([]);
    expect((await install('retry')).status).toBe(201);

    expect((await install('conflict')).status).toBe(409);
    await send('DELETE', '/color-palette', undefined, undefined);
    expect((await install('conflict')).status).toBe(201);
  });

  it.each([
    ['empty', ''],
    ['too long', 'x'.repeat(LIMITS.idempotencyKeyLength + 1)],
    ['other than ASCII', 'schlüssel'],
    ['a tab', 'a\tb'],
  ])('must not be %s: 400', async (_what, key) => {
    const { status, json } = await install(key);
    expect([status, json.field]).toEqual([400, 'Idempotency-Key']);
    expect(await counts()).toEqual([0, 0, 0, 0]);
  });

  it('may be as long as it may be, and any printable text', async () => {
    for (const key of ['x'.repeat(LIMITS.idempotencyKeyLength), `'; DROP TABLE users; --`, '__proto__'])
      expect((await install(key, { manifest: minimalManifest(`p${key.length}`) })).status).toBe(201);
  });
});
