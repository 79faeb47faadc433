import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import { DEADLINE } from '@fluxstudio/plugin-protocol/rpc/peer';
import { describe, expect, it } from 'vitest';
import { createTestScope, remoteCallback } from '../../test/support/test-scope.ts';
import { createAppNames } from '../contributions/app-names.ts';
import { createCommandRegistry } from '../contributions/command-registry.ts';
import { createContextKeys } from '../contributions/context-keys.ts';
import { bindCommands } from './commands.ts';

function setUp(wake: (pluginId: string) => Promise<void> = async () => undefined) {
  const context = createContextKeys({
    loadPatterns: () => Promise.reject(new Error('not needed')),
    onFault: () => undefined,
  });
  const registry = createCommandRegistry({ context, names: createAppNames(), wake });
  const plugin = (id: string) => {
    const made = createTestScope(id);
    return { ...made, api: bindCommands(made.scope, registry, () => true) };
  };
  const declare = (id: string, name: string) =>
    registry.declare(id, [{ id: `${id}.${name}`, title: name, plugin: { id, name: id } }]);
  return { registry, plugin, declare };
}

const register = (
  { api }: ReturnType<ReturnType<typeof setUp>['plugin']>,
  name: string,
  answer: () => unknown,
) => api.register(name, remoteCallback(answer));

/** What the host itself throws: it tells of the app's files and of what lies behind. */
const hostError = () => {
  const error = new PluginError('BUNDLE_INVALID', 'no download', {
    cause: new Error('https://app.test/secret'),
  });
  error.stack = 'at https://app.test/main.js:1';
  return error;
};

const failure = (result: unknown) => Promise.resolve(result).catch((error: unknown) => error);
const insidesOf = (error: unknown) =>
  error instanceof Error ? `${error.stack} cause: ${error.cause}` : 'no error';

describe('who runs a command', () => {
  it('is the user where the app runs it', async () => {
    const { registry, plugin } = setUp();
    const alpha = plugin('alpha');
    register(alpha, 'go', () => 'went');
    expect(await registry.execute('alpha.go')).toBe('went');
    expect(alpha.gesture.mark).toHaveBeenCalledOnce();
  });

  it('is nobody where the plugin runs its own, however it goes about it', async () => {
    const { plugin, declare } = setUp();
    declare('alpha', 'go');
    const alpha = plugin('alpha');
    const early = alpha.api.execute('go') as Promise<unknown>;
    register(alpha, 'go', () => 'went');
    await early.catch(() => undefined);
    expect(await alpha.api.execute('go')).toBe('went');
    expect(alpha.gesture.mark).not.toHaveBeenCalled();
  });

  it('is nobody where another plugin runs it, also while it starts', async () => {
    let start: () => void = () => undefined;
    const { plugin, declare } = setUp(() => new Promise((resolve) => (start = resolve)));
    declare('alpha', 'go');
    const [alpha, beta] = [plugin('alpha'), plugin('beta')];
    const early = beta.api.execute('alpha.go');
    register(alpha, 'go', () => 'went');
    start();
    expect(await early).toBe('went');
    expect(await beta.api.execute('alpha.go')).toBe('went');
    expect(alpha.gesture.mark).not.toHaveBeenCalled();
  });
});

describe('execute', () => {
  it('does not wait for a command of its own that is declared and not registered', async () => {
    const { plugin, declare } = setUp(() => new Promise(() => undefined));
    declare('alpha', 'go');
    await expect(plugin('alpha').api.execute('go')).rejects.toMatchObject({
      code: 'NOT_FOUND',
      message: expect.stringContaining('did not register it'),
    });
  });

  it('prefers a command of its own to one of the app of the same name', async () => {
    const { registry, plugin } = setUp();
    registry.register({ id: 'mix', title: 'Mix' }, () => 'the app’s');
    const alpha = plugin('alpha');
    expect(await alpha.api.execute('mix')).toBe('the app’s');
    register(alpha, 'mix', () => 'my own');
    expect(await alpha.api.execute('mix')).toBe('my own');
  });

  it('tells of a plugin that cannot be started, and nothing of the host', async () => {
    const { registry, plugin, declare } = setUp(() => Promise.reject(hostError()));
    declare('alpha', 'go');
    const error = await failure(plugin('beta').api.execute('alpha.go'));
    expect(error).toMatchObject({ code: 'BUNDLE_INVALID', message: 'no download' });
    expect(insidesOf(error)).not.toContain('app.test');
    // The app may know all of it.
    await expect(registry.execute('alpha.go')).rejects.toMatchObject({ cause: expect.any(Error) });
  });

  it('hands on what the handler threw, whole, and of one that ended or is silent only the words', async () => {
    const { plugin } = setUp();
    const [alpha, beta] = [plugin('alpha'), plugin('beta')];
    let thrown: Error = new Error('no color', { cause: new Error('no paint') });
    register(alpha, 'go', () => Promise.reject(thrown));
    const run = () => failure(beta.api.execute('alpha.go'));
    expect(await run()).toBe(thrown);
    thrown = new PluginError('DEADLINE_EXCEEDED', '7 did not answer', { cause: DEADLINE });
    const silence = await run();
    expect(silence).toMatchObject({
      message: 'The command alpha.go of Plugin alpha did not answer in time',
    });
    expect(insidesOf(silence)).toContain('cause: undefined');
    thrown = hostError();
    alpha.stop();
    const ended = await run();
    expect(ended).toMatchObject({ code: 'BUNDLE_INVALID' });
    expect(insidesOf(ended)).not.toContain('app.test');
  });
});
