import { expect } from 'chai';
import { engine } from '../support/escape/engine.ts';
import { createTestHost } from '../support/test-host.ts';

const plugin = {
  manifest: { permissions: ['commands' as const] },
  code: `export const activate = (context, api) => { api.commands.register('origin', () => self.origin) }`,
};

describe('a host in a cross-origin isolated page', () => {
  // WebKit starts no blob worker in an opaque origin under an embedder policy.
  if (engine === 'webkit') {
    it('names what keeps the plugin from running', async () => {
      const { host, run } = createTestHost({ plugin });
      await run('plugin').catch(() => undefined);
      const { state, error } = host.registry.getPlugin('plugin') ?? {};
      await host.dispose();
      expect(state).to.equal('error');
      expect(error).to.include({ code: 'SANDBOX_FAILED' });
      expect(error?.message).to.contain('WebKit').and.to.contain('Cross-Origin-Embedder-Policy');
    });
    return;
  }

  it('runs plugins, the first one and those from the pool', async () => {
    const { host, run } = createTestHost({ plugin, another: plugin });
    await run('plugin');
    await run('another');
    const origins = await Promise.all(
      ['plugin', 'another'].map((id) => host.commands.execute(`${id}.origin`)),
    );
    await host.dispose();
    expect(origins).to.deep.equal(['null', 'null']);
  });
});
