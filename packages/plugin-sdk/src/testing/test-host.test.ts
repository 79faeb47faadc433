import { describe, expect, it, vi } from 'vitest';
import { createTestHost } from './create-test-host.ts';
import { plugin, withCommand } from './small-plugins.ts';

const manifest = {
  permissions: ['commands', 'ui', 'webview', 'storage'],
  optionalPermissions: ['files:read'],
};

describe('commands', () => {
  it('run by their short and their full id, with what crosses the wire', async () => {
    await using host = await createTestHost({
      manifest,
      plugin: withCommand((a: Date, b: number) => [a, b + 1]),
    });
    expect(host.commands).toEqual(['test-plugin.run']);
    const date = new Date(0);
    expect(await host.runCommand('run', date, 1)).toEqual([date, 2]);
    expect(await host.runCommand('test-plugin.run', date, 2)).toEqual([date, 3]);
  });

  it('reject with the plugin’s own error', async () => {
    const failing = () => {
      throw Object.assign(new RangeError('too far'), { code: 'TOO_FAR' });
    };
    await using host = await createTestHost({ manifest, plugin: withCommand(failing) });
    await expect(host.runCommand('run')).rejects.toMatchObject({
      name: 'RangeError',
      message: 'too far',
      code: 'TOO_FAR',
      stack: expect.stringContaining('test-host.test.ts'),
    });
  });

  it('that are not there are named with those that are', async () => {
    await using host = await createTestHost({ manifest, plugin: withCommand(() => 1) });
    await expect(host.runCommand('walk')).rejects.toMatchObject({
      code: 'NOT_FOUND',
      message:
        'There is no command walk. Test plugin is in state active; registered commands: test-plugin.run',
    });
  });

  it('of the app run, and are recorded', async () => {
    await using host = await createTestHost({
      manifest,
      plugin: plugin((api) => api.commands.execute('app.save', 'now')),
      commands: { 'app.save': () => 'saved' },
    });
    expect(host.calls).toEqual([{ method: 'commands.app.save', args: ['now'] }]);
  });
});

describe('a start that fails', () => {
  const start = (source: Parameters<typeof createTestHost>[0]) => expect(createTestHost(source)).rejects;

  it('rejects with the error of activate()', async () => {
    const broken = plugin(() => Promise.reject(new Error('no colors')));
    await start({ manifest, plugin: broken }).toMatchObject({
      code: 'ACTIVATION_FAILED',
      message: 'The plugin failed to activate: no colors',
    });
  });

  it('rejects with the permission that is missing', async () => {
    await start({ plugin: withCommand(() => 1) }).toMatchObject({
      code: 'PERMISSION_DENIED',
      message: 'commands.register needs the permission “commands”, which is not granted to test-plugin',
    });
  });

  it('rejects with what is wrong with the manifest', async () => {
    await start({ manifest: { permissions: ['Fly'] }, plugin: withCommand(() => 1) }).toMatchObject({
      code: 'INVALID_MANIFEST',
      message: expect.stringContaining('permissions[0] must be one of'),
    });
  });

  it('rejects for a grant that the manifest does not ask for', async () => {
    await start({ plugin: withCommand(() => 1), grants: ['ai'] }).toMatchObject({
      code: 'INVALID_ARGUMENT',
      message: 'test-plugin does not ask for the permission “ai” in its manifest',
    });
  });

  it.each([
    ['throws', 'throw new Error("broken bundle")', 'LOAD_FAILED', 'broken bundle'],
    ['is no JavaScript', 'export function {', 'LOAD_FAILED', 'SyntaxError'],
    ['exports nothing', 'export const x = 1', 'LOAD_FAILED', 'exports no activate()'],
  ])('rejects when the code %s', async (_, code, expected, words) => {
    await start({ plugin: code }).toMatchObject({ code: expected, message: expect.stringContaining(words) });
  });
});

describe('code', () => {
  const counting =
    'let runs = 0; const activate = (_, api) => { api.commands.register("runs", () => ++runs) };';

  it.each([
    ['an ES module', `${counting} export default { activate };`],
    ['CommonJS', `${counting} module.exports = { activate };`],
  ])('as %s is evaluated anew at each start', async (_, code) => {
    await using host = await createTestHost({ manifest, plugin: code });
    expect(await host.runCommand('runs')).toBe(1);
    expect(await host.runCommand('runs')).toBe(2);
    await host.restart();
    expect(await host.runCommand('runs')).toBe(1);
  });

  it('shows its own name in stacks', async () => {
    const code =
      'export const activate = (_, api) => { api.commands.register("x", () => { throw new Error("x") }) };';
    await using host = await createTestHost({ manifest, plugin: code });
    await expect(host.runCommand('x')).rejects.toMatchObject({
      stack: expect.stringContaining('plugin://test-plugin/main.js'),
    });
  });
});

