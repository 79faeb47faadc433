import { expect } from 'chai';
import {
  bareWorkerIn,
  type EnvironmentName,
  environments,
  evaluate,
  pluginIn,
} from '../../support/escape/environments.ts';
import { describeRows, type Row } from '../../support/escape/suite.ts';
import { CODE, NETWORK, WORKERS, type WorkerRow } from './worker-rows.ts';

/** What a proxy may leave of the policy. One of header and meta tag is enough, with every global in place. */
const copies = {
  'header stripped': bareWorkerIn({ frameUrl: '/test/runtime-without-header' }),
  'meta tag stripped': bareWorkerIn({ frameUrl: '/test/runtime-without-meta' }),
  srcdoc: bareWorkerIn({}),
  'header stripped, plugin': pluginIn({ frameUrl: '/test/runtime-without-header' }),
  'meta tag stripped, plugin': pluginIn({ frameUrl: '/test/runtime-without-meta' }),
  'srcdoc, plugin': pluginIn({}),
  // The control.
  'no policy': environments.frameOnly,
};
type Copy = keyof typeof copies;

const COUNTERPART: Record<Copy, EnvironmentName> = {
  'header stripped': 'policyOnly',
  'meta tag stripped': 'policyOnly',
  srcdoc: 'policyOnly',
  'header stripped, plugin': 'both',
  'meta tag stripped, plugin': 'both',
  'srcdoc, plugin': 'both',
  'no policy': 'frameOnly',
};

const translate = (rows: readonly WorkerRow[]): Row<Copy>[] =>
  rows.map((row) => ({
    ...row,
    leaks: Object.fromEntries(
      Object.entries(COUNTERPART).map(([copy, name]) => [copy, row.leaks[name] ?? []]),
    ),
  }));

describe('a frame that lost one of its policies', () => {
  describeRows(copies, {
    network: translate(NETWORK),
    code: translate(CODE),
    'nested workers': translate(WORKERS),
  });
});

describe('a frame that lost both', () => {
  for (const [name, environment] of [
    ['a plugin', pluginIn],
    ['any worker', bareWorkerIn],
  ] as const) {
    it(`refuses to run ${name}`, async () => {
      const error = await evaluate(
        environment({ frameUrl: '/test/runtime-unconfined' }),
        `return 'ran'`,
      ).catch((reason) => reason);
      expect(error).to.include({ code: 'SANDBOX_FAILED' });
      expect(String(error)).to.contain('refuses').and.to.contain('Content-Security-Policy');
    });
  }
});
