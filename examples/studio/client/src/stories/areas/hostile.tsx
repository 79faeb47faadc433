import type { AvailableUpdate, HostNotification, PluginManifest } from '@fluxstudio/plugin-host';
import {
  CommandPalette,
  ConsentDialog,
  PluginContextMenu,
  PluginManager,
  PluginMenu,
  PluginPermissionDialog,
  PluginStatusBar,
  PluginToolbar,
} from '@fluxstudio/plugin-host/react';
import type { ReactNode } from 'react';
import { Fixture } from '../fixtures/fixture.tsx';
import {
  HOSTILE,
  HOSTILE_KINDS,
  hostileManifest,
  hostileManifests,
  hostileText,
  slugOf,
} from '../fixtures/hostile.ts';
import { manifestOf } from '../fixtures/manifests.ts';
import { entryOf, installOf } from '../fixtures/rows.ts';
import { HtmlToasts, StudioToasts } from '../fixtures/toasts.tsx';
import { appears, openContextMenu, press } from '../play.ts';
import type { Story } from '../story.ts';
import { detailOf } from './detail.tsx';

const nothing = () => undefined;
const MARKUP = '<img src=x';
const CHANGES = 'The changes: ';

const installed = () => hostileManifests().map((manifest) => installOf(manifest));
const market = () => hostileManifests().map((manifest) => entryOf(manifest));

/** A version that asks for more, and says what is new in it. */
const updateTo = (manifest: PluginManifest): AvailableUpdate => ({
  pluginId: manifest.id,
  from: manifest.version,
  to: '1.1.0',
  manifest: { ...manifest, version: '1.1.0' },
  bundle: { sha256: '1'.repeat(64), integrity: 'sha384-', size: 20_480 },
  changelog: CHANGES + manifest.name,
});

/** What plugins of all kinds contribute. */
const shown = (children: ReactNode) => (
  <Fixture installed={installed().map((row) => ({ ...row, state: 'active' }))}>{children}</Fixture>
);

const notifications = (kinds: readonly string[]): Omit<HostNotification, 'signal'>[] =>
  kinds.map((kind) => {
    const text = hostileText(kind);
    return {
      // As long as a manifest and a call of a plugin may make them.
      plugin: { id: slugOf(kind), name: text.slice(0, 200), icon: text },
      type: 'warning',
      title: text.slice(0, 300),
      message: text.slice(0, 2000),
      duration: 0,
      actions: [{ label: text.slice(0, 100), run: async () => undefined }],
    };
  });
const SOME_NOTIFICATIONS = notifications(HOSTILE_KINDS);
const ALL_NOTIFICATIONS = notifications(HOSTILE.map(([kind]) => kind));

const PLACES: readonly (Omit<Story, 'shows' | 'hostile'> & { readonly shows?: string })[] = [
  {
    name: 'installed',
    render: () => (
      <Fixture installed={installed()} activate={hostileManifests().map(({ id }) => id)}>
        <PluginManager />
      </Fixture>
    ),
  },
  {
    name: 'marketplace',
    render: () => (
      <Fixture market={market()}>
        <PluginManager initialTab="marketplace" />
      </Fixture>
    ),
  },
  {
    name: 'updates',
    render: () => (
      <Fixture
        installed={market().map(({ manifest }) => installOf(manifestOf({ id: manifest.id })))}
        backend={{ listUpdates: async () => hostileManifests().map(updateTo) }}
      >
        <PluginManager initialTab="updates" />
      </Fixture>
    ),
    play: () => press('What is new'),
    shows: CHANGES,
  },
  { name: 'palette', render: () => shown(<CommandPalette open />) },
  {
    name: 'toolbar',
    render: () => shown(<PluginToolbar location="main" />),
    // Its tooltip has the words.
    play: async () =>
      (
        await appears(() => document.querySelector<HTMLElement>(`[data-tool][aria-label*="${MARKUP}"]`))
      ).focus(),
  },
  {
    name: 'toolbar-menu',
    render: () =>
      shown(
        <div className="w-8">
          <PluginToolbar location="main" />
        </div>,
      ),
    play: () => press('More tools'),
  },
  { name: 'menu', render: () => shown(<PluginMenu />), play: () => press('Plugins') },
  {
    name: 'context-menu',
    render: () =>
      shown(
        <PluginContextMenu type="canvas">
          <button type="button" className="rounded-lg border p-12">
            A shape
          </button>
        </PluginContextMenu>,
      ),
    play: () => openContextMenu('main button'),
  },
  { name: 'status-bar', render: () => shown(<PluginStatusBar />) },
  { name: 'studio-toasts', render: () => <StudioToasts notifications={SOME_NOTIFICATIONS} /> },
  { name: 'html-toasts', render: () => <HtmlToasts notifications={ALL_NOTIFICATIONS} /> },
];

function storiesOf(kind: string): readonly Story[] {
  const manifest = hostileManifest(kind);
  const { id, name, icon = '', permissionReasons = {}, network } = manifest;
  const entry = entryOf(manifest, { screenshots: [name], categories: [name] });
  const slug = slugOf(kind);
  return [
    {
      name: `hostile-permission-dialog-${slug}`,
      shows: id,
      hostile: true,
      render: () => (
        <Fixture>
          <PluginPermissionDialog manifest={manifest} onApprove={nothing} onCancel={nothing} />
        </Fixture>
      ),
    },
    {
      name: `hostile-request-${slug}`,
      shows: id,
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
      name: `hostile-settings-${slug}`,
      shows: 'Reset to defaults',
      hostile: true,
      render: () => (
        <Fixture installed={[installOf(manifest)]}>
          <PluginManager />
        </Fixture>
      ),
      play: () => press('Settings'),
    },
    {
      name: `hostile-detail-${slug}`,
      shows: CHANGES,
      hostile: true,
      render: () => (
        <Fixture
          market={[entry]}
          backend={{
            getMarketplacePlugin: async () =>
              detailOf(entry, { readme: `A readme: ${name}`, changelog: CHANGES + name, publisher: name }),
          }}
        >
          <PluginManager initialTab="marketplace" />
        </Fixture>
      ),
      play: async () =>
        (await appears(() => document.querySelector<HTMLElement>('[data-plugin] button'))).click(),
    },
  ];
}

/** Texts that try to break out, in every place a plugin's text is shown. */
export const HOSTILE_STORIES: readonly Story[] = [
  ...PLACES.map((place) => ({
    shows: MARKUP,
    ...place,
    name: `hostile-${place.name}`,
    hostile: true,
  })),
  ...HOSTILE_KINDS.flatMap(storiesOf),
];
