import { expect } from 'chai';
import { createStore, entries } from 'idb-keyval';
import { createSecretStore } from '../../src/storage/secret-store.ts';
import { createTestHost } from '../support/test-host.ts';

describe('secrets', () => {
  it('are kept encrypted, and only for one plugin of one user', async () => {
    const secrets = createSecretStore('ada', 'vault');
    await secrets.set('token', 'correct horse');
    expect(await secrets.get('token')).to.equal('correct horse');
    expect(await secrets.get('none')).to.equal(undefined);
    expect(await createSecretStore('ada', 'vault').get('token')).to.equal('correct horse');
    expect(await createSecretStore('bob', 'vault').get('token')).to.equal(undefined);
    expect(await createSecretStore('ada', 'other').get('token')).to.equal(undefined);

    const stored = await entries<string, { iv: Uint8Array; data: ArrayBuffer }>(
      createStore('flux-plugin-secrets:ada:vault', 'values'),
    );
    expect(stored.map(([key]) => key)).to.deep.equal(['token']);
    expect(new TextDecoder().decode(stored[0]?.[1].data)).not.to.contain('correct');
    const [[, key] = []] = await entries<string, CryptoKey>(
      createStore('flux-plugin-secrets:ada:vault:key', 'key'),
    );
    expect(key?.extractable).to.equal(false);

    await secrets.delete('token');
    expect(await secrets.get('token')).to.equal(undefined);
    await secrets.clear();
  });

  it('reach a plugin that may store, and go with its uninstall', async () => {
    const code = `export function activate(context, api) {
      api.commands.register('set', (value) => context.secrets.set('token', value));
      api.commands.register('get', () => context.secrets.get('token'));
    }`;
    const test = createTestHost({ vault: { code, manifest: { permissions: ['commands', 'storage'] } } });
    try {
      await test.run('vault');
      await test.host.commands.execute('vault.set', 'abc');
      expect(await test.host.commands.execute('vault.get')).to.equal('abc');
      await test.host.registry.uninstall('vault');
      await test.run('vault');
      expect(await test.host.commands.execute('vault.get')).to.equal(undefined);
    } finally {
      await test.host.dispose();
    }
  });
});
