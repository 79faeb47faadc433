import { PluginError } from '@fluxstudio/plugin-host';
import { PluginManager } from '@fluxstudio/plugin-host/react';
import { Fixture } from '../fixtures/fixture.tsx';
import { never } from '../fixtures/fixture-backend.ts';
import { CLEANER, manifestOf, NOTES, PALETTE, SAMPLES, THEMES } from '../fixtures/manifests.ts';
import { entryOf, installOf } from '../fixtures/rows.ts';
import { appears, press } from '../play.ts';
import type { Story } from '../story.ts';

const installed = SAMPLES.map((manifest) => installOf(manifest));
const market = SAMPLES.map((manifest) => entryOf(manifest));

const stackOf = (error: PluginError) => {
  error.stack = 'RangeError: palette is empty\n    at activate (plugin://color-palette/main.js:12:9)';
  return error;
};

/** What is installed, in every state a plugin can be in. */
export const INSTALLED_STORIES: readonly Story[] = [
  {
    name: 'installed-some',
    shows: 'Release Notes',
    render: () => (
      <Fixture installed={installed} market={market} activate={[PALETTE.id]}>
        <PluginManager />
      </Fixture>
    ),
  },
  {
    name: 'installed-none',
    shows: 'No plugins installed',
    render: () => (
      <Fixture market={market}>
        <PluginManager />
      </Fixture>
    ),
  },
  {
    name: 'installed-loading',
    shows: 'Loading your plugins…',
    render: () => (
      <Fixture early backend={{ list: never }}>
        <PluginManager startup={{ status: 'starting' }} />
      </Fixture>
    ),
  },
  {
    name: 'installed-failed',
    shows: 'Your plugins could not be loaded',
    render: () => (
      <Fixture>
        <PluginManager
          startup={{
            status: 'failed',
            error: new PluginError('HTTP_ERROR', 'The server answered with status 503'),
            retry: () => undefined,
          }}
        />
      </Fixture>
    ),
  },
  {
    name: 'installed-starting',
    shows: 'Starting…',
    render: () => (
      <Fixture installed={installed} backend={{ setActive: never }}>
        <PluginManager />
      </Fixture>
    ),
    play: () => press('Activate'),
  },
  {
    name: 'error-card',
    shows: 'palette is empty',
    render: () => (
      <Fixture
        installed={installed}
        activate={[PALETTE.id]}
        faults={{
          [PALETTE.id]: stackOf(new PluginError('ACTIVATION_FAILED', 'activate() threw: palette is empty')),
        }}
      >
        <PluginManager />
      </Fixture>
    ),
    play: () => press('Technical details'),
  },
  {
    name: 'disabled-by-policy',
    shows: 'Disabled',
    render: () => (
      <Fixture installed={[installOf(CLEANER, { state: 'disabled' }), installOf(PALETTE)]}>
        <PluginManager />
      </Fixture>
    ),
  },
  {
    name: 'blocked',
    shows: 'This version was taken back',
    render: () => (
      <Fixture
        installed={[
          installOf(CLEANER, {
            state: 'disabled',
            fault: { code: 'VERSION_WITHDRAWN', message: 'It deleted files that nobody had asked about.' },
          }),
          installOf(PALETTE),
        ]}
      >
        <PluginManager />
      </Fixture>
    ),
  },
  {
    name: 'activity',
    shows: '128 kB',
    render: () => (
      <Fixture
        installed={installed}
        activate={[PALETTE.id]}
        activity={{
          [PALETTE.id]: {
            calls: 1284,
            callsLastMinute: 12,
            errors: 3,
            p50: 0.4,
            p95: 2.8,
            bytesReceived: 128_000,
            heartbeatLag: 4,
            crashes: 1,
          },
        }}
      >
        <PluginManager />
      </Fixture>
    ),
    play: async () =>
      press('Activity', await appears(() => document.querySelector('[data-plugin="color-palette"]'))),
  },
  {
    name: 'undo-uninstall',
    shows: 'Undo',
    render: () => (
      <Fixture installed={installed}>
        <PluginManager />
      </Fixture>
    ),
    play: async () => {
      await press('Uninstall');
      await press('Uninstall', 'dialog');
    },
  },
  {
    name: 'damaged-install',
    shows: 'the record of this install cannot be read',
    render: () => (
      <Fixture
        installed={[
          installOf(THEMES, {
            state: 'error',
            fault: {
              code: 'INVALID_MANIFEST',
              message: 'Reinstall it: the record of this install cannot be read',
            },
          }),
        ]}
      >
        <PluginManager />
      </Fixture>
    ),
  },
  {
    name: 'safe-mode',
    shows: 'Safe mode',
    render: () => (
      <Fixture
        installed={installed.map((row) => ({ ...row, state: 'active' as const }))}
        options={{ safeMode: true }}
      >
        <PluginManager />
      </Fixture>
    ),
  },
  {
    name: 'uninstall-dialog',
    shows: 'Uninstall Color Palette?',
    render: () => (
      <Fixture installed={[installOf(PALETTE)]}>
        <PluginManager />
      </Fixture>
    ),
    play: () => press('Uninstall'),
  },
  {
    name: 'granted-permissions',
    shows: 'Permissions of Release Notes',
    render: () => (
      <Fixture installed={[installOf(NOTES)]}>
        <PluginManager />
      </Fixture>
    ),
    play: () => press('Permissions'),
  },
  {
    name: 'long-text',
    shows: 'Donaudampfschifffahrts',
    render: () => (
      <Fixture
        installed={[
          installOf(
            manifestOf({
              id: 'donaudampfschifffahrtselektrizitaetenhauptbetriebswerk',
              name: 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft',
              version: '10.200.3000-beta.40+build.20260102030405',
              author: {
                name: 'Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz GmbH & Co. KG',
              },
              description: 'Verwaltet Donaudampfschifffahrtselektrizitätenhauptbetriebswerke. '.repeat(8),
              permissions: ['storage'],
              settings: { properties: { a: { type: 'string', title: 'A' } } },
            }),
          ),
          installOf(
            manifestOf({
              id: 'arabic',
              name: 'لوحة الألوان المتناسقة',
              author: { name: 'أدوات المثال' },
              description: 'تصنع لوحات ألوان متناسقة من لون أساسي وتحولها إلى CSS 3.',
              permissions: ['commands'],
            }),
          ),
        ]}
        activate={['arabic']}
      >
        <PluginManager />
      </Fixture>
    ),
  },
];
