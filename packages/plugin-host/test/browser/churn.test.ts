import { expect } from 'chai';
import { hasDevtools, pageCensus } from '../support/devtools.ts';
import { countInFlight } from '../support/in-flight.ts';

/** The runner says whether there is time for the whole thousand. */
declare const LONG_RUN: boolean;
const CYCLES = LONG_RUN ? 1_000 : 60;
/** Until pools are full and most code is compiled. */
const WARM_UP = 30;
/**
 * Bytes by which the page's heap may grow with a cycle. An activation that something remembers keeps more than 10,000. What does grow,
 * by 500 to 800, is code that the engine compiles anew the longer it runs.
 */
const GROWTH = 2_000;

const plugin = {
  manifest: { permissions: ['commands' as const, 'notifications' as const, 'storage' as const] },
  code: `export async function activate(context, api) {
    context.subscriptions.push(api.commands.register('run', () => 1), api.events.on('app:tick', () => {}));
    api.workspace.onDidChangeConfiguration(() => {});
    context.log.info('up');
  }`,
};

describe(`${CYCLES} activations`, () => {
  it('leave no worker, frame, handle or listener, and no memory', async function () {
    this.timeout(LONG_RUN ? 600_000 : 120_000);
    const inFlight = countInFlight();
    const { createTestHost } = await import('../support/test-host.ts');
    const { host, run, logs, backend } = createTestHost({ churn: plugin });
    await run('churn');

    async function cycle(index: number): Promise<void> {
      const sandbox = host.registry.activeSandboxes.get('churn');
      // Every third one dies instead of being stopped.
      if (index % 3 === 0) sandbox?.dispose();
      else await host.registry.deactivate('churn');
      expect(sandbox?.size).to.deep.equal({ outbound: 0, inbound: 0, callbacks: 0, disposables: 0 });
      expect(document.querySelectorAll('iframe[data-plugin]').length).to.equal(0);
      await host.registry.activate('churn');
      // What the test itself remembers.
      logs.length = 0;
      backend.calls.length = 0;
    }
    async function census() {
      // The browser's own list of what was loaded.
      performance.clearResourceTimings();
      return hasDevtools ? pageCensus() : undefined;
    }

    for (let index = 0; index < WARM_UP; index++) await cycle(index);
    const before = await census();
    for (let index = 0; index < CYCLES; index++) await cycle(index);
    const after = await census();
    expect(await host.commands.execute('churn.run')).to.equal(1);
    expect(host.commands.getAll()).to.have.length(1);
    // The plugin's, and the one that waits for the next.
    expect(inFlight().frames).to.be.at.most(2);
    if (before && after) {
      expect(after.workers, 'workers').to.equal(1);
      expect((after.heap - before.heap) / CYCLES, 'bytes per cycle').to.be.below(GROWTH);
      // Whether a frame is waiting makes a difference of one or two.
      expect(after.nodes - before.nodes, 'nodes').to.be.below(CYCLES / 10);
      expect(after.listeners - before.listeners, 'listeners').to.be.below(CYCLES / 10);
    }

    await host.dispose();
    expect(inFlight()).to.deep.equal({ timers: 0, listeners: 0, frames: 0 });
    expect(host.commands.getAll()).to.have.length(0);
    expect(host.registry.activeSandboxes.size).to.equal(0);
    expect(await census().then((left) => left && [left.frames, left.workers])).to.deep.equal(
      hasDevtools ? [0, 0] : undefined,
    );
  });
});
