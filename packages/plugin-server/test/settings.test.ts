import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { useCatalogue } from './support/catalogue.ts';
import { drivers } from './support/databases.ts';
import { createFixture, type Fixture, minimalManifest } from './support/fixtures.ts';

const settings = {
  properties: {
    size: { type: 'number', title: 'Size', default: 5, validation: { min: 2, max: 12 } },
    code: { type: 'string', title: 'Code', validation: { pattern: '[A-Z]{2}\\d+' } },
  },
};
const manifest = { ...minimalManifest(), settings };

describe.each(drivers)('settings that are declared, on $name', (driver) => {
  let fixture: Fixture;
  let user: string;
  beforeAll(async () => {
    fixture = await createFixture(driver);
  });
  afterAll(() => fixture.close());
  beforeEach(async () => {
    user = await fixture.createUser();
    expect((await send('POST', '/install', { manifest, permissions: [] })).status).toBe(201);
  });

  async function send(method: string, path: string, body?: unknown) {
    const headers = { authorization: `Bearer ${user}` };
    const answer = await fixture.server.handle({ method, path, headers, body });
    return { status: answer.status, json: JSON.parse(String(answer.body)) };
  }
  const put = (patch: unknown) => send('PUT', '/color-palette/settings', { settings: patch });
  const stored = async () => (await send('GET', '/color-palette/settings')).json.settings;
  const update = (next: unknown, version = '2.0.0') =>
    send('POST', '/color-palette/update', {
      manifest: { ...manifest, version, settings: next },
      permissions: [],
    });

  it('takes what the schema allows, and null for no value', async () => {
    const answer = await put({ size: 7, code: 'AB12' });
    expect(answer).toEqual({ status: 200, json: { success: true, settings: { size: 7, code: 'AB12' } } });
    expect((await put({ size: null })).json.settings).toEqual({ size: null, code: 'AB12' });
  });

  it('names every value that is wrong, and stores nothing of the request', async () => {
    await put({ size: 7 });
    const { status, json } = await put({ size: 99, code: 'nope', other: 1 });
    expect(status).toBe(400);
    expect(json).toMatchObject({
      success: false,
      code: 'INVALID_SETTINGS',
      error: 'settings.size must be 12 or less',
      field: 'settings.size',
      errors: [
        { field: 'settings.size', message: 'settings.size must be 12 or less', code: 'max' },
        { field: 'settings.code', message: 'settings.code must match [A-Z]{2}\\d+', code: 'pattern' },
      ],
    });
    expect(await stored()).toEqual({ size: 7 });
  });

  it('stores names that are not declared, and says so', async () => {
    const { status, json } = await put({ size: 7, older: { a: 1 } });
    expect([status, json.unknown]).toEqual([200, ['older']]);
    expect(await stored()).toEqual({ size: 7, older: { a: 1 } });
  });

  it('checks against the version that is installed', async () => {
    await update({ properties: { size: { ...settings.properties.size, validation: { max: 6 } } } });
    expect((await put({ size: 7 })).status).toBe(400);
    await update({ properties: {} }, '3.0.0');
    expect((await put({ size: 'any' })).json).toMatchObject({ success: true, unknown: ['size'] });
  });

  it('lets no value of the old schema in beside an update', async () => {
    const small = { properties: { size: { ...settings.properties.size, validation: { max: 6 } } } };
    for (let round = 0; round < 10; round++) {
      await update(settings, `1.${round}.0`);
      const [answer] = await Promise.all([put({ size: 7 }), update(small, `1.${round}.1`)]);
      const audited = await fixture.database.query(
        `SELECT action FROM plugin_audit WHERE user_id = $1 ORDER BY id DESC LIMIT 2`,
        [user],
      );
      // The smaller schema came last, or it was there first and the value was refused.
      const before = answer.status === 200 ? 'settings' : 'update';
      expect(audited.map(({ action }) => action)).toEqual(['update', before]);
    }
  });

  it('keeps what each of many writers sets', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => put({ size: 2 + (index % 10), [`key${index}`]: index })),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200));
    expect(Object.keys(await stored())).toHaveLength(21);
  });

  it.each([
    ['another kind of schema', { size: { type: 'slider' } }],
    ['no object', 'none'],
    ['a type of today without a title', { properties: { size: { type: 'number' } } }],
  ])('checks nothing where an old install declares %s', async (_what, old) => {
    await fixture.database.query(
      `UPDATE user_plugins SET manifest = manifest || jsonb_build_object('settings', $2::jsonb) WHERE user_id = $1`,
      [user, JSON.stringify(old)],
    );
    expect(await put({ size: 'large' })).toEqual({
      status: 200,
      json: { success: true, settings: { size: 'large' } },
    });
    expect(fixture.errors).toEqual([]);
  });

  it('answers a hostile pattern and a long text', async () => {
    await update({
      properties: { code: { type: 'string', title: 'Code', validation: { pattern: '^(a+)+$' } } },
    });
    expect((await put({ code: `${'a'.repeat(60_000)}!` })).json.errors).toMatchObject([{ code: 'pattern' }]);
  });
});

describe.each(drivers)('patterns of settings that are published, on $name', (driver) => {
  const { add, ids, seed } = useCatalogue(driver);
  const withPattern = (pattern: string) => ({
    properties: { code: { type: 'string', title: 'Code', validation: { pattern } } },
  });

  it('refuses one that could not be applied, and publishes nothing', async () => {
    await add({ id: 'good', settings: withPattern('[a-z]+') });
    await add({ id: 'worse', settings: withPattern('(?=a)b') });
    await expect(seed()).rejects.toMatchObject({
      code: 'INVALID_MANIFEST',
      message: expect.stringContaining(
        'worse@1.0.0: settings.properties.code.validation.pattern cannot be used',
      ),
      data: { issues: [{ field: 'settings.properties.code.validation.pattern', code: 'pattern' }] },
    });
    expect(await ids()).toEqual([]);
  });
});
