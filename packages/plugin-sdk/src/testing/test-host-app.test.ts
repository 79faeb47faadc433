import { defineNamespace } from '@fluxstudio/plugin-protocol/contract';
import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import * as v from 'valibot';
import { describe, expect, it, vi } from 'vitest';
import { createTestHost } from './create-test-host.ts';
import { type HostNotification, implementNamespace } from './host-source.ts';
import { plugin } from './small-plugins.ts';

const manifest = {
  permissions: ['commands', 'notifications', 'storage'],
  optionalPermissions: ['files:read'],
};
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
