import { defineNamespace } from '@fluxstudio/plugin-protocol/contract';
import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import * as v from 'valibot';
import { describe, expect, it, vi } from 'vitest';
import { createTestHost } from './create-test-host.ts';
import { type HostNotification, implementNamespace } from './host-source.ts';
import { plugin, withCommand } from './small-plugins.ts';

const manifest = {
  permissions: ['commands', 'notifications', 'storage'],
  optionalPermissions: ['files:read'],
};
const forever = () => new Promise(() => undefined);

describe('consent', () => {
  const asking = plugin((api) => {
    api.commands.register('ask', () => api.permissions.request('files:read'));
  });

  it('waits for the test to answer, and tells what was asked', async () => {
    await using host = await createTestHost({
      manifest: { ...manifest, permissionReasons: { 'files:read': 'To open palettes' } },
      plugin: asking,
    });
    const allowed = host.runCommand('ask');
    expect(await host.answerConsent('allow')).toMatchObject({
      plugin: { id: 'test-plugin' },
      permissions: ['files:read'],
      reasons: { 'files:read': 'To open palettes' },
      occasion: 'request',
    });
    expect(await allowed).toBe(true);
    expect(host.grants).toContain('files:read');
  });

  it('takes an answer before the question', async () => {
    await using host = await createTestHost({ manifest, plugin: asking });
    const asked = host.answerConsent('deny');
    expect(await host.runCommand('ask')).toBe(false);
    await asked;
    expect(host.grants).not.toContain('files:read');
  });

  it.each([
    ['allow' as const, true],
    ['deny' as const, false],
    [['files:read'], true],
    [[], false],
    [{ granted: ['files:read'], session: true }, true],
  ])('answers every question with %j', async (consent, expected) => {
    await using host = await createTestHost({ manifest, plugin: asking, consent });
    expect(await host.runCommand('ask')).toBe(expected);
  });

  it('ends an open question with the host', async () => {
    const host = await createTestHost({ manifest, plugin: asking });
    const refused = expect(host.runCommand('ask')).rejects.toBeInstanceOf(PluginError);
    await host.until(() => host.calls.length === 1);
    await host.dispose();
    await refused;
  });
});

describe('time', () => {
  it('passes only when it is told to: deadlines', async () => {
    await using host = await createTestHost({ manifest, plugin: withCommand(forever) });
    const answer = expect(host.runCommand('run')).rejects.toMatchObject({
      code: 'DEADLINE_EXCEEDED',
      message: 'The command test-plugin.run of Test plugin did not answer in time',
    });
    await host.advanceTime(30_000);
    await answer;
    expect(host.state).toBe('active');
  });

  it('passes only when it is told to: rates', async () => {
    const show = plugin((api) => {
      api.commands.register('show', () => api.ui.showNotification({ type: 'info', title: 'Blue' }));
    });
    await using host = await createTestHost({ manifest, plugin: show });
    for (let shown = 0; shown < 60; shown++) await host.runCommand('show');
    await expect(host.runCommand('show')).rejects.toMatchObject({ code: 'LIMIT_EXCEEDED' });
    await host.advanceTime(1_000);
    await host.runCommand('show');
    expect(host.notifications).toHaveLength(61);
  });

  it('ends an activation that does not', async () => {
    await using host = await createTestHost({ manifest, plugin: plugin(forever), activate: false });
    expect(host.state).toBe('inactive');
    const started = expect(host.activate()).rejects.toMatchObject({
      code: 'DEADLINE_EXCEEDED',
      message: 'The plugin did not finish its activation within 30 s',
    });
    await host.advanceTime(30_000);
    await started;
    expect(host.state).toBe('error');
  });

  it('ends a deactivation that does not', async () => {
    const stubborn = { activate: () => undefined, deactivate: forever };
    await using host = await createTestHost({ manifest, plugin: stubborn });
    const stopped = host.deactivate();
    await host.advanceTime(5_000);
    await stopped;
    expect(host.state).toBe('inactive');
    expect(host.faults).toMatchObject([{ code: 'DEADLINE_EXCEEDED' }]);
  });
});

