import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { getPlugin, listVersions, searchMarketplace } from '../src/contract/marketplace.ts';
import { digest, useCatalogue } from './support/catalogue.ts';
import { drivers } from './support/databases.ts';
import { minimalManifest } from './support/fixtures.ts';

describe.each(drivers)('a plugin of the marketplace on $name', (driver) => {
  const { add, call, database, folder, insert, install, seed } = useCatalogue(driver);

  async function publishVersions(...versions: string[]): Promise<void> {
    for (const version of versions)
      await add(
        { id: 'notes', version, permissions: ['storage'], network: { hosts: ['a.example'] } },
        `export const v = '${version}';`,
        `notes-${version}`,
      );
    await seed();
  }

  it('is shown in full', async () => {
    const manifest = { ...minimalManifest('notes'), categories: ['Design'], homemade: true };
    await add(manifest, 'export {};');
    await folder().write('notes/README.md', '# Notes');
    await seed();
    const { status, json } = await call('GET', '/marketplace/notes');
    expect(status).toBe(200);
    expect(json.plugin).toEqual({
      id: 'notes',
      manifest,
      downloads: 0,
      rating: 0,
      ratingCount: 0,
      featured: false,
      verified: false,
      categories: ['Design'],
      screenshots: [],
      publishedAt: expect.stringMatching(/Z$/),
      updatedAt: expect.stringMatching(/Z$/),
      bundle: {
        sha256: digest('sha256', 'export {};', 'hex'),
        integrity: expect.stringMatching(/^sha384-/),
        size: 10,
      },
      readme: '# Notes',
      publisher: null,
      versionCount: 1,
      versions: [{ version: '1.0.0', status: 'published', publishedAt: expect.stringMatching(/Z$/) }],
      installed: false,
      installedVersion: null,
      ownRating: null,
    });
  });

  it('says what the caller has of it, here and not in another tenant', async () => {
    await publishVersions('1.0.0');
    await call('POST', '/install', {
      manifest: (await call('GET', '/marketplace/notes')).json.plugin.manifest,
    });
    await call('PUT', '/marketplace/notes/rating', { rating: 4 });
    const mine = { installed: true, installedVersion: '1.0.0', ownRating: 4 };
    expect((await call('GET', '/marketplace/notes')).json.plugin).toMatchObject(mine);
    await database().query(`UPDATE user_plugins SET tenant_id = 'acme'`);
    await database().query(`UPDATE plugin_ratings SET tenant_id = 'acme'`);
    const none = { installed: false, installedVersion: null, ownRating: null, rating: 4, ratingCount: 1 };
    expect((await call('GET', '/marketplace/notes')).json.plugin).toMatchObject(none);
  });

  it('has versions, the highest first, also withdrawn ones', async () => {
    await publishVersions('1.9.0', '1.10.0', '1.10.0-beta.2', '1.10.0-beta.11', '0.1.0', '2.0.0');
    await database().query(`UPDATE plugin_versions SET status = 'yanked' WHERE version = '1.9.0'`);
    await database().query(`UPDATE plugin_versions SET status = 'blocked' WHERE version = '0.1.0'`);
    const { json } = await call('GET', '/marketplace/notes/versions');
    expect(json.versions.map(({ version, status }: Record<string, string>) => [version, status])).toEqual([
      ['2.0.0', 'published'],
      ['1.10.0', 'published'],
      ['1.10.0-beta.11', 'published'],
      ['1.10.0-beta.2', 'published'],
      ['1.9.0', 'yanked'],
      ['0.1.0', 'blocked'],
    ]);
    expect(json.versions[0]).toMatchObject({
      permissions: ['storage'],
      optionalPermissions: [],
      hosts: ['a.example'],
      size: 25,
    });
    expect(json.versions[0].bundle.sha256).toBe(digest('sha256', `export const v = '2.0.0';`, 'hex'));
    expect([json.versions[4].bundle, json.versions[4].size]).toEqual([null, 25]);
    const { plugin } = (await call('GET', '/marketplace/notes')).json;
    expect([plugin.versionCount, plugin.versions.length, plugin.manifest.version]).toEqual([6, 5, '2.0.0']);
  });

  it('is not there under another id', async () => {
    for (const path of ['/marketplace/nothing', '/marketplace/nothing/versions']) {
      const { status, json } = await call('GET', path);
      expect([path, status, json.error]).toEqual([path, 404, 'Plugin not found']);
    }
    for (const path of ['/marketplace/a%2Fb', '/marketplace/%00', '/marketplace/../versions'])
      expect([400, 404]).toContain((await call('GET', path)).status);
  });

  it('answers as the contract says', async () => {
    await publishVersions('1.0.0');
    await insert({ id: 'bare' });
    await install('bare');
    const answers = [
      [searchMarketplace, '/marketplace'],
      [searchMarketplace, '/marketplace?cursor=&limit=1'],
      [getPlugin, '/marketplace/notes'],
      [getPlugin, '/marketplace/bare'],
      [listVersions, '/marketplace/notes/versions'],
    ] as const;
    for (const [contract, path] of answers) {
      const { issues } = v.safeParse(contract.answers[200], (await call('GET', path)).json);
      expect([path, issues?.map(({ message }) => message)]).toEqual([path, undefined]);
    }
  });
});
