import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { digest, useCatalogue } from './support/catalogue.ts';
import { drivers } from './support/databases.ts';
import { minimalManifest } from './support/fixtures.ts';
import type { PluginsFolder } from './support/plugins-folder.ts';

describe.each(drivers)('seedMarketplace on $name', (driver) => {
  const { add, call, database, folder, ids, install, installed, seed, server } = useCatalogue(driver);

  it('is idempotent', async () => {
    await add({ id: 'a' });
    await add({ id: 'b' });
    await folder().write('README.md', 'not a plugin');
    await folder().write('empty/notes.txt', 'not one either');
    expect(await seed()).toEqual({ published: ['a@1.0.0', 'b@1.0.0'], unchanged: [] });
    const before = (await call('GET', '/marketplace')).json;
    expect(await seed()).toEqual({ published: [], unchanged: ['a@1.0.0', 'b@1.0.0'] });
    expect((await call('GET', '/marketplace')).json).toEqual(before);
  });

  it('settles races', async () => {
    await add({ id: 'a' });
    const results = await Promise.all([seed(), seed(), seed()]);
    expect(results.flatMap(({ published }) => published)).toEqual(['a@1.0.0']);
  });

  it('gives new content to a version and to its installs, and forgets the old', async () => {
    await add({ id: 'notes' }, 'export const a = 1;');
    await seed();
    await install('notes');
    await call('PUT', '/notes/settings', { settings: { kept: true } });
    await add({ id: 'notes', name: 'Better notes' }, 'export const a = 2;');
    expect(await seed()).toEqual({ published: ['notes@1.0.0'], unchanged: [] });
    const sha256 = digest('sha256', 'export const a = 2;', 'hex');
    expect(await installed()).toMatchObject({
      manifest: { name: 'Better notes' },
      bundle: { sha256 },
      settings: { kept: true },
    });
    expect((await call('GET', '/marketplace')).json.plugins[0].bundle.sha256).toBe(sha256);
    expect((await call('GET', `/bundles/${digest('sha256', 'export const a = 1;', 'hex')}`)).status).toBe(
      404,
    );
  });

  it('leaves installs alone that did not come from the catalogue', async () => {
    await install('notes');
    await add({ id: 'notes' }, 'export const a = 1;');
    await seed();
    await add({ id: 'notes' }, 'export const a = 2;');
    await seed();
    expect(await installed()).toMatchObject({ manifest: minimalManifest('notes'), bundle: null });
  });

  it('shows the highest version, whatever came last', async () => {
    await add({ id: 'notes', version: '1.10.0' }, 'export const a = 10;', 'new');
    await seed();
    await add({ id: 'notes', version: '1.9.0' }, 'export const a = 9;', 'old');
    expect(await seed()).toEqual({ published: ['notes@1.9.0'], unchanged: ['notes@1.10.0'] });
    const { json } = await call('GET', '/marketplace');
    expect(json.plugins.map(({ manifest }: { manifest: { version: string } }) => manifest.version)).toEqual([
      '1.10.0',
    ]);
    expect((await install('notes', '1.9.0')).json.plugin.bundle.sha256).toBe(
      digest('sha256', 'export const a = 9;', 'hex'),
    );
  });

  it('takes along what is written beside plugin.json', async () => {
    await add({ id: 'notes', publisher: 'acme' });
    await folder().write('notes/README.md', '# Notes\n<b>ü</b>');
    await folder().write('notes/CHANGELOG.md', '## 1.0.0\n');
    await seed();
    const shown = async () => (await call('GET', '/marketplace/notes')).json.plugin;
    expect(await shown()).toMatchObject({
      readme: '# Notes\n<b>ü</b>',
      changelog: '## 1.0.0\n',
      publisher: 'acme',
    });
    await folder().write('notes/README.md', '# Better');
    await seed({ listings: { notes: { changelog: 'Of the listing' } } });
    expect(await shown()).toMatchObject({ readme: '# Better', changelog: 'Of the listing' });
  });

  it('keeps the beginning of what is long, in whole lines', async () => {
    await add({ id: 'notes' });
    const line = `${'ü'.repeat(999)}\n`;
    await folder().write('notes/CHANGELOG.md', line.repeat(200));
    await folder().write('notes/README.md', '€'.repeat(100_000));
    await seed();
    const { changelog, readme } = (await call('GET', '/marketplace/notes')).json.plugin;
    expect(changelog).toBe(line.repeat(131).trimEnd());
    expect(readme).toBe('€'.repeat(Math.floor((256 * 1024) / 3)));
    expect((await call('GET', '/marketplace')).json.plugins[0].changelog).toHaveLength(2_000);
  });

  it('does not write again what is the same', async () => {
    await add({ id: 'notes' });
    await seed();
    const row = () => database().query('SELECT xmin::text, updated_at FROM plugins');
    const before = await row();
    await seed();
    expect(await row()).toEqual(before);
  });

  it('keeps a blob that another plugin shares', async () => {
    await add({ id: 'a' }, 'export {};');
    await add({ id: 'b' }, 'export {};');
    await seed();
    await add({ id: 'a' }, 'export const changed = 1;');
    await seed();
    expect((await call('GET', `/bundles/${digest('sha256', 'export {};', 'hex')}`)).status).toBe(200);
  });

  it.each<[string, string, RegExp, (bad: PluginsFolder) => Promise<unknown>]>([
    ['is not JSON', 'INVALID_MANIFEST', /bad.plugin\.json/, (bad) => bad.write('bad/plugin.json', '{')],
    [
      'is not an object',
      'INVALID_MANIFEST',
      /must hold an object/,
      (bad) => bad.write('bad/plugin.json', '[]'),
    ],
    [
      'lacks a name',
      'INVALID_MANIFEST',
      /name is required/,
      (bad) => bad.add({ id: 'bad', name: undefined }),
    ],
    [
      'pollutes prototypes',
      'INVALID_MANIFEST',
      /__proto__/,
      (bad) => bad.write('bad/plugin.json', '{"__proto__":{"id":"x"}}'),
    ],
    [
      'is not built',
      'BUNDLE_INVALID',
      /build the plugin first/,
      (bad) => bad.write('bad/plugin.json', JSON.stringify(minimalManifest('bad'))),
    ],
    [
      'points outside',
      'BUNDLE_INVALID',
      /inside the plugin's folder/,
      (bad) => bad.add({ id: 'bad', main: '../outside.js' }),
    ],
    [
      'points to an absolute path',
      'BUNDLE_INVALID',
      /inside the plugin's folder/,
      (bad) =>
        bad.write('bad/plugin.json', JSON.stringify({ ...minimalManifest('bad'), main: '/etc/hostname' })),
    ],
    [
      'points to its folder',
      'BUNDLE_INVALID',
      /inside the plugin's folder/,
      (bad) => bad.write('bad/plugin.json', JSON.stringify({ ...minimalManifest('bad'), main: '.' })),
    ],
    [
      'was built into a page',
      'BUNDLE_INVALID',
      /not JavaScript/,
      (bad) => bad.add({ id: 'bad' }, '\n<!doctype html>'),
    ],
    ['was built into nothing', 'BUNDLE_INVALID', /is empty/, (bad) => bad.add({ id: 'bad' }, ' \n')],
    [
      'is not UTF-8',
      'BUNDLE_INVALID',
      /not UTF-8/,
      async (bad) => {
        await bad.add({ id: 'bad' });
        await bad.write('bad/dist/index.js', new Uint8Array([0xff, 0xfe]));
      },
    ],
    [
      'has a README.md that is not UTF-8',
      'BUNDLE_INVALID',
      /README\.md is not text in UTF-8/,
      async (bad) => {
        await bad.add({ id: 'bad' });
        await bad.write('bad/README.md', new Uint8Array([0xff, 0xfe]));
      },
    ],
    [
      'has a null in its CHANGELOG.md',
      'BUNDLE_INVALID',
      /CHANGELOG\.md is not text/,
      async (bad) => {
        await bad.add({ id: 'bad' });
        await bad.write('bad/CHANGELOG.md', 'a\0b');
      },
    ],
    [
      'has a README.md that links outside',
      'BUNDLE_INVALID',
      /README\.md must be a file inside/,
      async (bad) => {
        await bad.write('secret.md', 'secret');
        await bad.add({ id: 'bad' });
        await symlink(join(bad.path, 'secret.md'), join(bad.path, 'bad/README.md'));
      },
    ],
    [
      'links outside',
      'BUNDLE_INVALID',
      /inside the plugin's folder/,
      async (bad) => {
        await bad.write('secret.js', 'export {}');
        await bad.write('bad/plugin.json', JSON.stringify({ ...minimalManifest('bad'), main: 'link.js' }));
        await symlink(join(bad.path, 'secret.js'), join(bad.path, 'bad/link.js'));
      },
    ],
    [
      'is another of the same name',
      'ALREADY_EXISTS',
      /are both a@1\.0\.0/,
      (bad) => bad.add({ id: 'a' }, undefined, 'bad'),
    ],
  ])('publishes nothing when one %s', async (_what, code, message, damage) => {
    await add({ id: 'a' });
    await damage(folder());
    await expect(seed()).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
    expect(await ids()).toEqual([]);
  });

  it('says which directory it cannot read', async () => {
    const missing = join(folder().path, 'missing');
    await expect(server().seedMarketplace(missing)).rejects.toMatchObject({
      code: 'NOT_FOUND',
      message: expect.stringContaining(missing),
    });
  });
});
