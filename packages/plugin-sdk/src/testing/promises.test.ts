import { describe, expect, it } from 'vitest';
import type { FluxStudioAPI, PluginContext } from '../plugin-api.ts';
import { createTestHost } from './create-test-host.ts';
import { letMessagesArrive } from './turns.ts';

const run = (command: (context: PluginContext, api: FluxStudioAPI) => unknown) => ({
  activate(context: PluginContext, api: FluxStudioAPI) {
    api.commands.register('run', () => command(context, api));
  },
});

describe('what the host promises', () => {
  it('tells a plugin of an error in the app its code and words, and nothing of its insides', async () => {
    const inner = new Error('POST https://internal.example/save');
    await using host = await createTestHost({
      manifest: { permissions: ['commands'] },
      plugin: run((_, api) =>
        api.commands.execute('app.save').catch(({ message, cause, data }) => ({ message, cause, data })),
      ),
      commands: {
        'app.save': () => {
          throw Object.assign(new Error('Not saved', { cause: inner }), {
            data: { authorization: 'secret' },
          });
        },
      },
    });
    expect(await host.runCommand('run')).toEqual({ message: 'Not saved', cause: undefined, data: undefined });
  });

  it('does not count the time a user takes', async () => {
    await using host = await createTestHost({
      manifest: { permissions: ['commands'], optionalPermissions: ['files:read'] },
      plugin: run((_, api) => api.permissions.request('files:read')),
    });
    const answer = host.runCommand('run');
    await letMessagesArrive();
    await host.advanceTime(40_000);
    await host.advanceTime(40_000);
    await host.answerConsent(['files:read']);
    expect(await answer).toBe(true);
  });

  it('lets a plugin hear its own events by their short name, whatever the name', async () => {
    const heard: unknown[] = [];
    await using host = await createTestHost({
      plugin: {
        activate(_, api) {
          for (const name of ['mixed', 'color:mixed', 'test-plugin:full'])
            api.events.on(name, () => heard.push(name));
          api.commands.register('run', () => {
            for (const name of ['mixed', 'color:mixed', 'full']) api.events.emit(name);
          });
        },
      },
      manifest: { permissions: ['commands'] },
    });
    await host.runCommand('run');
    await letMessagesArrive();
    expect(heard).toEqual(['mixed', 'color:mixed', 'test-plugin:full']);
  });

  it('recovers from too many events', async () => {
    await using host = await createTestHost({
      manifest: { permissions: ['commands'] },
      plugin: {
        activate(_, api) {
          let heard = 0;
          for (let listener = 0; listener < 200; listener++) api.events.on('x', () => heard++);
          api.commands.register('run', () => {
            for (let emitted = 0; emitted < 300; emitted++) api.events.emit('x');
          });
          api.commands.register('heard', () => heard);
        },
      },
    });
    await host.runCommand('run');
    await letMessagesArrive();
    const before = (await host.runCommand('heard')) as number;
    await host.advanceTime(1_000);
    await host.runCommand('run');
    await letMessagesArrive();
    expect(await host.runCommand('heard')).toBeGreaterThan(before);
  });

  it('refuses an event of the app that cannot be sent, where it is emitted', async () => {
    await using host = await createTestHost({ plugin: { activate: () => undefined } });
    await expect(host.emitEvent('project:opened', { save: () => undefined })).rejects.toMatchObject({
      code: 'DATA_CLONE',
      message: expect.stringContaining('args[0].save'),
    });
    expect(host.faults).toEqual([]);
  });

  it('fails an activation whose registration is refused, however late in it', async () => {
    const activation = createTestHost({
      manifest: { permissions: [], optionalPermissions: ['commands', 'ui'] },
      plugin: {
        async activate(_, api) {
          api.workspace.onDidChangeConfiguration(() => undefined);
          void Promise.resolve()
            .then(() => undefined)
            .then(() => api.commands.register('late', () => 1));
        },
      },
    });
    await expect(activation).rejects.toMatchObject({ code: 'PERMISSION_DENIED' });
  });
});
