import { parseWhen } from '@fluxstudio/plugin-protocol/when/when-clause';
import { describe, expect, it, vi } from 'vitest';
import { createTestRegistry } from '../../test/support/test-registry.ts';
import { createAppNames } from './app-names.ts';
import { createCommandRegistry } from './command-registry.ts';
import { createContextKeys } from './context-keys.ts';
import { createHostKeybindings } from './host-keybindings.ts';

const keybindings = [{ command: 'save', key: 'ctrl+s', when: 'open' }];
const stroke = { key: 's', code: 'KeyS', ctrlKey: true, shiftKey: false, altKey: false, metaKey: false };

/** The plugin `alpha` with a key for its command `save`. */
async function setUp() {
  const { registry, install } = createTestRegistry();
  await install({ permissions: ['commands'], contributes: { keybindings } }, ['commands']);
  await registry.activate('alpha');
  const parse = vi.fn(parseWhen);
  const names = createAppNames();
  const context = createContextKeys({
    loadPatterns: () => Promise.reject(),
    onFault: () => undefined,
    names,
    parse,
  });
  context.set('open', true);
  const commands = createCommandRegistry({ context, names, wake: async () => undefined });
  const onFailure = vi.fn();
  const keys = createHostKeybindings({
    commands,
    plugins: {
      subscribe: registry.subscribe,
      getAll: registry.getSnapshot,
      granted: registry.grants.get,
    },
    platform: 'linux',
    evaluate: context.evaluate,
    values: { read: async () => undefined, write: async () => undefined },
    onProblem: () => undefined,
    onFailure,
  });
  return { keys, commands, context, parse, onFailure };
}

describe('keys of a plugin', () => {
  it('run its command, with its condition parsed once', async () => {
    const { keys, commands, context, parse } = await setUp();
    const run = vi.fn();
    commands.register({ id: 'alpha.save', title: 'Save', plugin: { id: 'alpha', name: 'Alpha' } }, run);
    for (let index = 0; index < 10; index++) expect(keys.handle(stroke)).toBe(true);
    context.set('open', false);
    expect(keys.handle(stroke)).toBe(false);
    expect(run).toHaveBeenCalledTimes(10);
    expect(parse).toHaveBeenCalledTimes(1);
  });

  it('run no command that the app has under that name', async () => {
    const { keys, commands, onFailure } = await setUp();
    const run = vi.fn();
    commands.register({ id: 'alpha.save', title: 'Save' }, run);
    keys.handle(stroke);
    await Promise.resolve();
    expect([run.mock.calls, onFailure.mock.calls]).toEqual([[], []]);
  });
});
