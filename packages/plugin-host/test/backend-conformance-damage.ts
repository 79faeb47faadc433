import { expect } from 'chai';
import type { ConformanceCase } from './backend-conformance.ts';
import { manifestOf } from './backend-conformance-catalogue.ts';

const alpha = manifestOf('alpha', '1.0.0');
const alpha2 = manifestOf('alpha', '2.0.0');
const beta = manifestOf('beta', '1.0.0');
const gamma = manifestOf('gamma', '1.0.0');

/** For those whose records can be damaged from outside. */
export const DAMAGE_CASES: readonly ConformanceCase[] = [
  {
    name: 'shows a damaged install beside the others, and removes it',
    async run({ backend, damage }) {
      await backend.install(alpha, []);
      await backend.install(beta, []);
      await damage?.('alpha');
      const plugins = await backend.list();
      const damaged = plugins.find(({ pluginId }) => pluginId === 'alpha');
      expect(damaged?.state).to.equal('error');
      expect(damaged?.fault?.code).to.equal('INVALID_MANIFEST');
      expect(plugins.find(({ pluginId }) => pluginId === 'beta')?.manifest).to.deep.equal(beta);
      await backend.updateSettings('beta', { still: 'works' });
      await backend.install(gamma, []);
      await backend.uninstall('alpha');
      expect((await backend.list()).map(({ pluginId }) => pluginId)).to.deep.equal(['gamma', 'beta']);
      expect((await backend.install(alpha, [])).manifest).to.deep.equal(alpha);
    },
  },
  {
    name: 'makes a damaged install whole by an update',
    async run({ backend, damage }) {
      await backend.install(alpha, []);
      await backend.updateSettings('alpha', { size: 3 });
      await damage?.('alpha');
      await backend.update(alpha2, ['storage']);
      const [plugin] = await backend.list();
      expect(plugin?.fault).to.equal(undefined);
      expect(plugin).to.deep.include({
        manifest: alpha2,
        settings: { size: 3 },
        grantedPermissions: ['storage'],
      });
    },
  },
];