describe('a plugin that dies', () => {
  it('leaves nothing, and starts again with what it stored', async () => {
    const deactivate = vi.fn();
    const counting = plugin(async (api, { storage }) => {
      const runs = (await storage.get('runs', 0)) + 1;
      await storage.set('runs', runs);
      api.commands.register('runs', () => runs);
      api.commands.register('wait', forever);
    });
    await using host = await createTestHost({ manifest, plugin: { ...counting, deactivate } });
    expect(await host.runCommand('runs')).toBe(1);
    const waiting = expect(host.runCommand('wait')).rejects.toMatchObject({ code: 'SANDBOX_FAILED' });
    await host.kill();
    await waiting;
    expect(host.state).toBe('error');
    expect(host.error?.message).toBe('Test plugin was killed by the test');
    expect(host.commands).toEqual([]);
    await expect(host.runCommand('runs')).rejects.toThrow(
      'Test plugin is in state error; registered commands: none',
    );
    await host.restart();
    expect(deactivate).not.toHaveBeenCalled();
    expect(await host.runCommand('runs')).toBe(2);
    expect(host.state).toBe('active');
  });

  it('is not charged with the death of the one before', async () => {
    await using host = await createTestHost({ manifest, plugin: withCommand(() => 'here') });
    await host.restart();
    await host.kill();
    await host.restart();
    expect(await host.runCommand('run')).toBe('here');
  });
});

describe('until', () => {
  it('resolves when the plugin has done it', async () => {
    const eager = plugin((api, { log }) => {
      api.commands.register('start', () => {
        void Promise.resolve().then(() => log.info('done'));
      });
    });
    await using host = await createTestHost({ manifest, plugin: eager });
    const done = host.until(() => host.logs.length === 1);
    await host.runCommand('start');
    await done;
  });

  it('rejects when the host is disposed first', async () => {
    const host = await createTestHost({ manifest, plugin: plugin(() => undefined) });
    const never = expect(host.until(() => false)).rejects.toThrow('The test host of Test plugin is disposed');
    await host.dispose();
    await never;
  });
});

describe('dispose', () => {
  it('lets the plugin deactivate, once, and works with await using', async () => {
    const deactivate = vi.fn();
    const dispose = vi.fn();
    const polite = { ...plugin((_, { subscriptions }) => subscriptions.push({ dispose })), deactivate };
    let kept: { dispose(): Promise<void> } | undefined;
    {
      await using host = await createTestHost({ manifest, plugin: polite });
      kept = host;
    }
    await kept.dispose();
    expect(deactivate).toHaveBeenCalledOnce();
    expect(dispose).toHaveBeenCalledOnce();
  });

  it('names the reason of what is asked for later', async () => {
    const host = await createTestHost({ manifest, plugin: withCommand(() => 1) });
    await host.dispose();
    await expect(host.runCommand('run')).rejects.toMatchObject({ code: 'DISPOSED' });
  });

  it('keeps hosts apart', async () => {
    await using one = await createTestHost({ manifest, plugin: withCommand(() => 1) });
    await using other = await createTestHost({ manifest, plugin: withCommand(() => 2) });
    expect([await one.runCommand('run'), await other.runCommand('run')]).toEqual([1, 2]);
  });
});

