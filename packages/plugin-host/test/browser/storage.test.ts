import { expect } from 'chai';
import type { StorageChange } from '../../src/storage/change-feed.ts';
import { createPluginStorage } from '../../src/storage/plugin-storage.ts';
import { databaseNames } from '../support/databases.ts';
import { storageConformance } from '../support/storage-conformance.ts';
import { createTestHost } from '../support/test-host.ts';

let users = 0;
const newUser = () => `storage-${++users}`;
const keys = Array.from({ length: 1000 }, (_, index) => `key-${index}`);

describe('storage in IndexedDB', () => {
  for (const { name, run } of storageConformance)
    it(name, () => run((quota) => createPluginStorage(newUser(), 'notes', { quota })));

  it('has a thousand writes of one turn, also for a second connection', async () => {
    const user = newUser();
    const storage = createPluginStorage(user, 'notes');
    await Promise.all(keys.map((key) => storage.set(key, { key })));
    const other = createPluginStorage(user, 'notes');
    expect(await Promise.all(keys.map((key) => other.get(key)))).to.deep.equal(keys.map((key) => ({ key })));
    expect(await other.keys()).to.have.length(1000);
    expect(await other.getUsage()).to.deep.equal(await storage.getUsage());
  });

  it('is of one plugin and one user', async () => {
    const user = newUser();
    await createPluginStorage(user, 'notes').set('a', 1);
    expect(await createPluginStorage(user, 'other').get('a')).to.equal(undefined);
    expect(await createPluginStorage(newUser(), 'notes').get('a')).to.equal(undefined);
  });

  it('holds its quota when two tabs write in turns and at once, and both count alike', async () => {
    const user = newUser();
    const quota = { bytes: 20_000 };
    const tabs = [0, 1].map(() => createPluginStorage(user, 'notes', { quota }));
    const [first, second] = tabs as [(typeof tabs)[0], (typeof tabs)[0]];
    await first.set('a', 'x'.repeat(1000));
    await second.set('a', 'x'.repeat(3000));
    await first.set('a', 'x'.repeat(2000));
    await second.delete('a');
    await first.set('a', 'x'.repeat(100));
    const results = await Promise.allSettled(
      tabs.flatMap((tab, index) =>
        Array.from({ length: 20 }, (_, at) => tab.set(`${index}-${at}`, 'x'.repeat(1000))),
      ),
    );
    const stored = results.filter(({ status }) => status === 'fulfilled').length;
    expect(stored).to.be.within(17, 19);
    expect(await first.keys()).to.have.length(stored + 1);
    const usage = await first.getUsage();
    expect(usage.bytes).to.be.at.most(quota.bytes);
    expect(await second.getUsage()).to.deep.equal(usage);
    const values = await Promise.all((await first.keys()).map((key) => first.get(key) as Promise<string>));
    const characters = values.reduce((sum, value) => sum + value.length, 0);
    expect(usage.bytes - characters).to.be.within(0, 100 * values.length);
  });

  it('tells another tab of a change, by the names of the keys', async () => {
    const user = newUser();
    const [here, there] = [createPluginStorage(user, 'notes'), createPluginStorage(user, 'notes')];
    await there.keys();
    const changes: StorageChange[] = [];
    let heard: () => void = () => undefined;
    const both = new Promise<void>((resolve) => {
      heard = () => changes.length === 2 && resolve();
    });
    const subscription = there.onDidChange((change) => {
      changes.push(change);
      heard();
    });
    // Once its own are heard, it listens.
    await there.get('a');
    await here.set('a', 'secret value');
    await here.delete('a');
    await both;
    expect(changes).to.deep.equal([{ keys: ['a'] }, { keys: ['a'], removed: ['a'] }]);
    subscription.dispose();
  });

  it('counts what was stored before there was a ledger', async () => {
    const user = newUser();
    const storage = createPluginStorage(user, 'notes');
    await storage.set('a', 'x'.repeat(500));
    const before = await storage.getUsage();
    const { createStore, del } = await import('idb-keyval');
    await del(0, createStore(`flux-plugin-storage:${user}:notes`, 'values'));
    expect(await storage.getUsage()).to.deep.equal(before);
    await storage.set('a', 'x'.repeat(400));
    expect((await storage.getUsage()).bytes).to.equal(before.bytes - 100);
  });

  it('reaches a plugin, which is told what it changed, and leaves no database after the uninstall', async () => {
    const code = `export function activate(context, api) {
      const heard = [];
      context.storage.onDidChange((change) => heard.push(change));
      api.commands.register('set', (key, value) => context.storage.set(key, value));
      api.commands.register('get', (key) => context.storage.get(key));
      api.commands.register('heard', async () => [await context.storage.getUsage(), heard]);
    }`;
    const user = newUser();
    const plugins = { notes: { code, manifest: { permissions: ['commands' as const, 'storage' as const] } } };
    const test = createTestHost(plugins, { userId: user });
    const run = (name: string, ...args: unknown[]) => test.host.commands.execute(`notes.${name}`, ...args);
    try {
      await test.run('notes');
      await run('set', 'a', new Map([['b', 1]]));
      expect(await run('get', 'a')).to.deep.equal(new Map([['b', 1]]));
      const [usage, heard] = (await run('heard')) as [{ keys: number }, unknown];
      expect(usage.keys).to.equal(1);
      expect(heard).to.deep.equal([{ keys: ['a'] }]);
      expect(await databaseNames(user)).to.deep.equal([`flux-plugin-storage:${user}:notes`]);
      await test.host.registry.uninstall('notes');
      expect(await databaseNames(user)).to.deep.equal([]);
      await test.run('notes');
      expect(await run('get', 'a')).to.equal(undefined);
    } finally {
      await test.host.dispose();
    }
  });
});
