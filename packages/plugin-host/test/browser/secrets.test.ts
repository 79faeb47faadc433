import { expect } from 'chai';
import { createStore, del, entries, get, set } from 'idb-keyval';
import { createPluginStorage } from '../../src/storage/plugin-storage.ts';
import { createSecretStore } from '../../src/storage/secret-store.ts';
import { codeOf, damaging, databaseNames, errorOf, replacing } from '../support/databases.ts';
import { createTestHost } from '../support/test-host.ts';

interface Sealed {
  keyId: string;
  iv: Uint8Array;
  data: ArrayBuffer;
}

let users = 0;
const newUser = () => `keeper-${++users}`;
const databaseOf = (user: string) => createStore(`flux-plugin-secrets:${user}:vault`, 'values');

describe('secrets', () => {
  it('are kept encrypted, and only for one plugin of one user', async () => {
    const [ada, bob] = [newUser(), newUser()];
    const secrets = createSecretStore(ada, 'vault');
    await secrets.set('token', 'correct horse');
    expect(await secrets.get('token')).to.equal('correct horse');
    expect(await secrets.get('none')).to.equal(undefined);
    expect(await createSecretStore(ada, 'vault').get('token')).to.equal('correct horse');
    expect(await createSecretStore(bob, 'vault').get('token')).to.equal(undefined);
    expect(await createSecretStore(ada, 'other').get('token')).to.equal(undefined);

    const stored = await entries(databaseOf(ada));
    expect(stored.map(([key]) => key)).to.deep.equal([0, 'token']);
    const [[, { key }], [, sealed]] = stored as unknown as [[0, { key: CryptoKey }], [string, Sealed]];
    expect(key.extractable).to.equal(false);
    expect(new TextDecoder().decode(sealed.data)).not.to.contain('correct');

    await secrets.delete('token');
    expect(await secrets.get('token')).to.equal(undefined);
  });

  it('reach a plugin that may store, and leave no database when it is uninstalled', async () => {
    const code = `export function activate(context, api) {
      api.commands.register('set', (value) => context.secrets.set('token', value));
      api.commands.register('get', () => context.secrets.get('token'));
    }`;
    const user = newUser();
    const test = createTestHost(
      { vault: { code, manifest: { permissions: ['commands', 'storage'] } } },
      { userId: user },
    );
    try {
      await test.run('vault');
      await test.host.commands.execute('vault.set', 'abc');
      expect(await test.host.commands.execute('vault.get')).to.equal('abc');
      expect(await databaseNames(user)).to.deep.equal([`flux-plugin-secrets:${user}:vault`]);
      await test.host.registry.uninstall('vault');
      expect(await databaseNames(user)).to.deep.equal([]);
      await test.run('vault');
      expect(await test.host.commands.execute('vault.get')).to.equal(undefined);
    } finally {
      await test.host.dispose();
    }
  });

  it('are in no export of the storage', async () => {
    const user = newUser();
    await createSecretStore(user, 'vault').set('token', 'correct horse');
    const storage = createPluginStorage(user, 'vault');
    await storage.set('color', 'blue');
    const exported = await storage.exportData();
    expect(exported.entries).to.deep.equal([['color', 'blue']]);
  });

  it('of tabs that make the key at once can be read by all of them', async () => {
    const user = newUser();
    const tabs = Array.from({ length: 5 }, () => createSecretStore(user, 'vault'));
    await Promise.all(tabs.map((tab, index) => tab.set(`token-${index}`, `value-${index}`)));
    for (const tab of tabs)
      for (const index of tabs.keys()) expect(await tab.get(`token-${index}`)).to.equal(`value-${index}`);
  });

  it('are sealed anew when another tab has removed the key meanwhile', async () => {
    const user = newUser();
    const secrets = createSecretStore(user, 'vault');
    await secrets.set('token', 'old');
    const { encrypt } = SubtleCrypto.prototype;
    let removed = false;
    const slow = async function (this: SubtleCrypto, ...args: Parameters<typeof encrypt>) {
      if (!removed) await createSecretStore(user, 'vault').clear();
      removed = true;
      return encrypt.apply(this, args);
    };
    await replacing(SubtleCrypto.prototype, 'encrypt', { value: slow }, () => secrets.set('token', 'new'));
    expect(await secrets.get('token')).to.equal('new');
  });

  it('that cannot be decrypted say so by name, and can be stored anew', async () => {
    const user = newUser();
    const secrets = createSecretStore(user, 'vault');
    const database = databaseOf(user);
    const expectLost = async () => {
      const error = await errorOf(secrets.get('token'));
      expect(error?.code).to.equal('STORAGE_UNAVAILABLE');
      expect(error?.message).to.contain('“token”').and.to.contain('store it anew');
      expect(error?.data).to.deep.equal({ key: 'token' });
      expect(await secrets.get('other')).to.equal('fine');
    };
    const store = async () => {
      await secrets.set('token', 'abc');
      await secrets.set('other', 'fine');
      expect(await secrets.get('token')).to.equal('abc');
    };

    await store();
    await damaging('token', expectLost);
    for (const damage of [
      (sealed: Sealed) => ({ ...sealed, data: new Uint8Array(sealed.data).map((byte) => byte ^ 1).buffer }),
      (sealed: Sealed) => ({ ...sealed, iv: 'text' }),
      () => 'text',
      () => null,
    ]) {
      await store();
      await set('token', damage((await get<Sealed>('token', database)) as Sealed), database);
      await expectLost();
    }

    await store();
    await del(0, database);
    expect((await errorOf(secrets.get('token')))?.code).to.equal('STORAGE_UNAVAILABLE');
    await secrets.set('other', 'fine');
    await expectLost();
    await store();
  });

  it('are limited in number and size', async () => {
    const user = newUser();
    const secrets = createSecretStore(user, 'vault');
    for (let index = 0; index < 99; index++) await secrets.set(`token-${index}`, 'x');
    await secrets.set('large', 'x'.repeat(100_000));
    const [one, large] = [await errorOf(secrets.set('more', 'x')), secrets.set('large', 'x'.repeat(100_001))];
    expect(one?.code).to.equal('QUOTA_EXCEEDED');
    expect(one?.data).to.deep.equal({ used: 100, needed: 101, quota: 100, of: 'keys' });
    expect((await errorOf(large))?.data).to.deep.include({ needed: 100_001, of: 'value' });
    expect(await secrets.get('large')).to.have.length(100_000);
    await secrets.set('large', 'y');
    await secrets.delete('token-0');
    await secrets.set('more', 'x');
  });

  it('need a secure context, and say so', async () => {
    const secrets = createSecretStore(newUser(), 'vault');
    await replacing(Crypto.prototype, 'subtle', { value: undefined }, async () => {
      for (const use of [secrets.set('token', 'abc'), secrets.get('token')]) {
        const error = await errorOf(use);
        expect(error?.code).to.equal('STORAGE_UNAVAILABLE');
        expect(error?.message).to.contain('HTTPS');
      }
    });
    await secrets.set('token', 'abc');
  });

  it('need a browser that keeps data, and say so', async () => {
    const secrets = createSecretStore(newUser(), 'vault');
    await replacing(window, 'indexedDB', { value: undefined }, async () => {
      expect(await codeOf(secrets.set('token', 'abc'))).to.equal('STORAGE_UNAVAILABLE');
      expect(await codeOf(secrets.get('token'))).to.equal('STORAGE_UNAVAILABLE');
    });
    await secrets.set('token', 'abc');
  });

  it('are DISPOSED once they are destroyed', async () => {
    const user = newUser();
    const secrets = createSecretStore(user, 'vault');
    await secrets.set('token', 'abc');
    await secrets.destroy();
    expect(await databaseNames(user)).to.deep.equal([]);
    for (const use of [secrets.set('token', 'abc'), secrets.get('token'), secrets.delete('token')])
      expect(await codeOf(use)).to.equal('DISPOSED');
    expect(await databaseNames(user)).to.deep.equal([]);
  });
});
