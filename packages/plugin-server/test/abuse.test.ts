import { beforeEach, describe, expect, it } from 'vitest';
import { authentication } from '../src/authenticate.ts';
import { LIMITS } from '../src/limits.ts';
import { digest, useCatalogue } from './support/catalogue.ts';
import { drivers } from './support/databases.ts';
import { minimalManifest } from './support/fixtures.ts';

// What one user must not be able to do to the others, and what an operator's word must do to all.

describe.each(drivers)('abuse on $name', (driver) => {
  const { add, call, createUser, database, install, installed, seed, server, user } = useCatalogue(driver);

  describe('a body of too many values', () => {
    it('is refused before they are checked one by one', async () => {
      const permissions = Array(LIMITS.jsonValues).fill(1);
      const { status, json } = await call('POST', '/install', { manifest: minimalManifest(), permissions });
      expect([status, json.code]).toEqual([413, 'PAYLOAD_TOO_LARGE']);
    });

    it('has only so many of its faults named', async () => {
      const permissions = Array(5_000).fill(1);
      const { status, json } = await call('POST', '/install', { manifest: minimalManifest(), permissions });
      expect([status, json.errors.length]).toEqual([400, LIMITS.issues]);
    });
  });

  it('a manifest that nobody published may be smaller than one that somebody did', async () => {
    const large = { ...minimalManifest('large'), extra: 'x'.repeat(LIMITS.foreignManifestBytes) };
    expect((await call('POST', '/install', { manifest: large })).status).toBe(413);
    await add(large);
    await seed();
    expect((await call('POST', '/install', { manifest: large })).status).toBe(201);
  });

  it('keeps the keys of the last requests only', async () => {
    await install('notes');
    for (let n = 0; n < LIMITS.idempotencyKeys + 5; n++) {
      const manifest = { ...minimalManifest('notes'), version: `1.0.${n}` };
      await call('POST', '/notes/update', { manifest, permissions: [] }, { 'idempotency-key': `k${n}` });
    }
    const [row] = await database().query('SELECT count(*)::int AS keys FROM plugin_idempotency');
    expect(row?.keys).toBeLessThanOrEqual(LIMITS.idempotencyKeys + 1);
  });

  it('names so many settings in a row of the audit', async () => {
    await install('notes');
    const settings = Object.fromEntries(Array.from({ length: 80 }, (_, n) => [`key${n}`, n]));
    await call('PUT', '/notes/settings', { settings });
    const [row] = await database().query(`SELECT detail FROM plugin_audit WHERE action = 'settings'`);
    expect(row?.detail).toMatchObject({ more: 80 - LIMITS.auditKeys });
  });

  it('counts one download for each user', async () => {
    await add({ id: 'notes' });
    await seed();
    for (let n = 0; n < 3; n++) {
      await install('notes');
      await call('DELETE', '/notes');
    }
    await call(
      'POST',
      '/install',
      { manifest: minimalManifest('notes') },
      {
        authorization: `Bearer ${await createUser()}`,
      },
    );
    await server().upkeep();
    expect((await call('GET', '/marketplace')).json.plugins[0].downloads).toBe(2);
  });

  it('takes no rating from who has no code of the plugin', async () => {
    await add({ id: 'notes' });
    await seed();
    await install('notes', '99.0.0');
    expect((await call('PUT', '/marketplace/notes/rating', { rating: 5 })).json.code).toBe('NOT_INSTALLED');
  });

  describe('a version that the operator', () => {
    beforeEach(async () => {
      await add({ id: 'notes', permissions: ['network'], network: { hosts: ['api.example.com'] } });
      await seed();
      const manifest = (await call('GET', '/marketplace/notes')).json.plugin.manifest;
      await call('POST', '/install', { manifest, permissions: ['network'] });
    });
    const setStatus = (status: string) =>
      database().query('UPDATE plugin_versions SET status = $1', [status]);

    it('blocks has no code for those who have it, until it is no longer blocked', async () => {
      const { bundle } = await installed();
      expect(bundle.sha256).toHaveLength(64);
      const { headers } = await call('GET', '/');
      await setStatus('blocked');
      expect((await call('GET', '/', undefined, { 'if-none-match': headers.etag ?? '' })).status).toBe(200);
      expect(await installed()).toMatchObject({
        bundle: null,
        state: 'disabled',
        fault: { code: 'VERSION_WITHDRAWN', message: 'Version 1.0.0 is blocked: choose another one' },
      });
      expect(await call('POST', '/notes/activate')).toMatchObject({
        status: 409,
        json: { code: 'VERSION_WITHDRAWN' },
      });
      await setStatus('yanked');
      expect(await installed()).toMatchObject({ bundle, state: 'inactive' });
      expect(await installed()).not.toHaveProperty('fault');
      expect((await call('POST', '/notes/activate')).status).toBe(200);
      await setStatus('published');
      expect(await installed()).toMatchObject({ bundle, state: 'active' });
    });

    it('publishes again with the same wishes keeps what was allowed', async () => {
      const code = 'export const activate = () => 2;';
      await add({ id: 'notes', permissions: ['network'], network: { hosts: ['api.example.com'] } }, code);
      await seed();
      const { bundle, grantedPermissions } = await installed();
      expect([bundle.sha256, grantedPermissions]).toEqual([digest('sha256', code, 'hex'), ['network']]);
    });

    it('publishes again with more hosts is asked about again', async () => {
      const hosts = ['api.example.com', 'other.example.com'];
      await add({ id: 'notes', permissions: ['network'], network: { hosts } });
      await seed();
      expect((await installed()).grantedPermissions).toBeNull();
    });
  });

  it('a user whose id is no number is nobody', async () => {
    const said = authentication(() => ({ userId: Number('abc') }), { method: 'GET', path: '/' });
    await expect(said).rejects.toMatchObject({ status: 500 });
    expect(user()).not.toBe('');
  });
});
