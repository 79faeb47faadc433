import { PluginManager, PluginSettingsDialog } from '@fluxstudio/plugin-host/react';
import { Fixture } from '../fixtures/fixture.tsx';
import { manifestOf } from '../fixtures/manifests.ts';
import { installOf } from '../fixtures/rows.ts';
import { press, type } from '../play.ts';
import type { Story } from '../story.ts';

const ALL_TYPES = manifestOf({
  id: 'all-settings',
  name: 'All Settings',
  permissions: ['commands'],
  settings: {
    title: 'Everything there is',
    properties: {
      greeting: { type: 'string', title: 'Greeting', description: 'Said first.', default: 'Hello', order: 1 },
      count: {
        type: 'number',
        title: 'How many',
        default: 5,
        validation: { required: true, min: 1, max: 9 },
        order: 2,
      },
      loud: { type: 'boolean', title: 'Loud', description: 'Says it in capitals.', default: true, order: 3 },
      mode: {
        type: 'select',
        title: 'Mode',
        default: 'calm',
        enum: [
          { value: 'calm', label: 'Calm' },
          { value: 'lively', label: 'Lively' },
        ],
        order: 4,
      },
      days: {
        type: 'multiselect',
        title: 'Days',
        default: ['mon'],
        enum: [
          { value: 'mon', label: 'Monday' },
          { value: 'tue', label: 'Tuesday' },
          { value: 'wed', label: 'Wednesday' },
        ],
        order: 5,
      },
      tint: { type: 'color', title: 'Tint', default: '#4f46e5', order: 6 },
      logo: { type: 'file', title: 'Logo', description: 'Up to 256 KB.', order: 7 },
    },
  },
});

const manager = (settings: Record<string, unknown> = {}) => (
  <Fixture installed={[installOf(ALL_TYPES, { settings })]}>
    <PluginManager />
  </Fixture>
);

const openSettings = () => press('Settings');

/** The settings of a plugin. */
export const SETTINGS_STORIES: readonly Story[] = [
  { name: 'settings', shows: 'Greeting', render: () => manager(), play: openSettings },
  {
    name: 'settings-invalid',
    shows: 'Must be 9 or less',
    render: () => manager(),
    play: async () => {
      await openSettings();
      await type('12', 'dialog input[type="number"]');
      await press('Save', 'dialog');
    },
  },
  {
    name: 'settings-json',
    shows: 'A setting that is left out gets its default.',
    render: () => manager({ greeting: 'Good evening' }),
    play: async () => {
      await openSettings();
      await press('Edit as JSON', 'dialog');
    },
  },
  {
    name: 'settings-json-invalid',
    shows: 'This is no JSON yet',
    render: () => manager(),
    play: async () => {
      await openSettings();
      await press('Edit as JSON', 'dialog');
      await type('{ "greeting": ', 'dialog textarea');
    },
  },
  {
    name: 'settings-dialog',
    shows: 'Greeting',
    render: () => (
      <Fixture installed={[installOf(ALL_TYPES, { settings: { greeting: 'Good evening', loud: false } })]}>
        {({ registry }) => {
          const plugin = registry.getPlugin(ALL_TYPES.id);
          return plugin && <PluginSettingsDialog plugin={plugin} onClose={() => undefined} />;
        }}
      </Fixture>
    ),
  },
];
