// @vitest-environment node
import { renderToString } from 'react-dom/server';
import { expect, it } from 'vitest';
import { createPluginHost } from '../create-host.ts';
import {
  CommandPalette,
  ConsentDialog,
  PluginHostProvider,
  PluginManager,
  PluginPermissionDialog,
} from './index.ts';
import { SettingsFormPart } from './settings/settings-part.tsx';
import { testManifest } from './test-host.tsx';

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
  expect(html).toContain('Loading…');
});

it('renders dialogs and forms there as well', () => {
  const html = renderToString(
    <>
      <PluginPermissionDialog
        manifest={testManifest({ permissions: ['network'], network: { hosts: ['*.example.com'] } })}
        onApprove={() => {}}
        onCancel={() => {}}
      />
      <ConsentDialog
        request={{
          plugin: { id: 'demo', name: 'Demo' },
          permissions: ['ai'],
          reasons: {},
          hosts: [],
          occasion: 'request',
        }}
        onDecide={() => {}}
      />
      <SettingsFormPart
        schema={{ properties: { size: { type: 'number', title: 'Size' } } }}
        settings={{}}
        onSave={async () => {}}
        onClose={() => {}}
      />
    </>,
  );
  expect(html).toContain('*.example.com');
  expect(html).toContain('Use the AI assistant');
  expect(html).toContain('Size');
});