describe('what the plugin does', () => {
  it('is recorded: notifications, with buttons that work until they are closed', async () => {
    await using host = await createTestHost({
      manifest,
      plugin: plugin((api) =>
        api.ui.showNotification({
          type: 'info',
          title: 'Mixed',
          message: 'Blue',
          actions: [{ label: 'Again', callback: () => 'mixed again' }],
        }),
      ),
    });
    const [notification] = host.notifications;
    expect(notification).toMatchObject({ type: 'info', title: 'Mixed', message: 'Blue', actions: ['Again'] });
    expect(await notification?.click('Again')).toBe('mixed again');
    await expect(notification?.click('Undo')).rejects.toThrow('has no action “Undo”; it has “Again”');
    notification?.close();
    expect(notification?.closed).toBe(true);
    await expect(notification?.click('Again')).rejects.toThrow('The notification “Mixed” is closed');
  });

  it('is recorded: log lines, panels, toolbar items, storage, secrets', async () => {
    await using host = await createTestHost({
      manifest,
      storage: { before: 1 },
      plugin: plugin(async (api, { storage, secrets, log }) => {
        log.warn('careful', { color: 'blue' });
        api.ui.registerPanel({ id: 'colors', title: 'Colors', location: 'sidebar' }, { html: '<p>Blue</p>' });
        api.ui.registerToolbarItem({ id: 'mix', command: 'run', icon: 'palette', location: 'main' });
        await storage.set('after', await storage.get('before'));
        await secrets.set('token', 'abc');
      }),
    });
    expect(host.logs).toMatchObject([{ level: 'warn', args: ['careful', { color: 'blue' }] }]);
    expect(host.panels).toMatchObject([{ id: 'test-plugin.colors', document: { html: '<p>Blue</p>' } }]);
    expect(host.toolbarItems).toMatchObject([{ id: 'test-plugin.mix', command: 'test-plugin.run' }]);
    expect([...host.storage]).toEqual([
      ['before', 1],
      ['after', 1],
    ]);
    expect(host.secrets.get('token')).toBe('abc');
  });

  it('is recorded: calls of services, with what the plugin gave', async () => {
    const exists = vi.fn(() => true);
    await using host = await createTestHost({
      manifest: { permissions: ['files'] },
      services: { files: { exists } },
      plugin: plugin((api) => api.files.exists('notes.md')),
    });
    expect(host.calls).toEqual([{ method: 'files.exists', args: ['notes.md'] }]);
    expect(exists).toHaveBeenCalledWith('notes.md', expect.objectContaining({ plugin: expect.anything() }));
  });

  it('is recorded: errors that nobody caught', async () => {
    await using host = await createTestHost({
      manifest,
      plugin: plugin((api) => {
        api.events.on('tick', () => {
          throw new Error('dizzy');
        });
      }),
    });
    await host.emitEvent('tick');
    expect(host.faults).toMatchObject([{ code: 'WORKER_ERROR', message: 'dizzy' }]);
    expect(host.error).toMatchObject({ code: 'WORKER_ERROR', message: 'dizzy' });
    expect(host.state).toBe('active');
  });
});

describe('what happens to the plugin', () => {
  it('events of the app', async () => {
    await using host = await createTestHost({
      manifest,
      plugin: plugin((api, { log }) => api.events.on('opened', (...args) => log.info('opened', ...args))),
    });
    await host.emitEvent('opened', { id: 'p1' }, 2);
    expect(host.logs).toMatchObject([{ args: ['opened', { id: 'p1' }, 2] }]);
  });

  it('settings', async () => {
    const settings = { properties: { color: { type: 'string', title: 'Color', default: 'red' } } };
    await using host = await createTestHost({
      manifest: { ...manifest, settings },
      settings: { size: 5 },
      plugin: plugin(({ workspace }, { log }) => {
        log.info(workspace.getConfiguration());
        workspace.onDidChangeConfiguration((change) => {
          log.info(change.affectsConfiguration('color'), workspace.getConfiguration('color'));
        });
      }),
    });
    await host.changeSettings({ color: 'blue' });
    expect(host.settings).toEqual({ color: 'blue', size: 5 });
    expect(host.logs.map(({ args }) => args)).toEqual([[{ color: 'red', size: 5 }], [true, 'blue']]);
  });

  it('language and theme', async () => {
    await using host = await createTestHost({
      manifest: { l10n: { de: { 'Hello {0}': 'Hallo {0}', '{a} of {b}': '{a} von {b}' } } },
      environment: { language: 'de-AT' },
      plugin: plugin(({ l10n, env }, { log }) => {
        const say = () =>
          log.info(env.get('language'), l10n.t('Hello {0}', 'Ada'), l10n.t('{a} of {b}', { a: 1, b: 2 }));
        say();
        env.onDidChange(say);
      }),
    });
    await host.changeEnvironment({ language: 'fr' });
    expect(host.logs.map(({ args }) => args)).toEqual([
      ['de-AT', 'Hallo Ada', '1 von 2'],
      ['fr', 'Hello Ada', '1 of 2'],
    ]);
  });

  it('grants that come and go', async () => {
    await using host = await createTestHost({
      manifest,
      services: { files: { read: () => 'text' } },
      plugin: plugin((api, { log }) => {
        api.permissions.onDidChange((change) => log.info(change));
        api.commands.register('read', () => api.files.read('notes.md'));
      }),
    });
    await expect(host.runCommand('read')).rejects.toMatchObject({ code: 'PERMISSION_DENIED' });
    expect(host.denials).toEqual([
      { method: 'files.read', permission: 'files:read', message: expect.stringContaining('“files:read”') },
    ]);
    await host.grant('files:read');
    expect(await host.runCommand('read')).toBe('text');
    await host.revoke('files');
    expect(host.grants).toEqual(manifest.permissions);
    await expect(host.runCommand('read')).rejects.toMatchObject({ code: 'PERMISSION_DENIED' });
    expect(host.logs.map(({ args }) => args)).toEqual([
      [{ granted: ['files:read'], revoked: [] }],
      [{ granted: [], revoked: ['files:read'] }],
    ]);
  });

  it('grants that cannot be given or taken are errors', async () => {
    await using host = await createTestHost({
      manifest: { permissions: ['files'] },
      plugin: plugin(() => 1),
    });
    await expect(host.grant('ai')).rejects.toThrow('test-plugin does not ask for the permission “ai”');
    await expect(host.revoke('ai')).rejects.toThrow('“ai” is not granted to test-plugin');
    await expect(host.revoke('files:read')).rejects.toThrow('as part of “files”: revoke that');
  });
});
