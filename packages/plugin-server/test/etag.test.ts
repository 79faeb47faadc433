import { beforeEach, describe, expect, it } from 'vitest';
import { useCatalogue } from './support/catalogue.ts';
import { drivers } from './support/databases.ts';
import { minimalManifest } from './support/fixtures.ts';

describe.each(drivers)('ETags on $name', (driver) => {
  const catalogue = useCatalogue(driver);
  const { add, call, install, seed } = catalogue;
  const settings = '/palette/settings';

  const etagOf = async (path = '/') => (await call('GET', path)).headers.etag ?? '';
  const ask = async (etag: string, path = '/') =>
    (await call('GET', path, undefined, { 'if-none-match': etag })).status;

  beforeEach(async () => {
    await add({ id: 'palette', permissions: ['storage'] }, 'export const first = 1;');
    await seed();
    const manifest = { ...minimalManifest('palette'), permissions: ['storage'] };
    expect((await call('POST', '/install', { manifest, permissions: [] })).status).toBe(201);
  });

  describe('of the list', () => {
    it('are the same as long as the list is, and answer 304 without a body', async () => {
      const first = await call('GET', '/');
      const { etag = '' } = first.headers;
      expect(etag).toMatch(/^"[^"]+"$/);
      const same = await call('GET', '/', undefined, { 'if-none-match': etag });
      expect([same.status, same.body, same.headers.etag]).toEqual([304, undefined, etag]);
      expect(same.headers).toMatchObject({
        'cache-control': 'private, no-cache',
        vary: 'authorization, cookie',
      });
      expect(same.headers).not.toHaveProperty('content-type');
    });

    it('are found in a list, weakened by a proxy, and as a star', async () => {
      const etag = await etagOf();
      for (const known of [`"other", ${etag}`, `W/${etag}`, `"a",W/${etag},"b"`, '*'])
        expect([known, await ask(known)]).toEqual([known, 304]);
      for (const known of ['"other"', etag.slice(1, -1), `${etag.slice(0, -1)}x"`, ''])
        expect([known, await ask(known)]).toEqual([known, 200]);
    });

    it('stay for what only reads, and for what fails', async () => {
      const etag = await etagOf();
      await call('GET', settings);
      await call('PUT', settings, { settings: [] });
      await call('PATCH', settings, {}, { 'if-match': '"stale"' });
      await install('palette');
      await call('PUT', '/palette/permissions', { permissions: ['ai'] });
      await call('PUT', '/palette/storage/key', { value: 1 });
      await seed();
      expect(await ask(etag)).toBe(304);
    });

    const manifest = { ...minimalManifest('palette'), permissions: ['storage'] };
    it.each<[string, () => Promise<unknown>]>([
      ['another install', () => install('homemade')],
      ['an activation', () => call('POST', '/palette/activate')],
      ['a deactivation', () => call('POST', '/palette/deactivate')],
      ['settings', () => call('PUT', settings, { settings: { a: 1 } })],
      ['a patch of settings', () => call('PATCH', settings, { a: 1 })],
      ['permissions', () => call('PUT', '/palette/permissions', { permissions: ['storage'] })],
      ['an update', () => call('POST', '/palette/update', { manifest, permissions: [] })],
      [
        'new content of the version',
        async () => {
          await add({ id: 'palette', permissions: ['storage'] }, 'export const second = 2;');
          expect((await seed()).published).toEqual(['palette@1.0.0']);
        },
      ],
      [
        'a new manifest of the version',
        async () => {
          await add(
            { id: 'palette', permissions: ['storage'], description: 'New' },
            'export const first = 1;',
          );
          expect((await seed()).published).toEqual(['palette@1.0.0']);
        },
      ],
      [
        'a row that an app of before the platform has changed',
        () => catalogue.database().query(`UPDATE user_plugins SET state = 'error', updated_at = now()`),
      ],
      ['an uninstall', () => call('DELETE', '/palette')],
      [
        'an uninstall and an install of the same',
        async () => {
          await call('DELETE', '/palette');
          await call('POST', '/install', { manifest, permissions: [] });
        },
      ],
    ])('change with %s', async (_what, change) => {
      const etag = await etagOf();
      await change();
      expect(await ask(etag)).toBe(200);
      expect(await etagOf()).not.toBe(etag);
    });

    it('are of no use to another user', async () => {
      const etag = await etagOf();
      const headers = { authorization: `Bearer ${await catalogue.createUser()}`, 'if-none-match': etag };
      const manifest = { ...minimalManifest('palette'), permissions: ['storage'] };
      expect((await call('GET', '/', undefined, headers)).status).toBe(200);
      await call('POST', '/install', { manifest, permissions: [] }, headers);
      expect((await call('GET', '/', undefined, headers)).status).toBe(200);
      const inTenant = { ...headers, authorization: `Bearer ${catalogue.user()}@acme` };
      expect((await call('GET', '/', undefined, inTenant)).status).toBe(200);
    });

    it('answer HEAD as they answer GET', async () => {
      const etag = await etagOf();
      const head = (known: string) =>
        catalogue.server().handle({
          method: 'HEAD',
          path: '/',
          headers: { authorization: `Bearer ${catalogue.user()}`, 'if-none-match': known },
        });
      expect([(await head(etag)).status, (await head('"other"')).status]).toEqual([304, 200]);
    });
  });

  describe('of settings', () => {
    const put = (value: unknown, ifMatch: string) =>
      call('PUT', settings, { settings: { a: value } }, { 'if-match': ifMatch });
    const patch = (value: unknown, ifMatch: string) =>
      call('PATCH', settings, { a: value }, { 'if-match': ifMatch });

    it.each([
      ['PUT', put],
      ['PATCH', patch],
    ])('let %s change what has not changed, and answer 412 otherwise', async (_method, change) => {
      const etag = await etagOf(settings);
      const first = await change(1, etag);
      expect([first.status, first.headers.etag]).toEqual([200, await etagOf(settings)]);
      const stale = await change(2, etag);
      expect([stale.status, stale.json.code]).toEqual([412, 'PRECONDITION_FAILED']);
      expect((await call('GET', settings)).json.settings).toEqual({ a: 1 });
      for (const fits of [first.headers.etag ?? '', `"x", ${first.headers.etag}`, '*'])
        expect([fits, (await change(1, fits)).status]).toEqual([fits, 200]);
    });

    it('let one of many writers through that have read the same', async () => {
      const etag = await etagOf(settings);
      const answers = await Promise.all(Array.from({ length: 10 }, (_, index) => put(index, etag)));
      expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(9).fill(412)]);
    });

    it('are of the content: what is set back has its old one, and 304 for who knows it', async () => {
      const etag = await etagOf(settings);
      await call('PATCH', settings, { a: 1 });
      expect(await ask(etag, settings)).toBe(200);
      await call('PATCH', settings, { a: null });
      expect([await etagOf(settings), await ask(etag, settings)]).toEqual([etag, 304]);
    });

    it('of a plugin that is not there are 404, not 412', async () => {
      const answer = await call('PUT', '/nobody/settings', { settings: {} }, { 'if-match': '"x"' });
      expect(answer.status).toBe(404);
    });
  });
});
