import type { AvailableUpdate, PluginBackend } from '@fluxstudio/plugin-host';
import { PluginManager } from '@fluxstudio/plugin-host/react';
import type { ReactNode } from 'react';
import { Fixture } from '../fixtures/fixture.tsx';
import { failing, never } from '../fixtures/fixture-backend.ts';
import { NOTES, PALETTE } from '../fixtures/manifests.ts';
import { installOf } from '../fixtures/rows.ts';
import { press } from '../play.ts';
import type { Story } from '../story.ts';

const bundle = { sha256: '1'.repeat(64), integrity: 'sha384-', size: 20_480 };

const UPDATES: readonly AvailableUpdate[] = [
  {
    pluginId: PALETTE.id,
    from: PALETTE.version,
    to: '1.3.0',
    manifest: { ...PALETTE, version: '1.3.0' },
    bundle,
    changelog: '## 1.3.0\n\n- Palettes of **two** colours\n- Copies as `oklch()`',
  },
  {
    pluginId: NOTES.id,
    from: NOTES.version,
    to: '3.0.0',
    manifest: {
      ...NOTES,
      version: '3.0.0',
      permissions: [...NOTES.permissions, 'files:read'],
      network: { ...NOTES.network, hosts: [...(NOTES.network?.hosts ?? []), 'archive.notes.example'] },
    },
    bundle,
    changelog: null,
  },
];

function updates(backend: Partial<PluginBackend>): ReactNode {
  return (
    <Fixture installed={[installOf(PALETTE), installOf(NOTES)]} backend={backend}>
      <PluginManager initialTab="updates" />
    </Fixture>
  );
}

/** New versions of installed plugins. */
export const UPDATE_STORIES: readonly Story[] = [
  {
    name: 'updates',
    shows: 'archive.notes.example',
    render: () => updates({ listUpdates: async () => [...UPDATES] }),
  },
  {
    name: 'updates-none',
    shows: 'Everything is up to date',
    render: () => updates({ listUpdates: async () => [] }),
  },
  { name: 'updates-loading', shows: 'Looking for updates…', render: () => updates({ listUpdates: never }) },
  {
    name: 'updates-failed',
    shows: 'The updates could not be loaded',
    render: () => updates({ listUpdates: failing('HTTP_ERROR', 'The server answered with status 502') }),
  },
  {
    name: 'update-running',
    shows: 'Updating…',
    render: () => updates({ listUpdates: async () => [...UPDATES], update: never }),
    play: () => press('Update', '[data-plugin="color-palette"]'),
  },
];
