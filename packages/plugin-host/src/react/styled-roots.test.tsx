import { act, fireEvent, screen } from '@testing-library/react';
import { afterEach, beforeAll, expect, it } from 'vitest';
import {
  CommandPalette,
  ConsentDialog,
  PluginManager,
  PluginMenu,
  PluginPermissionDialog,
  PluginSettingsForm,
  PluginStatusBar,
  PluginToolbar,
} from './index.ts';
import { cleanup, createTestHost, renderWithHost, settle, testEntry, testManifest } from './test-host.tsx';

// Downloaded when they are first shown: here at once.
beforeAll(() => Promise.all([import('./manager/manager.tsx'), import('./settings/settings-part.tsx')]));
afterEach(cleanup);

const manifest = testManifest({
  permissions: ['commands', 'ui'],
  settings: { properties: { size: { type: 'number', title: 'Size' } } },
  contributes: { commands: [{ id: 'go', title: 'Go' }] },
});
const nothing = () => undefined;
const request = {
  plugin: manifest,
  permissions: ['ai'],
  reasons: {},
  hosts: [],
  occasion: 'request',
} as const;

it.each([
  ['PluginManager', <PluginManager key="manager" />],
  ['PluginManager, marketplace', <PluginManager key="marketplace" initialTab="marketplace" />],
  ['CommandPalette', <CommandPalette key="palette" />],
  ['PluginToolbar', <PluginToolbar key="toolbar" location="main" label="Tools" />],
  ['PluginStatusBar', <PluginStatusBar key="status" />],
  ['PluginMenu', <PluginMenu key="menu" label="Plugins" />],
  [
    'PluginPermissionDialog',
    <PluginPermissionDialog key="install" manifest={manifest} onApprove={nothing} onCancel={nothing} />,
  ],
  ['ConsentDialog', <ConsentDialog key="consent" request={request} onDecide={nothing} />],
  [
    'PluginSettingsForm',
    <PluginSettingsForm
      key="settings"
      schema={{ properties: {} }}
      settings={{}}
      onSave={async () => {}}
      onClose={nothing}
    />,
  ],
])('%s has no styled element that styles.css would not reach', async (_name, element) => {
  const { host } = await createTestHost([manifest], [testEntry(manifest)], 'active');
  const { baseElement } = renderWithHost(host, element);
  await settle();
  act(() => {
    fireEvent.keyDown(window, { key: 'k', ctrlKey: true });
    for (const button of screen.queryAllByRole('button', { name: 'Plugins' })) fireEvent.click(button);
  });
  await settle();
  const outside = [...baseElement.querySelectorAll('[class]')].filter(
    (each) => !each.closest('[data-flux-plugins]'),
  );
  expect(outside.map((each) => each.outerHTML.slice(0, 100))).toEqual([]);
});
