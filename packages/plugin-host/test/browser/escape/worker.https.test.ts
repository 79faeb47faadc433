import { expect } from 'chai';
import { environments, evaluate } from '../../support/escape/environments.ts';
import { describeRows } from '../../support/escape/suite.ts';
import { CODE, DEVICES, NETWORK, SHARED, WORKERS, WORKING } from './worker-rows.ts';

// A certificate of our own making, which every engine is told to accept: without that the page itself would not load.
describe('ways out of a worker, over https', () => {
  it('the page and the second origin are https', async () => {
    expect(location.protocol).to.equal('https:');
    expect(await (await fetch('/test/other')).text()).to.match(/^https:/);
    expect(isSecureContext).to.equal(true);
  });

  it('a plugin’s origin stays opaque', async () => {
    expect(await evaluate(environments.both, 'return self.origin')).to.equal('null');
  });

  describeRows(environments, {
    network: NETWORK,
    code: CODE,
    'nested workers': WORKERS,
    'shared with the app': SHARED,
    devices: DEVICES,
    'what plugins need': WORKING,
  });
});
