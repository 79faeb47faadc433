import { expect } from 'chai';
import { engine } from '../../support/escape/engine.ts';
import { type EnvironmentName, environments } from '../../support/escape/environments.ts';
import { describeRows } from '../../support/escape/suite.ts';
import { CODE, DEVICES, KEPT, NETWORK, SHARED, WORKERS, WORKING } from './worker-rows.ts';

describe('ways out of a worker', () => {
  const { found } = describeRows(environments, {
    network: NETWORK,
    code: CODE,
    'nested workers': WORKERS,
    'shared with the app': SHARED,
    devices: DEVICES,
    'kept globals': KEPT,
    'what plugins need': WORKING,
  });

  for (const row of NETWORK.filter(({ cookies }) => cookies)) {
    for (const name of Object.keys(environments) as EnvironmentName[]) {
      const travel = row.cookies?.[name]?.includes(engine) ?? false;
      it(`${row.name}, ${name}: ${travel ? 'carries' : 'never carries'} the app’s cookies`, () => {
        const carried = found(name, row.name).hits.flatMap(({ cookies }) => cookies);
        expect(carried).to.deep.equal(travel ? ['lax', 'strict'] : []);
      });
    }
  }
});
