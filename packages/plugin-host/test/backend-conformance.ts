import { errorCode } from '@fluxstudio/plugin-protocol/errors';
import { expect } from 'chai';
import type { BundleReference, PluginBackend } from '../src/backend/backend.ts';
import { LATEST, manifestOf } from './backend-conformance-catalogue.ts';
import { referenceOf } from './support/memory-backend.ts';
import { testManifest } from './support/test-manifest.ts';

/** A back end over the conformance catalogue, of a user who has nothing installed. */
export interface ConformanceSubject {
  backend: PluginBackend;
  /** That of the same user in another tab. */
  other: PluginBackend;
  /** That of another user. */
  stranger: PluginBackend;
  /** Makes the stored record of an install unusable. */
  damage?(pluginId: string): Promise<void>;
}

export interface ConformanceCase {
  name: string;
  run(subject: ConformanceSubject): Promise<void>;
}

const alpha = manifestOf('alpha', '1.0.0');
const alpha2 = manifestOf('alpha', '2.0.0');
const beta = manifestOf('beta', '1.0.0');
const gamma = manifestOf('gamma', '1.0.0');
const WRITERS = 40;

/** The code a promise is rejected with, or a word for one that is not. */
export const codeOf = (promise: Promise<unknown>): Promise<string | undefined> =>
  promise.then(() => 'no error', errorCode);

