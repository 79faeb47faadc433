import { expect, it } from 'vitest';
import { testManifest } from '../../test/support/test-manifest.ts';
import { declaredEntries, NOTHING } from './declared-entries.ts';

const plugin = { id: 'alpha', name: 'Alpha' };
const manifest = testManifest('alpha', {
  contributes: {
    commands: [{ id: 'mix', title: 'Mix' }],
    menus: [{ id: 'm', command: 'mix', group: 'edit', order: 2 }],
    contextMenus: [{ id: 'c', targetType: 'canvas', items: [{ id: 'i', command: 'mix', when: 'selected' }] }],
    panels: [{ id: 'colors', title: 'Colors', location: 'sidebar' }],
    toolbarItems: [{ id: 't', command: 'mix', icon: 'x', location: 'main' }],
    statusBar: [{ id: 's', text: 'Blue', command: 'mix' }],
    themes: [{ id: 'night', name: 'Night', type: 'dark', colors: {} }],
    languages: [{ id: 'ink', name: 'Ink', extensions: ['.ink'] }],
    fileTypes: [{ id: 'ase', name: 'Swatches', extensions: ['ase'] }],
  },
});

it('gives everything its full id and its plugin', () => {
  const entries = declaredEntries(plugin, manifest, ['commands', 'ui']);
  expect(Object.keys(entries)).toEqual(Object.keys(NOTHING));
  expect(Object.values(entries).map(([entry]) => [entry.id, entry.command ?? null, entry.plugin])).toEqual([
    ['alpha.mix', null, plugin],
    ['alpha.m', 'alpha.mix', plugin],
    ['alpha.c.i', 'alpha.mix', plugin],
    ['alpha.colors', null, plugin],
    ['alpha.t', 'alpha.mix', plugin],
    ['alpha.s', 'alpha.mix', plugin],
    ['alpha.night', null, plugin],
    ['alpha.ink', null, plugin],
    ['alpha.ase', null, plugin],
  ]);
  expect(entries.contextMenus[0]).toMatchObject({ targetType: 'canvas', when: 'selected' });
  expect(entries.commands[0]?.category).toBe('Alpha');
});

it('declares nothing for which the user has not given the permission', () => {
  const count = (granted: string[]) =>
    Object.entries(declaredEntries(plugin, manifest, granted)).flatMap(([name, list]) =>
      list.length ? [name] : [],
    );
  expect(count([])).toEqual(['themes', 'languages', 'fileTypes']);
  expect(count(['commands'])).toEqual([
    'commands',
    'menus',
    'contextMenus',
    'themes',
    'languages',
    'fileTypes',
  ]);
  expect(count(['ui'])).toEqual(['panels', 'toolbarItems', 'statusBar', 'themes', 'languages', 'fileTypes']);
});
