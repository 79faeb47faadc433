import { act, renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import type { PluginHost } from '../../host-options.ts';
import { PluginHostProvider } from '../plugin-host-provider.tsx';
import { cleanup, createTestHost, settle, testManifest } from '../test-host.tsx';
import { usePermissions } from '../use-permissions.ts';
import { useContributedThemes } from './use-contributed-themes.ts';
import { useKeybindings } from './use-keybindings.ts';
import { useMenu } from './use-menu.ts';
import { usePanels } from './use-panels.ts';
import { useStatusBar } from './use-status-bar.ts';
import { useToolbar } from './use-toolbar.ts';

afterEach(cleanup);

const plugin = { id: 'palette', name: 'Color Palette' };

/** The hook, what it returned at each render, and the host. */
async function use<T>(hook: () => T, host?: PluginHost) {
  const made = host ?? (await createTestHost()).host;
  const seen: T[] = [];
  renderHook(
    () => {
      seen.push(hook());
    },
    {
      wrapper: ({ children }: { children: ReactNode }) => (
        <PluginHostProvider host={made}>{children}</PluginHostProvider>
      ),
    },
  );
  const last = () => seen.at(-1) as T;
  return { host: made, seen, last };
}

describe('a hook over a list', () => {
  it('has the entries of the app and of plugins, in order', async () => {
    const { host, last } = await use(() => usePanels());
    host.panels.register({ id: 'palette.colors', title: 'Colors', location: 'sidebar', plugin });
    host.panels.register({ id: 'studio.layers', title: 'Layers', location: 'sidebar' });
    await settle();
    expect(last().map(({ title, plugin: of }) => [title, of?.name])).toEqual([
      ['Colors', 'Color Palette'],
      ['Layers', undefined],
    ]);
  });

  it('renders only for what stands in its place', async () => {
    const { host, seen, last } = await use(() => usePanels('sidebar'));
    const sidebar = host.panels.register({ id: 'a.a', title: 'A', location: 'sidebar', plugin });
    await settle();
    const renders = seen.length;
    host.panels.register({ id: 'a.b', title: 'B', location: 'bottomPanel', plugin });
    await settle();
    expect(seen).toHaveLength(renders);
    expect(last().map(({ title }) => title)).toEqual(['A']);
    sidebar.dispose();
    await settle();
    expect(last()).toEqual([]);
  });

  it('follows conditions', async () => {
    const { host, last } = await use(() => useToolbar('main'));
    host.toolbarItems.register({
      id: 'a.mix',
      command: 'a.mix',
      icon: '🎨',
      location: 'main',
      when: 'projectOpen',
      plugin,
    });
    await settle();
    expect(last()).toEqual([]);
    host.context.set('projectOpen', true);
    await settle();
    expect(last().map(({ id }) => id)).toEqual(['a.mix']);
  });

  it('has status bar and themes', async () => {
    const { host, last } = await use(() => [useStatusBar(), useContributedThemes()] as const);
    host.statusBar.register({ id: 'a.words', text: '3 words', order: 2, plugin });
    host.statusBar.register({ id: 'studio.zoom', text: '100 %', order: 1 });
    host.themes.register({ id: 'a.dusk', name: 'Dusk', type: 'dark', colors: {}, plugin });
    await settle();
    expect(last()[0].map(({ text }) => text)).toEqual(['100 %', '3 words']);
    expect(last()[1].map(({ name }) => name)).toEqual(['Dusk']);
  });
});

describe('useMenu', () => {
  it('groups items in order, with the words of their commands, and leaves out those without one', async () => {
    const { host, last } = await use(() => useMenu());
    for (const [id, title] of [
      ['a.mix', 'Mix'],
      ['a.clear', 'Clear'],
      ['a.help', 'Help'],
    ])
      host.commands.register({ id: id as string, title: title as string, plugin }, () => undefined);
    host.menus.register({ id: 'a.1', command: 'a.clear', group: 'edit', order: 3, plugin });
    host.menus.register({ id: 'a.2', command: 'a.help', group: 'about', order: 2, plugin });
    host.menus.register({ id: 'a.3', command: 'a.mix', group: 'edit', order: 1, plugin });
    host.menus.register({ id: 'a.4', command: 'a.gone', plugin });
    await settle();
    expect(last().map(({ id, items }) => [id, items.map(({ title }) => title)])).toEqual([
      ['edit', ['Mix', 'Clear']],
      ['about', ['Help']],
    ]);
  });

  it('shows an item when its command comes, and takes it away with it', async () => {
    const { host, last } = await use(() => useMenu('canvas'));
    host.contextMenus.register({ id: 'a.1', command: 'a.mix', targetType: 'canvas', plugin });
    host.contextMenus.register({ id: 'a.2', command: 'a.mix', targetType: 'file', plugin });
    await settle();
    expect(last()).toEqual([]);
    const command = host.commands.register({ id: 'a.mix', title: 'Mix', plugin }, () => undefined);
    await settle();
    expect(last().flatMap(({ items }) => items.map(({ id }) => id))).toEqual(['a.1']);
    command.dispose();
    await settle();
    expect(last()).toEqual([]);
  });
});

describe('usePermissions', () => {
  it('has what is allowed now', async () => {
    const manifest = testManifest({ permissions: ['ui', 'commands'] });
    const { host } = await createTestHost([manifest]);
    const { last } = await use(() => usePermissions('demo'), host);
    expect(last()).toEqual([]);
    await act(() => host.registry.grants.set('demo', ['ui']));
    expect(last()).toEqual(['ui']);
  });
});

describe('useKeybindings', () => {
  it('has what keys run once they are loaded, and follows it', async () => {
    const { host } = await createTestHost();
    host.commands.register({ id: 'studio.save', title: 'Save', shortcut: 'Mod+S' }, () => undefined);
    const { last } = await use(() => useKeybindings(), host);
    expect(last()).toEqual({ bindings: [], keybindings: undefined, error: undefined });
    await act(() => host.loadKeybindings());
    await settle();
    expect(last().bindings.map(({ command, keys }) => [command, keys])).toEqual([['studio.save', 'ctrl+s']]);
    host.commands.register({ id: 'studio.open', title: 'Open', shortcut: 'Mod+O' }, () => undefined);
    await settle();
    expect(last().bindings.map(({ keys }) => keys)).toEqual(['ctrl+s', 'ctrl+o']);
    expect(last().keybindings?.conflicts()).toEqual([]);
  });

  it('tells why they could not be loaded', async () => {
    const { host } = await createTestHost();
    const failing = { ...host, loadKeybindings: () => Promise.reject(new Error('offline')) };
    const { last } = await use(() => useKeybindings(), failing);
    await settle();
    expect(last().error).toEqual(new Error('offline'));
  });
});
