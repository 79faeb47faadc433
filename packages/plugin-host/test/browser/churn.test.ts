import { expect } from 'chai';
import { createTestHost } from '../support/test-host.ts';

/** The runner says whether there is time for the whole thousand. */
declare const LONG_RUN: boolean;
const CYCLES = LONG_RUN ? 1_000 : 60;

const plugin = {
  manifest: { permissions: ['commands' as const, 'notifications' as const, 'storage' as const] },
  code: `export async function activate(context, api) {
    context.subscriptions.push(api.commands.register('run', () => 1), api.events.on('app:tick', () => {}));
    api.workspace.onDidChangeConfiguration(() => {});
    context.log.info('up');
  }`,
};

describe(`${CYCLES} activations`, () => {
  it('leave no worker, frame, handle or listener', async function () {
    this.timeout(170_000);
    const { host, run } = createTestHost({ churn: plugin });
    await run('churn');
    const sandboxes = [];
    for (let cycle = 0; cycle < CYCLES; cycle++) {
      const sandbox = host.registry.activeSandboxes.get('churn');
      if (cycle % 100 === 0) sandboxes.push(sandbox);
      // Every third one dies instead of being stopped.
      if (cycle % 3 === 0) sandbox?.dispose();
      else await host.registry.deactivate('churn');
      expect(document.querySelectorAll('iframe[data-plugin]').length).to.equal(0);
      await host.registry.activate('churn');
    }
    expect(await host.commands.execute('churn.run')).to.equal(1);
    expect(host.commands.getAll()).to.have.length(1);
    expect(document.querySelectorAll('iframe').length).to.be.at.most(2);
    await host.dispose();
    expect(document.querySelectorAll('iframe').length).to.equal(0);
    expect(host.commands.getAll()).to.have.length(0);
    expect(host.registry.activeSandboxes.size).to.equal(0);
    for (const sandbox of sandboxes) {
      expect(sandbox?.size).to.deep.equal({ outbound: 0, inbound: 0, callbacks: 0, disposables: 0 });
    }
  });
});
