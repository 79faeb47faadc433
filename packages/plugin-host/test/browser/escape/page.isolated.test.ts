import { expect } from 'chai';
import { type FrameOptions, openFrame } from '../../../src/sandbox/frame.ts';
import { type Engine, engine } from '../../support/escape/engine.ts';
import { bareWorkerIn, CONFINED, evaluate, OPEN, pluginIn } from '../../support/escape/environments.ts';
import { describeRows } from '../../support/escape/suite.ts';
import { CODE, NETWORK, WORKERS } from './worker-rows.ts';

const copy = (headers: string): FrameOptions => ({ frameUrl: `/test/runtime.html?${headers}` });

/**
 * What a frame's document must send to be let into a cross-origin isolated page. Its origin is opaque, so even a page of the same
 * site is another origin to it: Firefox wants `Cross-Origin-Resource-Policy: cross-origin`. WebKit lets it in but starts no blob
 * worker in an opaque origin under Cross-Origin-Embedder-Policy, so there it never works.
 */
const NEEDED: Record<string, { frame: FrameOptions; runs: readonly Engine[] }> = {
  'no headers': { frame: copy(''), runs: [] },
  'resource policy alone': { frame: copy('corp=cross-origin'), runs: [] },
  'embedder policy': { frame: copy('coep=require-corp'), runs: ['chromium'] },
  'embedder policy, resources of the same origin': {
    frame: copy('coep=require-corp&corp=same-origin'),
    runs: ['chromium'],
  },
  'embedder policy, resources for every origin': {
    frame: copy('coep=require-corp&corp=cross-origin'),
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

  const plugin = (frame: FrameOptions) =>
    evaluate(pluginIn({ handshakeDeadline: 1_000, ...frame }), 'return self.origin').catch((error) => error);

  it('a copy of the document without the headers: the error names them', async () => {
    const error = await plugin(copy('theme=dark'));
    expect(error).to.include({ code: 'SANDBOX_FAILED' });
    expect(String(error))
      .to.contain('Cross-Origin-Embedder-Policy: require-corp')
      .and.to.contain('Cross-Origin-Resource-Policy: cross-origin');
  });

  if (engine === 'webkit') {
    for (const [name, frame] of Object.entries({ served: CONFINED, srcdoc: {} })) {
      it(`${name}: the error says that WebKit starts no worker`, async () => {
        const error = await plugin(frame);
        expect(error).to.include({ code: 'SANDBOX_FAILED' });
        expect(String(error)).to.contain('WebKit').and.to.contain('Cross-Origin-Embedder-Policy');
      });
    }
    return;
  }

  it('the served frame runs: the host asks for the variant it needs', async () => {
    expect(await plugin(CONFINED)).to.equal('null');
  });

  it('what the URL says already is kept', async () => {
    const frame = await openFrame({ frameUrl: '/test/runtime?theme=a+b#here' }, new AbortController().signal);
    const source = document.querySelector('iframe')?.getAttribute('src');
    frame.dispose();
    expect(source).to.equal('/test/runtime?theme=a+b&isolated#here');
  });

  // Firefox hands the page's isolation on to opaque frames. Without a second thread, shared memory is no clock.
  it('a plugin in it shares memory with nobody', async () => {
    const isolated = await evaluate(
      pluginIn(CONFINED),
      `return [crossOriginIsolated, typeof SharedArrayBuffer, typeof Worker]`,
    );
    expect(isolated).to.deep.equal(
      engine === 'firefox' ? [true, 'function', 'undefined'] : [false, 'undefined', 'undefined'],
    );
  });

  describeRows<'both' | 'policyOnly' | 'frameOnly'>(
    {
      both: pluginIn(CONFINED),
      policyOnly: bareWorkerIn(CONFINED),
      frameOnly: bareWorkerIn(OPEN),
    },
    { network: NETWORK, code: CODE, 'nested workers': WORKERS },
  );
});
