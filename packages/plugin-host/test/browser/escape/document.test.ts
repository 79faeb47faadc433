import { expect } from 'chai';
import { documentIn } from '../../support/escape/documents.ts';
import { leaked, measure } from '../../support/escape/measure.ts';
import { describeRows } from '../../support/escape/suite.ts';
import { APP_STATE, NAVIGATIONS, REQUESTS, TOP_NAVIGATION } from './document-rows.ts';

const framed = {
  both: documentIn({ sandbox: 'allow-scripts', policy: true }),
  // The policy's own `sandbox` directive makes the origin opaque even where the attribute was forgotten.
  policyOnly: documentIn({ policy: true }),
  sandboxOnly: documentIn({ sandbox: 'allow-scripts', policy: false }),
};
const environments = { ...framed, plain: documentIn({ policy: false }) };

/** Every probe gets a document of its own: several of them navigate it away. */
const alone = <T>(row: T) => ({ ...row, alone: true });

describe('ways out of the frame’s document', () => {
  describeRows(environments, {
    requests: REQUESTS.map(alone),
    navigation: NAVIGATIONS.map(alone),
    'state of the app': APP_STATE.map(alone),
  });

  it('the top is not navigated', async () => {
    const found = await measure(framed, [alone(TOP_NAVIGATION)], () => false);
    for (const [name, results] of Object.entries(found)) {
      for (const result of results.values()) expect(leaked(result), name).to.equal(false);
    }
  });
});
