// @vitest-environment node
import { renderToString } from 'react-dom/server';
import { expect, it } from 'vitest';
import { createCommandRegistry } from '../contributions/command-registry.ts';
import { createContributionList } from '../contributions/contribution-list.ts';
import { PluginRegistry } from '../registry/plugin-registry.ts';
import type { PanelEntry, ToolbarEntry } from '../services.ts';
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
  const host = {
    registry: new PluginRegistry({ backend, start: unused, clearStorage: unused }),
    commands: createCommandRegistry(),
    panels: createContributionList<PanelEntry>('panel'),
    toolbarItems: createContributionList<ToolbarEntry>('toolbar item'),
    backend,
    appPermissions: new Map(),
    start: unused,
    emitGlobalEvent() {},
    dispose: unused,
  };
  const html = renderToString(
    <PluginHostProvider host={host}>
      <PluginManager />
      <CommandPalette />
    </PluginHostProvider>,
  );
  expect(typeof document).toBe('undefined');
  expect(html).toContain('No plugins installed');
});
