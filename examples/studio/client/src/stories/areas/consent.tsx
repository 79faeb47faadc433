import type { AppNamespace, ConsentRequest, PluginManifest } from '@fluxstudio/plugin-host';
import { ConsentDialog, PluginPermissionDialog } from '@fluxstudio/plugin-host/react';
import type { ReactNode } from 'react';
import { boardNamespace } from '../../board/board-namespace.ts';
import { Fixture } from '../fixtures/fixture.tsx';
import { never } from '../fixtures/fixture-backend.ts';
import { BOARD_ICON } from '../fixtures/icons.ts';
import { CLEANER, manifestOf, NOTES, PALETTE } from '../fixtures/manifests.ts';
import type { Story } from '../story.ts';

const nothing = () => undefined;

const BOARD_TOOLS = manifestOf({
  id: 'board-tools',
  name: 'Board Tools',
  icon: BOARD_ICON,
  permissions: ['commands', 'board'],
  permissionReasons: { board: 'To line up the shapes you have selected.' },
});

const namespaces = (): readonly AppNamespace[] => [boardNamespace(never)];

function install(manifest: PluginManifest): ReactNode {
  return (
    <Fixture options={{ namespaces: namespaces() }}>
      <PluginPermissionDialog manifest={manifest} onApprove={nothing} onCancel={nothing} />
    </Fixture>
  );
}

function ask(request: Omit<ConsentRequest, 'plugin'>): ReactNode {
  const { id, name, icon } = NOTES;
  return (
    <Fixture>
      <ConsentDialog
        request={{ ...request, plugin: { id, name, ...(icon === undefined ? {} : { icon }) } }}
        onDecide={nothing}
      />
    </Fixture>
  );
}

/** Every question about permissions. */
export const CONSENT_STORIES: readonly Story[] = [
  { name: 'permission-dialog', shows: 'Install Color Palette?', render: () => install(PALETTE) },
  { name: 'permission-dialog-optional', shows: 'Install Release Notes?', render: () => install(NOTES) },
  { name: 'permission-dialog-sensitive', shows: 'Install File Cleaner?', render: () => install(CLEANER) },
  {
    name: 'permission-dialog-nothing',
    shows: 'asks for no permissions',
    render: () => install(manifestOf({ id: 'quiet', name: 'Quiet' })),
  },
  {
    name: 'permission-dialog-hosts',
    shows: 'host-12.service.example',
    render: () =>
      install(
        manifestOf({
          id: 'reader',
          name: 'Reader',
          permissions: ['network'],
          network: { hosts: Array.from({ length: 12 }, (_, index) => `host-${index + 1}.service.example`) },
        }),
      ),
  },
  { name: 'permission-dialog-app', shows: 'Install Board Tools?', render: () => install(BOARD_TOOLS) },
  {
    name: 'update-consent',
    shows: 'Update Release Notes?',
    render: () =>
      ask({
        permissions: ['files:read', 'network'],
        reasons: { 'files:read': 'To find out which tools your project names.' },
        hosts: ['archive.notes.example'],
        occasion: 'update',
      }),
  },
  {
    name: 'run-time-request',
    shows: 'Allow Release Notes to do more?',
    render: () =>
      ask({
        permissions: ['notifications', 'files:read'],
        reasons: { notifications: 'To tell you when there is something new.' },
        hosts: [],
        occasion: 'request',
      }),
  },
  {
    name: 'activation-request',
    shows: 'Allow Release Notes to do this?',
    render: () =>
      ask({ permissions: ['network'], reasons: {}, hosts: ['api.notes.example'], occasion: 'activation' }),
  },
];