/** What every back end promises. */
export const BACKEND_CASES: readonly ConformanceCase[] = [
  {
    name: 'installs with what the user approved',
    async run({ backend }) {
      expect(await backend.list()).to.deep.equal([]);
      const installed = await backend.install(alpha, ['storage']);
      expect(installed).to.deep.include({
        pluginId: 'alpha',
        manifest: alpha,
        state: 'inactive',
        settings: {},
        grantedPermissions: ['storage'],
        bundle: await referenceOf(LATEST.alpha.versions['1.0.0']),
      });
      expect(new Date(installed.installedAt).toISOString()).to.equal(installed.installedAt);
      expect(await backend.list()).to.deep.equal([installed]);
    },
  },
  {
    name: 'knows that a user was never asked',
    async run({ backend }) {
      expect((await backend.install(alpha, null)).grantedPermissions).to.equal(null);
      expect((await backend.install(beta, [])).grantedPermissions).to.deep.equal([]);
      const [second, first] = await backend.list();
      expect([first?.grantedPermissions, second?.grantedPermissions]).to.deep.equal([null, []]);
    },
  },
  {
    name: 'lists the newest install first',
    async run({ backend }) {
      for (const manifest of [beta, alpha, gamma]) await backend.install(manifest, []);
      await backend.updateSettings('beta', { a: 1 });
      const ids = (await backend.list()).map(({ pluginId }) => pluginId);
      expect(ids).to.deep.equal(['gamma', 'alpha', 'beta']);
    },
  },
  {
    name: 'installs a plugin once, whoever tries',
    async run({ backend, other }) {
      const attempts = Array.from({ length: 10 }, (_, index) =>
        codeOf((index % 2 ? backend : other).install(alpha, index % 3 ? [] : ['storage'])),
      );
      const codes = (await Promise.all(attempts)).sort();
      expect(codes).to.deep.equal([...Array(9).fill('ALREADY_EXISTS'), 'no error']);
      const before = await backend.list();
      expect(await codeOf(backend.install(alpha2, ['storage']))).to.equal('ALREADY_EXISTS');
      expect(await other.list()).to.deep.equal(before);
    },
  },
  {
    name: 'installs what the catalogue does not have without a bundle',
    async run({ backend }) {
      expect((await backend.install({ ...alpha, version: '7.0.0' }, [])).bundle).to.equal(null);
      expect((await backend.install(testManifest('homemade'), [])).bundle).to.equal(null);
      expect((await backend.list()).map(({ bundle }) => bundle)).to.deep.equal([null, null]);
    },
  },
  {
    name: 'refuses a manifest that is none, and grants nobody asked for',
    async run({ backend }) {
      expect(await codeOf(backend.install({ ...alpha, version: 'one' }, []))).not.to.equal('no error');
      expect(await codeOf(backend.install(alpha, ['files']))).not.to.equal('no error');
      expect(await backend.list()).to.deep.equal([]);
      await backend.install(alpha, []);
      expect(await codeOf(backend.setPermissions('alpha', ['files']))).not.to.equal('no error');
      expect(await codeOf(backend.update(alpha2, ['files']))).not.to.equal('no error');
      expect((await backend.list())[0]).to.deep.include({ manifest: alpha, grantedPermissions: [] });
    },
  },
  {
    name: 'keeps the installs of users apart',
    async run({ backend, stranger }) {
      await backend.install(alpha, []);
      expect(await stranger.list()).to.deep.equal([]);
      expect(await codeOf(stranger.uninstall('alpha'))).to.equal('NOT_FOUND');
      await stranger.install(alpha, ['storage']);
      expect((await backend.list())[0]?.grantedPermissions).to.deep.equal([]);
    },
  },
  {
    name: 'removes an install with its settings',
    async run({ backend, other }) {
      await backend.install(alpha, ['storage']);
      await backend.install(beta, []);
      await backend.updateSettings('alpha', { size: 3 });
      await backend.uninstall('alpha');
      expect((await other.list()).map(({ pluginId }) => pluginId)).to.deep.equal(['beta']);
      expect(await codeOf(other.uninstall('alpha'))).to.equal('NOT_FOUND');
      expect((await backend.install(alpha, [])).settings).to.deep.equal({});
    },
  },
  {
    name: 'says NOT_FOUND of what is not installed',
    async run({ backend }) {
      expect(
        await Promise.all([
          codeOf(backend.uninstall('alpha')),
          codeOf(backend.setActive('alpha', true)),
          codeOf(backend.setActive('alpha', false)),
          codeOf(backend.updateSettings('alpha', { a: 1 })),
          codeOf(backend.setPermissions('alpha', [])),
          codeOf(backend.update(alpha, [])),
        ]),
      ).to.deep.equal(Array(6).fill('NOT_FOUND'));
      expect(await backend.list()).to.deep.equal([]);
    },
  },
  {
    name: 'records what is to run',
    async run({ backend, other }) {
      await backend.install(alpha, []);
      for (const active of [true, true, false, false]) {
        await backend.setActive('alpha', active);
        expect((await other.list())[0]?.state).to.equal(active ? 'active' : 'inactive');
      }
    },
  },
  {
    name: 'merges settings shallowly, and stores null',
    async run({ backend, other }) {
      await backend.install(alpha, []);
      await backend.updateSettings('alpha', { a: { x: 1 }, b: 'two', c: [3] });
      const patch = { a: { y: 1 }, b: null, c: undefined, d: false };
      const merged = await other.updateSettings('alpha', patch);
      expect(merged).to.deep.equal({ a: { y: 1 }, b: null, c: [3], d: false });
      expect((await backend.list())[0]?.settings).to.deep.equal(merged);
    },
  },
  {
    name: `keeps the settings of ${WRITERS} writers in two tabs`,
    async run({ backend, other }) {
      await backend.install(alpha, []);
      await Promise.all(
        Array.from({ length: WRITERS }, (_, index) =>
          (index % 2 ? backend : other).updateSettings('alpha', { [`key${index}`]: index }),
        ),
      );
      expect(Object.keys((await backend.list())[0]?.settings ?? {})).to.have.length(WRITERS);
    },
  },
  {
    name: 'stores what the user allows in place of what was allowed',
    async run({ backend, other }) {
      await backend.install(alpha, null);
      for (const permissions of [['storage'], ['storage', 'notifications'], []]) {
        await backend.setPermissions('alpha', permissions);
        expect((await other.list())[0]?.grantedPermissions).to.have.members(permissions);
      }
    },
  },
  {
    name: 'puts a version in the place of another: manifest, bundle and grants, and nothing else',
    async run({ backend, other }) {
      const { installedAt } = await backend.install(alpha, ['storage']);
      await backend.install(beta, []);
      await backend.updateSettings('alpha', { size: 3 });
      await backend.setActive('alpha', true);
      const updated = await backend.update(alpha2, ['notifications']);
      expect(updated).to.deep.include({
        manifest: alpha2,
        bundle: await referenceOf(LATEST.alpha.versions['2.0.0']),
        grantedPermissions: ['notifications'],
        settings: { size: 3 },
        state: 'active',
        installedAt,
      });
      expect((await other.list())[1]).to.deep.equal(updated);
    },
  },
  {
    name: 'does not update to a version that the catalogue does not have',
    async run({ backend }) {
      await backend.install(alpha, ['storage']);
      const before = await backend.list();
      expect(await codeOf(backend.update({ ...alpha, version: '7.0.0' }, []))).to.equal('NOT_FOUND');
      expect(await backend.list()).to.deep.equal(before);
      await backend.install(testManifest('homemade'), []);
      const updated = await backend.update(testManifest('homemade', { version: '2.0.0' }), []);
      expect([updated.manifest.version, updated.bundle]).to.deep.equal(['2.0.0', null]);
    },
  },
  {
    name: 'downloads the bytes it promised',
    async run({ backend }) {
      const { bundle } = await backend.install(alpha, []);
      const { bytes, contentType } = await backend.download(bundle as BundleReference);
      const code = new TextDecoder().decode(bytes);
      expect(await referenceOf(code)).to.deep.equal(bundle);
      expect(contentType).to.match(/^text\/javascript/);
    },
  },
  {
    name: 'fails to download what is not there, and what nobody wants any more',
    async run({ backend }) {
      const { bundle } = await backend.install(alpha, []);
      const unknown = await referenceOf('nobody published this');
      expect(await codeOf(backend.download(unknown))).to.equal('NOT_FOUND');
      const signal = AbortSignal.abort();
      expect(await codeOf(backend.download(bundle as BundleReference, { signal }))).to.equal('ABORTED');
      expect(await codeOf(backend.searchMarketplace({}, { signal }))).to.equal('ABORTED');
    },
  },
  {
    name: 'gives copies',
    async run({ backend }) {
      const installed = await backend.install(alpha, []);
      installed.settings.mine = true;
      const [listed] = await backend.list();
      if (listed) listed.manifest.name = 'Changed';
      const settings = await backend.updateSettings('alpha', { a: [1] });
      (settings.a as number[]).push(2);
      expect((await backend.list())[0]).to.deep.include({ settings: { a: [1] }, manifest: alpha });
    },
  },
];
