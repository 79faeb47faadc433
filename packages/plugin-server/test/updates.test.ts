import fc from 'fast-check';
import gt from 'semver/functions/gt.js';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { listUpdates } from '../src/contract/updates.ts';
import { updateOf } from '../src/stores/updates-store.ts';
import { digest, useCatalogue } from './support/catalogue.ts';
import { drivers } from './support/databases.ts';

describe('updateOf', () => {
  it.each([
    ['1.0.0', ['1.0.0', '1.10.0', '1.9.0'], '1.10.0'],
    ['1.10.0', ['1.0.0', '1.10.0', '1.9.0'], undefined],
    ['1.0.0', ['2.0.0-beta.1'], undefined],
    ['1.0.0', ['2.0.0-beta.1', '1.0.1'], '1.0.1'],
    ['2.0.0-beta.2', ['2.0.0-beta.11', '2.0.0-beta.3'], '2.0.0-beta.11'],
    ['2.0.0-beta.2', ['2.0.0', '2.0.0-rc.1'], '2.0.0'],
    ['1.0', ['1.0.0', '1.0.1'], '1.0.1'],
    ['', ['1.0.0'], undefined],
    ['latest', ['1.0.0'], undefined],
    ['1.0.0', [], undefined],
  ])('%s among %j is %s', (installed, published, update) => {
    expect(updateOf(installed, published)).toBe(update);
  });

  it('is higher than what is installed and no lower than any that could be', () => {
    const number = fc.nat(2);
    const version = fc
      .tuple(number, number, number, fc.option(fc.constantFrom('alpha', 'beta.2', 'beta.11')))
      .map(([a, b, c, tag]) => `${a}.${b}.${c}${tag ? `-${tag}` : ''}`);
    fc.assert(
      fc.property(version, fc.array(version), (installed, published) => {
        const update = updateOf(installed, published);
        const candidates = published
          .filter((one) => installed.includes('-') || !one.includes('-'))
          .filter((one) => gt(one, installed));
        expect(update === undefined).toBe(candidates.length === 0);
        if (update === undefined) return;
        expect(candidates).toContain(update);
        expect(candidates.some((one) => gt(one, update))).toBe(false);
      }),
    );
  });
});

describe.each(drivers)('updates on $name', (driver) => {
  const { add, call, database, folder, install, seed } = useCatalogue(driver);
  const updates = async () => (await call('GET', '/updates')).json.updates;
  const publish = async (id: string, version: string) => {
    await add({ id, version }, `export const v = '${id}${version}';`, `${id}-${version}`);
    await seed();
  };

  it('are the highest versions of what is installed', async () => {
    await publish('notes', '1.0.0');
    await publish('other', '1.0.0');
    await publish('absent', '1.0.0');
    await install('notes');
    await install('other');
    await install('of-the-user');
    expect(await updates()).toEqual([]);
    await publish('notes', '1.9.0');
    await publish('absent', '2.0.0');
    await folder().write('notes-1.10.0/CHANGELOG.md', '## 1.10.0');
    await publish('notes', '1.10.0');
    await publish('other', '2.0.0-beta.1');
    const answer = await call('GET', '/updates');
    expect(answer.json.updates).toEqual([
      {
        pluginId: 'notes',
        from: '1.0.0',
        to: '1.10.0',
        manifest: expect.objectContaining({ id: 'notes', version: '1.10.0' }),
        bundle: expect.objectContaining({
          sha256: digest('sha256', `export const v = 'notes1.10.0';`, 'hex'),
        }),
        changelog: '## 1.10.0',
      },
    ]);
    expect(v.safeParse(listUpdates.answers[200], answer.json).issues).toBeUndefined();
    const [{ manifest }] = answer.json.updates;
    expect((await call('POST', '/notes/update', { manifest, permissions: [] })).status).toBe(200);
    expect(await updates()).toEqual([]);
  });

  it('are never withdrawn ones', async () => {
    await publish('notes', '1.0.0');
    await install('notes');
    await publish('notes', '1.1.0');
    await publish('notes', '1.2.0');
    await database().query(`UPDATE plugin_versions SET status = 'yanked' WHERE version = '1.2.0'`);
    expect(await updates()).toMatchObject([{ to: '1.1.0' }]);
    await database().query(`UPDATE plugin_versions SET status = 'blocked' WHERE version = '1.1.0'`);
    expect(await updates()).toEqual([]);
  });

  it('are those of the caller, in this tenant', async () => {
    await publish('notes', '1.0.0');
    await install('notes');
    await publish('notes', '1.1.0');
    expect(await updates()).toHaveLength(1);
    await database().query(`UPDATE user_plugins SET tenant_id = 'acme'`);
    expect(await updates()).toEqual([]);
  });
});
