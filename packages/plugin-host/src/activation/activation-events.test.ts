import { expect, it } from 'vitest';
import { testManifest } from '../../test/support/test-manifest.ts';
import { activationEventsOf } from './activation-events.ts';

it('are what the manifest lists and what it contributes', () => {
  const manifest = testManifest('alpha', {
    manifestVersion: 2,
    activationEvents: ['onStartup', 'onCommand:app.save', 'onEvent:project:opened', 'onTheme:dark'],
    contributes: {
      commands: [{ id: 'mix', title: 'Mix' }],
      panels: [{ id: 'colors', title: 'Colors', location: 'sidebar' }],
      languages: [{ id: 'ink', name: 'Ink', extensions: ['.ink'] }],
      fileTypes: [{ id: 'ase', name: 'Swatches', extensions: ['.ase', 'aco'] }],
    },
  });
  expect([...activationEventsOf(manifest)].sort()).toEqual([
    'onCommand:alpha.app.save',
    'onCommand:alpha.mix',
    'onCommand:app.save',
    'onEvent:project:opened',
    'onFileType:aco',
    'onFileType:alpha.ase',
    'onFileType:ase',
    'onLanguage:alpha.ink',
    'onPanel:alpha.colors',
    'onStartup',
    'onTheme:alpha.dark',
    'onTheme:dark',
  ]);
});

it('are the start of the app for a manifest of the first generation that lists none', () => {
  expect([...activationEventsOf(testManifest('alpha'))]).toEqual(['*']);
  expect([...activationEventsOf(testManifest('alpha', { manifestVersion: 2 }))]).toEqual([]);
  expect([...activationEventsOf(testManifest('alpha', { activationEvents: ['onEvent:x'] }))]).toEqual([
    'onEvent:x',
  ]);
});