describe('the app of a test', () => {
  it('has namespaces of its own, behind the same gate', async () => {
    const board = defineNamespace('board', {
      docs: 'The shapes on the canvas.',
      permissions: { board: { title: 'Change the board', description: 'Move shapes.' } },
      methods: {
        select: {
          kind: 'call',
          permission: 'board',
          args: v.strictTuple([v.string()]),
          result: v.string(),
          docs: 'Selects a shape.',
        },
      },
    });
    const select = vi.fn((shape: string) => `${shape} is selected`);
    await using host = await createTestHost({
      manifest: { permissions: ['commands', 'board'] },
      namespaces: [implementNamespace(board, () => ({ select }))],
      plugin: plugin((api) => {
        const { board: ours } = api as unknown as { board: { select(shape: unknown): Promise<string> } };
        api.commands.register('select', (shape: unknown) => ours.select(shape));
      }),
    });
    expect(await host.runCommand('select', 's1')).toBe('s1 is selected');
    await expect(host.runCommand('select', 1)).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
    await host.revoke('board');
    await expect(host.runCommand('select', 's1')).rejects.toMatchObject({ code: 'PERMISSION_DENIED' });
    expect(select).toHaveBeenCalledOnce();
  });

  it('has storage and settings that can fail', async () => {
    const full = () => {
      throw new PluginError('QUOTA_EXCEEDED', 'full');
    };
    await using host = await createTestHost({
      manifest,
      services: { storage: { set: full }, settings: { update: full } },
      plugin: plugin((api, { storage }) => {
        api.commands.register('store', () => storage.set('a', 1));
        api.commands.register('change', () => api.workspace.updateConfiguration('a', 1));
      }),
    });
    await expect(host.runCommand('store')).rejects.toMatchObject({ code: 'QUOTA_EXCEEDED' });
    await expect(host.runCommand('change')).rejects.toMatchObject({ code: 'QUOTA_EXCEEDED' });
    expect(host.storage.size).toBe(0);
    expect(host.settings).toEqual({});
    expect(host.calls.map(({ method }) => method)).toEqual(['storage.set', 'settings.update']);
  });

  it('stores settings as a server does: as JSON', async () => {
    await using host = await createTestHost({
      manifest,
      plugin: plugin((api) => {
        api.commands.register('change', (value) => api.workspace.updateConfiguration('a', value));
      }),
    });
    await host.changeSettings({ at: new Date(0), none: undefined });
    await host.runCommand('change', { deep: [1, null] });
    expect(host.settings).toEqual({ at: '1970-01-01T00:00:00.000Z', a: { deep: [1, null] } });
    await expect(host.runCommand('change', undefined)).rejects.toMatchObject({
      code: 'INVALID_ARGUMENT',
      message: expect.stringContaining('give null for none'),
    });
  });

  it('has a toast of its own, beside the one that is recorded', async () => {
    const show = vi.fn();
    await using host = await createTestHost({
      manifest,
      services: { notifications: { show } },
      plugin: plugin((api) => api.ui.showNotification({ type: 'info', title: 'Blue' })),
    });
    expect(show).toHaveBeenCalledOnce();
    expect(host.notifications).toMatchObject([{ title: 'Blue', closed: false }]);
  });

  describe('with a toast that has a button', () => {
    const toast = plugin((api) =>
      api.ui.showNotification({
        type: 'info',
        title: 'Blue',
        actions: [{ label: 'Copy', callback: () => 'copied' }],
      }),
    );

    it.each([
      ['nothing', () => undefined],
      ['an id', () => 'toast-1'],
      ['a promise', async () => undefined],
    ])('keeps the button for the life of the plugin where show() returns %s', async (_, answer) => {
      const show = vi.fn<(notification: HostNotification) => undefined>(answer as () => undefined);
      await using host = await createTestHost({
        manifest,
        plugin: toast,
        services: { notifications: { show } },
      });
      await host.emitEvent('app:tick');
      expect(await show.mock.lastCall?.[0].actions[0]?.run()).toBe('copied');
    });

    it('releases the button when the toast is closed', async () => {
      let close = (): void => undefined;
      const closed = new Promise<void>((resolve) => {
        close = resolve;
      });
      const show = vi.fn((_: HostNotification) => ({ closed }));
      await using host = await createTestHost({
        manifest,
        plugin: toast,
        services: { notifications: { show } },
      });
      const button = show.mock.lastCall?.[0].actions[0];
      expect(await button?.run()).toBe('copied');
      close();
      await host.emitEvent('app:tick');
      await expect(button?.run()).rejects.toThrow();
    });

    it.each([
      ['it', () => Promise.reject(new PluginError('INTERNAL', 'no corner'))],
      ['its end', () => ({ closed: Promise.reject(new PluginError('INTERNAL', 'no corner')) })],
    ])('reports that %s failed', async (_, show) => {
      await using host = await createTestHost({
        manifest,
        plugin: toast,
        services: { notifications: { show: show as () => { closed: Promise<void> } } },
      });
      await host.emitEvent('app:tick');
      expect(host.faults).toMatchObject([{ message: expect.stringContaining('no corner') }]);
    });
  });

  it('answers requests of the plugin', async () => {
    await using host = await createTestHost({
      manifest: { permissions: ['commands', 'network'], network: { hosts: ['api.example.com'] } },
      services: { network: { fetch: async ({ url }) => Response.json({ url }) } },
      plugin: plugin((api) => {
        api.commands.register('get', async (url: string) => (await api.network.fetch(url)).json());
      }),
    });
    const url = 'https://api.example.com/colors';
    expect(await host.runCommand('get', url)).toEqual({ url });
    await expect(host.runCommand('get', 'https://example.org/')).rejects.toMatchObject({
      code: 'PERMISSION_DENIED',
    });
    expect(host.calls).toMatchObject([{ method: 'network.fetch', args: [{ url }, ['api.example.com']] }]);
  });

  it('lacks what it is not given, and what is taken from it', async () => {
    await using host = await createTestHost({
      manifest,
      services: { notifications: undefined, files: { read: () => 'text' } },
      grants: ['commands', 'notifications'],
      plugin: plugin((api) => {
        api.commands.register('show', () => api.ui.showNotification({ type: 'info', title: 'Blue' }));
      }),
    });
    await expect(host.runCommand('show')).rejects.toMatchObject({ code: 'NOT_SUPPORTED' });
    expect(host.grants).toEqual(['commands', 'notifications']);
  });
});
