import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import { describe, expect, it, vi } from 'vitest';
import { createAppNames } from './app-names.ts';
import { createCommandRegistry } from './command-registry.ts';
import { createContextKeys } from './context-keys.ts';

const plugin = { id: 'alpha', name: 'Alpha' };
const command = { id: 'alpha.mix', title: 'Mix', plugin };

function setUp(wake: (pluginId: string) => Promise<void> = async () => undefined) {
  const context = createContextKeys({
    loadPatterns: () => Promise.reject(new Error('not needed')),
    onFault: () => undefined,
  });
  return { context, commands: createCommandRegistry({ context, names: createAppNames(), wake }) };
}

describe('command registry', () => {
  it('starts the plugin of a declared command once, and lets all calls wait for it', async () => {
    let start: () => void = () => undefined;
    const started = new Promise<void>((resolve) => {
      start = resolve;
    });
    const wake = vi.fn((_pluginId: string) => started);
    const { commands } = setUp(wake);
    commands.declare('alpha', [command]);
    const calls = [commands.execute('alpha.mix', 1), commands.execute('alpha.mix', 2)];
    commands.register(command, (value) => Number(value) * 10);
    start();
    expect(await Promise.all(calls)).toEqual([10, 20]);
    expect(await commands.execute('alpha.mix', 3)).toBe(30);
    expect(wake.mock.calls.every(([id]) => id === 'alpha')).toBe(true);
  });

  it('says why a declared command cannot be run', async () => {
    const { commands } = setUp(() => Promise.reject(new PluginError('ACTIVATION_FAILED', 'no luck')));
    commands.declare('alpha', [command]);
    await expect(commands.execute('alpha.mix')).rejects.toThrow('no luck');
    const silent = setUp().commands;
    silent.declare('alpha', [command]);
    await expect(silent.execute('alpha.mix')).rejects.toThrow('did not register it');
    await expect(silent.execute('alpha.other')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('hides a command whose condition does not hold, and runs it all the same', async () => {
    const { commands, context } = setUp();
    commands.register({ ...command, when: 'ready' }, () => 'done');
    expect(commands.getSnapshot()).toEqual([]);
    expect(await commands.execute('alpha.mix')).toBe('done');
    context.set('ready', true);
    expect(commands.getSnapshot()).toHaveLength(1);
  });

  it('lets no plugin register what looks like a command of the app', () => {
    const { commands } = setUp();
    const fake = { id: 'board', name: 'Board' };
    commands.register({ id: 'board.save', title: 'Save' }, () => undefined);
    for (const owner of [fake, { id: 'editor', name: 'Editor' }]) {
      expect(() =>
        commands.register({ id: `${owner.id}.print`, title: 'Print', plugin: owner }, () => undefined),
      ).toThrow(expect.objectContaining({ code: 'ALREADY_EXISTS' }));
    }
  });
});
