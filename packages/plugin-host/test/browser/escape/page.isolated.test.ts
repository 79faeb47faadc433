import { expect } from 'chai';
import type { FrameOptions } from '../../../src/sandbox/frame.ts';
import { type Engine, engine } from '../../support/escape/engine.ts';
import { bareWorkerIn, evaluate, pluginIn } from '../../support/escape/environments.ts';
import { describeRows } from '../../support/escape/suite.ts';
import { CODE, NETWORK, WORKERS } from './worker-rows.ts';

const served = (headers: string): FrameOptions => ({ frameUrl: `/test/runtime?${headers}` });

/**
 * What a frame's document must send to be let into a cross-origin isolated page. Its origin is opaque, so even a page of the same
 * site is another origin to it: Firefox wants `Cross-Origin-Resource-Policy: cross-origin`. WebKit lets it in but starts no blob
 * worker in an opaque origin under Cross-Origin-Embedder-Policy, so there it never works.
 */
const NEEDED: Record<string, { frame: FrameOptions; runs: readonly Engine[] }> = {
  'no headers': { frame: served(''), runs: [] },
  'resource policy alone': { frame: served('corp=cross-origin'), runs: [] },
  'embedder policy': { frame: served('coep=require-corp'), runs: ['chromium'] },
  'embedder policy, resources of the same origin': {
    frame: served('coep=require-corp&corp=same-origin'),
    runs: ['chromium'],
  },
  'embedder policy, resources for every origin': {
    frame: served('coep=require-corp&corp=cross-origin'),
    runs: ['chromium', 'firefox'],
  },
  'srcdoc, which inherits the page’s': { frame: {}, runs: ['chromium', 'firefox'] },
};

describe('a cross-origin isolated page', () => {
  it('is isolated', () => {
    expect(crossOriginIsolated).to.equal(true);
  });

  for (const [name, { frame, runs }] of Object.entries(NEEDED)) {
    const runsHere = runs.includes(engine);
    it(`frame with ${name}: ${runsHere ? 'runs' : 'does not run, and says so'}`, async () => {
      const run = evaluate(pluginIn({ handshakeDeadline: 1_000, ...frame }), 'return self.origin');
      const result = await run.catch((error) => error);
      if (runsHere) expect(result).to.equal('null');
      else expect(result).to.include({ code: 'SANDBOX_FAILED' });
    });
  }

  if (engine === 'webkit') return;

  const HEADERS = 'coep=require-corp&corp=cross-origin';

  // Firefox hands the page's isolation on to opaque frames. Without a second thread, shared memory is no clock.
  it('a plugin in it shares memory with nobody', async () => {
    const isolated = await evaluate(
      pluginIn(served(HEADERS)),
      `return [crossOriginIsolated, typeof SharedArrayBuffer, typeof Worker]`,
    );
    expect(isolated).to.deep.equal(
      engine === 'firefox' ? [true, 'function', 'undefined'] : [false, 'undefined', 'undefined'],
    );
  });

  describeRows<'both' | 'policyOnly' | 'frameOnly'>(
    {
      both: pluginIn(served(HEADERS)),
      policyOnly: bareWorkerIn(served(HEADERS)),
      frameOnly: bareWorkerIn({ frameUrl: `/test/runtime-fooled?${HEADERS}` }),
    },
    { network: NETWORK, code: CODE, 'nested workers': WORKERS },
  );
});
