import { expect } from 'chai';
import type { PluginBackend, SyncStorageBackend } from '../src/backend/backend.ts';
import { type ConformanceCase, codeOf } from './backend-conformance.ts';
import { manifestOf } from './backend-conformance-catalogue.ts';

const alpha = manifestOf('alpha', '1.0.0');
const beta = manifestOf('beta', '1.0.0');

/** For those that have `syncStorage`. */
export const SYNC_CASES: readonly ConformanceCase[] = [
  {
    name: 'keeps JSON values of a plugin for its user',
    async run({ backend, other, stranger }) {
      for (const manifest of [alpha, beta]) await backend.install(manifest, []);
      await stranger.install(alpha, []);
      const sync = syncOf(backend);
      expect(await sync.get('alpha', 'a')).to.equal(undefined);
      await sync.set('alpha', 'a', { deep: [1, null] });
      await sync.set('alpha', 'b', null);
      expect(await syncOf(other).get('alpha', 'a')).to.deep.equal({ deep: [1, null] });
      expect(await sync.get('alpha', 'b')).to.equal(null);
      expect((await sync.keys('alpha')).sort()).to.deep.equal(['a', 'b']);
      expect(await sync.keys('beta')).to.deep.equal([]);
      expect(await syncOf(stranger).keys('alpha')).to.deep.equal([]);
      await sync.delete('alpha', 'a');
      expect(await sync.keys('alpha')).to.deep.equal(['b']);
      await sync.clear('alpha');
      expect(await sync.keys('alpha')).to.deep.equal([]);
    },
  },
  {
    name: 'forgets the values with the install, and keeps none without one',
    async run({ backend }) {
      const sync = syncOf(backend);
      expect(await codeOf(sync.set('alpha', 'a', 1))).to.equal('NOT_FOUND');
      await backend.install(alpha, []);
      await sync.set('alpha', 'a', 1);
      await backend.uninstall('alpha');
      await backend.install(alpha, []);
      expect(await sync.keys('alpha')).to.deep.equal([]);
    },
  },
  {
    name: 'refuses what has no room, and keeps what was there',
    async run({ backend }) {
      const sync = syncOf(backend);
      await backend.install(alpha, []);
      expect(await codeOf(sync.set('alpha', 'large', 'x'.repeat(70_000)))).to.equal('QUOTA_EXCEEDED');
      const value = 'x'.repeat(60_000);
      // 17 of them fit into a mebibyte.
      for (let index = 0; index < 17; index++) await sync.set('alpha', `key-${index}`, value);
      expect(await codeOf(sync.set('alpha', 'one-more', value))).to.equal('QUOTA_EXCEEDED');
      expect(await sync.keys('alpha')).to.have.length(17);
      expect(await sync.get('alpha', 'key-0')).to.equal(value);
    },
  },
];

function syncOf({ syncStorage }: PluginBackend): SyncStorageBackend {
  if (!syncStorage) throw new Error('This back end has no syncStorage');
  return syncStorage;
}
