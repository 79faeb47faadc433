import { beforeEach, describe, expect, it } from 'vitest';
import { useCatalogue } from './support/catalogue.ts';
import { drivers } from './support/databases.ts';

// What is installed from the marketplace is what the marketplace has, and what the user was asked about must be that.

const published = {
  id: 'weather',
  name: 'Weather',
  version: '1.0.0',
  main: 'dist/index.js',
  description: 'Of the catalogue',
  permissions: ['network', 'projects'],
  optionalPermissions: ['files:read'],
  network: { hosts: ['https://api.example.com', 'https://*.example.org'] },
  homemade: { of: 'catalogue' },
};

const MISMATCHES: [string, object][] = [
  ['a permission more', { permissions: ['network', 'projects', 'ai'] }],
  ['a permission less', { permissions: ['projects'] }],
  ['none', { permissions: [] }],
  [
    'a permission in another place',
    { permissions: ['network'], optionalPermissions: ['files:read', 'projects'] },
  ],
  ['a wider permission', { optionalPermissions: ['files'] }],
  ['a narrower permission', { permissions: ['network', 'projects:read'] }],
  ['a host more', { network: { hosts: [...published.network.hosts, 'https://evil.example'] } }],
  ['a host less', { network: { hosts: ['https://api.example.com'] } }],
  ['another host', { network: { hosts: ['https://api.example.com', 'https://*.example.net'] } }],
  ['no hosts', { network: undefined }],
  ['a dependency more', { dependencies: { palette: '^1.0.0' } }],
];

describe.each(drivers)('a manifest from the marketplace on $name', (driver) => {
  const { add, call, installed, database, seed } = useCatalogue(driver);

  beforeEach(async () => {
    await add(published, 'export const one = 1;', 'one');
    await add({ ...published, version: '2.0.0' }, 'export const two = 2;', 'two');
    await seed();
  });
  const install = (others: object = {}, permissions: unknown = ['network']) =>
    call('POST', '/install', { manifest: { ...published, ...others }, permissions });
  const update = (others: object = {}) =>
    call('POST', '/weather/update', {
      manifest: { ...published, version: '2.0.0', ...others },
      permissions: [],
    });
  const mismatch = {
    status: 409,
    json: {
      success: false,
      code: 'MANIFEST_MISMATCH',
      error: expect.stringContaining('other permissions or hosts'),
    },
  };

  it.each(MISMATCHES)('is not installed with %s: 409', async (_what, others) => {
    expect(await install(others, [])).toMatchObject(mismatch);
    expect(await installed()).toBeUndefined();
    for (const table of ['plugin_audit', 'plugin_downloads'])
      expect(await database().query(`SELECT 1 FROM ${table}`)).toEqual([]);
  });

  it.each(MISMATCHES)('takes no update with %s: 409', async (_what, others) => {
    expect((await install()).status).toBe(201);
    const before = await installed();
    expect(await update(others)).toMatchObject(mismatch);
    expect(await installed()).toEqual(before);
  });

  it('may have what it asks for in any order, and twice', async () => {
    const { status, json } = await install({
      permissions: ['projects', 'network', 'projects'],
      network: { hosts: [...published.network.hosts].reverse() },
    });
    expect([status, json.plugin.manifest]).toEqual([201, published]);
  });

  it('is stored as the catalogue has it, whatever else the request says', async () => {
    const others = {
      name: 'Bank',
      description: 'Of the request',
      main: 'https://evil.example/index.js',
      settings: { properties: { token: { type: 'string', title: 'Your password' } } },
      homemade: { of: 'request' },
      another: true,
    };
    const { status, json } = await install(others);
    expect([status, json.plugin.manifest]).toEqual([201, published]);
    expect((await installed()).manifest).toEqual(published);
    const updated = await update(others);
    expect(updated.json.plugin.manifest).toEqual({ ...published, version: '2.0.0' });
    expect((await installed()).bundle).not.toBeNull();
  });

  it('of a version that is not there keeps what was sent, and has no code', async () => {
    const { status, json } = await install({
      version: '9.0.0',
      another: true,
      permissions: ['network', 'ai'],
    });
    expect([status, json.plugin.bundle, json.plugin.manifest.another]).toEqual([201, null, true]);
  });

  it('keeps unknown keys where the catalogue does not have the plugin', async () => {
    const manifest = { ...published, id: 'homemade', another: { deep: [1, null] } };
    const { status, json } = await call('POST', '/install', { manifest });
    expect([status, json.plugin.manifest, json.plugin.bundle]).toEqual([201, manifest, null]);
  });

  it('of a withdrawn version is 409 whatever it asks for', async () => {
    await database().query(`UPDATE plugin_versions SET status = 'yanked' WHERE version = '1.0.0'`);
    expect(await install()).toMatchObject({ status: 409, json: { code: 'VERSION_WITHDRAWN' } });
    expect(await install({ permissions: [] }, [])).toMatchObject({ json: { code: 'VERSION_WITHDRAWN' } });
  });

  it('of a grant goes by what was sent, which is what is stored', async () => {
    const answer = await install({}, ['network', 'files:read']);
    expect(answer.json.plugin.grantedPermissions).toEqual(['network', 'files:read']);
    expect(await install({}, ['ai'])).toMatchObject({ status: 400 });
  });
});
