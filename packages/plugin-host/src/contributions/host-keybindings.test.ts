import { systemClock } from '@fluxstudio/plugin-protocol/rpc/deadlines';
import { expect, it, vi } from 'vitest';
import { testManifest } from '../../test/support/test-manifest.ts';
import type { PluginInstance } from '../registry/plugin-instance.ts';
import { createAppNames } from './app-names.ts';
import { createCommandRegistry } from './command-registry.ts';
import { createContextKeys } from './context-keys.ts';
import { createHostKeybindings } from './host-keybindings.ts';

function setUp(ids: readonly string[]) {
  const names = createAppNames();
  const context = createContextKeys({ names, loadPatterns: vi.fn(), onFault: vi.fn() });
  const commands = createCommandRegistry({ context, names, wake: async () => undefined });
  const plugins = ids.map(
    (id): PluginInstance => ({
      manifest: testManifest(id, {
        contributes: { commands: [{ id: 'go', title: 'Go', shortcut: 'Ctrl+Alt+G' }] },
      }),
      state: 'inactive',
      enabled: true,
      settings: {},
      grantedPermissions: ['commands'],
      bundle: null,
      installedAt: '',
      updatedAt: '',
    }),
  );
  const stored = new Map<string, unknown>();
  const keybindings = createHostKeybindings({
    commands,
    names,
    plugins: {
      subscribe: () => () => undefined,
      getAll: () => plugins,
      granted: () => ['commands'],
    },
    platform: 'linux',
    values: {
      read: async (key) => stored.get(key),
      update: async (key, change) => void stored.set(key, change(stored.get(key))),
    },
    evaluate: context.evaluate,
    clock: systemClock,
    onProblem: vi.fn(),
  });
  const bound = () => keybindings.getSnapshot().map(({ command, keys }) => `${command} ${keys}`);
  return { commands, keybindings, bound };
}

it('binds the keys of plugins, but for one that is named like the app', () => {
  expect(setUp(['alpha', 'editor']).bound()).toEqual(['alpha.go ctrl+alt+g']);
});

it('lets the user give keys to a command of the app that has none', async () => {
  const { commands, keybindings, bound } = setUp([]);
  commands.register({ id: 'studio.print', title: 'Print' }, () => undefined);
  await Promise.resolve();
  await keybindings.override('studio.print', 'Ctrl+Shift+Y');
  expect(bound()).toEqual(['studio.print ctrl+shift+y']);
});
