// @vitest-environment node
import { renderToString } from 'react-dom/server';
import { expect, it } from 'vitest';
import { createPluginHost } from '../create-host.ts';
import { CommandPalette, PluginHostProvider, PluginManager } from './index.ts';

it('renders on a server, where there is no document', () => {
  const unused = async () => {
    throw new Error('not called while rendering');
  };
  const backend = {
    list: unused,
    install: unused,
    uninstall: unused,
    setActive: unused,
    updateSettings: unused,
    setPermissions: unused,
    update: unused,
    searchMarketplace: unused,
    download: unused,
  };
  const host = createPluginHost({ backend, userId: 'user' });
  const html = renderToString(
    <PluginHostProvider host={host}>
      <PluginManager />
      <CommandPalette />
    </PluginHostProvider>,
  );
  expect(typeof document).toBe('undefined');
  expect(html).toContain('No plugins installed');
});
