import {
  CommandPalette,
  ConsentDialog,
  PluginManager,
  PluginPermissionDialog,
} from '@fluxstudio/plugin-host/react';
import { Fixture } from '../fixtures/fixture.tsx';
import { HOSTILE, hostileManifest, hostileManifests } from '../fixtures/hostile.ts';
import { entryOf, installOf } from '../fixtures/rows.ts';
import { press } from '../play.ts';
import type { Story } from '../story.ts';

const kinds = Object.keys(HOSTILE);
const nothing = () => undefined;

const installed = () => hostileManifests().map((manifest) => installOf(manifest));
const market = () => hostileManifests().map((manifest) => entryOf(manifest));

/** Texts that try to break out, in every place a plugin's text is shown. */
export const HOSTILE_STORIES: readonly Story[] = [
  {
    name: 'hostile-installed',
    shows: '<img src=x',
    hostile: true,
    render: () => (
      <Fixture installed={installed()} activate={kinds.map((kind) => `hostile-${kind}`)}>
        <PluginManager />
      </Fixture>
    ),
  },
  {
    name: 'hostile-marketplace',
    shows: '<img src=x',
    hostile: true,
    render: () => (
      <Fixture market={market()}>
        <PluginManager initialTab="marketplace" />
      </Fixture>
    ),
  },
  {
    name: 'hostile-palette',
    shows: '<img src=x',
    hostile: true,
    render: () => (
      <Fixture installed={installed().map((row) => ({ ...row, state: 'active' as const }))}>
        <CommandPalette open />
      </Fixture>
    ),
  },
  ...kinds.flatMap((kind): Story[] => {
    const manifest = hostileManifest(kind);
    const { id, name, icon = '', permissionReasons = {}, network } = manifest;
    const shows = id;
    return [
      {
        name: `hostile-permission-dialog-${kind}`,
        shows,
        hostile: true,
        render: () => (
          <Fixture>
            <PluginPermissionDialog manifest={manifest} onApprove={nothing} onCancel={nothing} />
          </Fixture>
        ),
      },
      {
        name: `hostile-request-${kind}`,
        shows,
        hostile: true,
        render: () => (
          <Fixture>
            <ConsentDialog
              request={{
                plugin: { id, name, icon },
                permissions: ['network', 'ui'],
                reasons: permissionReasons,
                hosts: network?.hosts ?? [],
                occasion: 'request',
              }}
              onDecide={nothing}
            />
          </Fixture>
        ),
      },
      {
        name: `hostile-settings-${kind}`,
        shows: 'Reset to defaults',
        hostile: true,
        render: () => (
          <Fixture installed={[installOf(manifest)]}>
            <PluginManager />
          </Fixture>
        ),
        play: () => press('Settings'),
      },
    ];
  }),
];
