import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { createAppNames } from '../src/contributions/app-names.ts';
import { createHostKeybindings } from '../src/contributions/host-keybindings.ts';
import type { Keybinding } from '../src/contributions/keybinding.ts';
import type { PluginHost, PluginHostOptions } from '../src/host-options.ts';
import { DEFAULT_LIMITS } from '../src/limits/limits.ts';
import { notificationHtml } from '../src/notification-html.ts';
import { checkManifest } from '../src/registry/check-manifest.ts';
import type { InteractionService, NotificationService } from '../src/services.ts';
import { type Guide, messagesOf, readGuide } from './support/guide.ts';
import type { TestPlugin } from './support/memory-backend.ts';
import { testManifest } from './support/test-manifest.ts';
import { visit } from './support/visit.ts';

// The code and the messages of docs/contributions.md, as they stand there.

const POINTS = ['commands', 'menus', 'places', 'kinds', 'keys', 'events'];

let guide: Guide;
let palette: TestPlugin;
const messages = new Set<string>();
const hosts: PluginHost[] = [];

beforeAll(async () => {
  guide = await readGuide('contributions.md');
  const contributes = Object.assign({}, ...POINTS.map((name) => JSON.parse(guide.read(name)).contributes));
  palette = {
    code: guide.read('color-palette/main.js'),
    manifest: { manifestVersion: 2, permissions: ['commands', 'ui'], contributes },
  };
});
afterEach(() => Promise.all(hosts.splice(0).map((host) => host.dispose())));
afterAll(() => {
  // These need a document: src/react/contributions/guide-contributions.test.tsx
  expect(guide.unused()).toEqual(['studio-app', 'theme']);
  expect([...messagesOf(guide.text)].sort()).toEqual([...messages].sort());
});

async function open(plugins: Record<string, TestPlugin> = {}, options: Partial<PluginHostOptions> = {}) {
  const visited = await visit({ 'color-palette': palette, ...plugins }, options);
  hosts.push(visited.host);
  return visited;
}

const LISTS = [
  'commands',
  'menus',
  'contextMenus',
  'panels',
  'toolbarItems',
  'statusBar',
  'themes',
  'languages',
  'fileTypes',
] as const;
const shown = (host: PluginHost) =>
  LISTS.filter((name) => host[name].getAll().some(({ plugin }) => plugin?.id === 'color-palette'));

/** Notes the message of an error that the page shows. */
function note(error: unknown, code: string): void {
  expect(error).toMatchObject({ code });
  if (error instanceof PluginError) messages.add(error.message);
}

const stroke = (key: string, init: Partial<KeyboardEvent> = {}) =>
  Object.assign(new Event('keydown'), { key, code: `Key${key.toUpperCase()}`, ctrlKey: true, ...init });

describe('what the manifest declares', () => {
  it('is shown as the permissions are given', async () => {
    const { host, running } = await open();
    expect([shown(host), running()]).toEqual([[...LISTS], []]);
    const rows = [...guide.text.matchAll(/^\| (`.+) \| (`commands`|`ui`|none) \|$/gm)];
    const table = rows.map(([, points = '', permission = '']): [string[], string] => [
      points.replaceAll('`', '').split(', '),
      permission.replaceAll('`', ''),
    ]);
    expect(table.length).toBe(3);
    for (const [points, permission] of table) {
      await host.registry.grants.set('color-palette', permission === 'none' ? [] : [permission]);
      const always = table.find(([, needed]) => needed === 'none')?.[0] ?? [];
      const bound = (await host.loadKeybindings()).getSnapshot().length > 0 ? ['keybindings'] : [];
      expect([...shown(host), ...bound].sort()).toEqual([...new Set([...points, ...always])].sort());
    }
  });

  it('has the full names that the page says', async () => {
    const { host } = await open();
    expect(host.commands.get('color-palette.mix')?.plugin).toMatchObject({ id: 'color-palette' });
    expect(host.contextMenus.getAll()[0]).toMatchObject({
      id: 'color-palette.on-canvas.pick',
      command: 'color-palette.mix',
      targetType: 'canvas',
    });
  });

  it('is shown by the facts that the app and the plugin set', async () => {
    const { host } = await open();
    const ids = () =>
      [...host.commands.getSnapshot(), ...host.contextMenus.getSnapshot()].map(({ id }) => id);
    expect(ids()).toEqual(['color-palette.mix']);
    await guide.run('context', { host });
    expect(ids()).toEqual(['color-palette.mix', 'color-palette.on-canvas.pick']);
    const heard = vi.fn();
    host.onGlobalEvent('color-palette:mixed', heard);
    expect(await host.commands.execute('color-palette.mix')).toEqual(['#4f46e5']);
    await vi.waitFor(() => expect(ids()).toContain('color-palette.clear'));
    expect(heard).toHaveBeenCalledWith('#4f46e5');
  });
});

describe('the app’s side', () => {
  it('draws the panels', async () => {
    const { host } = await open();
    const { PanelTabs } = await guide.load('panel-tabs');
    const html = renderToStaticMarkup(createElement(PanelTabs as () => null, { host } as object));
    expect(html).toBe('<button type="button">Colours (Plugin color-palette)</button>');
  });

  it('asks its user', async () => {
    const asked: unknown[] = [];
    const interactions: InteractionService = {
      pick: ({ items, title, multiple }, { plugin }) => {
        asked.push([plugin.id, title, multiple]);
        return items.map(({ id }) => id);
      },
      input: ({ title, value = '' }) => {
        asked.push([title, value]);
        return value;
      },
      progress: ({ title, cancellable }) => {
        asked.push([title, cancellable]);
        return { report: (report) => asked.push(report), close: () => asked.push('closed') };
      },
    };
    const maker = {
      code: guide.read('palette-maker/main.js'),
      manifest: {
        permissions: ['commands', 'ui'],
        contributes: { commands: [{ id: 'make', title: 'Make' }] },
      },
    };
    const { host } = await open({ 'palette-maker': maker }, { services: { interactions } });
    expect(await host.commands.execute('palette-maker.make')).toBe('sky-rose');
    await vi.waitFor(() => expect(asked.at(-1)).toBe('closed'));
    expect(asked.slice(0, 4)).toEqual([
      ['palette-maker', 'Mix palettes', true],
      ['Name of the palette', 'sky-rose'],
      ['Saving sky-rose', true],
      { percent: 0, message: 'sky' },
    ]);
    expect(guide.text).toContain(`It may open ${DEFAULT_LIMITS.dialogsPerMinute} dialogs in a minute`);
  });

  it('shows toasts in an app that renders HTML', async () => {
    const { htmlToasts } = await guide.load('html-toast', {
      '@fluxstudio/plugin-host': { notificationHtml },
    });
    const toast = vi.fn();
    const { show } = (htmlToasts as (toast: (html: string) => void) => NotificationService)(toast);
    const plugin = { id: 'color-palette', name: 'Palette' };
    const signal = new AbortController().signal;
    show({ plugin, type: 'info', title: '<img src=x onerror=alert(1)>', actions: [], signal });
    expect(toast).toHaveBeenCalledWith(
      '<strong><bdi>Palette</bdi>: <bdi>&lt;img src=x onerror=alert(1)&gt;</bdi></strong> ',
    );
  });

  it('has commands of its own', async () => {
    const { host } = await open();
    const save = vi.fn();
    await guide.run('app-command', { host, save });
    expect(save).toHaveBeenCalledOnce();
    const again = () => host.commands.register({ id: 'studio.save', title: 'Save' }, save);
    expect(again).toThrow();
    try {
      again();
    } catch (error) {
      note(error, 'ALREADY_EXISTS');
    }
  });

  it('runs commands by keys once they are attached', async () => {
    const { host } = await open();
    const page = new EventTarget();
    host.context.set('projectOpen', true);
    await guide.run('attach', { host, document: page });
    page.dispatchEvent(stroke('k'));
    page.dispatchEvent(stroke('m'));
    await vi.waitFor(async () =>
      expect(await host.commands.execute('color-palette.clear')).toEqual(['#fb7185']),
    );
  });

  it('lets the user choose the keys', async () => {
    const { host } = await open({
      other: { ...palette, code: 'export function activate() {}' },
    });
    let kept: unknown = { 'color-palette.clear': 'ctrl+alt+c' };
    const keybindings = createHostKeybindings({
      commands: host.commands,
      names: createAppNames(),
      plugins: {
        subscribe: host.registry.subscribe,
        getAll: host.registry.getSnapshot,
        granted: () => ['commands'],
      },
      platform: 'linux',
      values: {
        read: async () => kept,
        update: async (_, change) => {
          kept = change(kept);
        },
      },
      evaluate: host.context.evaluate,
      onProblem: (message) => expect(message).toBe(''),
    });
    const warn = vi.fn();
    await guide.run('override', { keybindings, warn });
    expect(warn.mock.calls.map(([keys]) => keys)).toContain('ctrl+alt+m');
    expect(kept).toEqual({ 'color-palette.mix': 'ctrl+alt+x' });
    const keysOf = (id: string) =>
      keybindings.getSnapshot().flatMap(({ command, keys }: Keybinding) => (command === id ? [keys] : []));
    expect(keysOf('color-palette.mix')).toContain('ctrl+alt+x');
    note(
      await keybindings.override('color-palette.mix', 'Ctrl+Foo').catch((error) => error),
      'INVALID_ARGUMENT',
    );
    keybindings.dispose();
  });
});

describe('errors', () => {
  it('of a manifest', () => {
    const manifest = testManifest('color-palette', palette.manifest);
    const panels = [{ id: 'colors', title: 'Colours', location: 'top' }];
    const wrong = JSON.parse(JSON.stringify({ ...manifest, contributes: { panels } }));
    try {
      checkManifest(wrong, undefined);
      expect.unreachable();
    } catch (error) {
      note(error, 'INVALID_MANIFEST');
    }
  });

  it('of a command that is not there', async () => {
    const { host } = await open();
    note(await host.commands.execute('color-palette.gone').catch((error) => error), 'NOT_FOUND');
  });

  it('of names that are taken', async () => {
    const twice = `
      export function activate(context, api) {
        api.commands.register('mix', () => 1);
        api.commands.register('mix', () => 2);
      }`;
    const { host } = await open({ 'color-palette': { ...palette, code: twice } });
    const failed = await host.registry.activate('color-palette').catch((error) => error);
    note(failed.cause, 'ALREADY_EXISTS');
  });

  it('of a plugin that is named like a part of the app', async () => {
    const { host } = await open({
      editor: {
        manifest: { manifestVersion: 2, permissions: ['commands'] },
        code: `export function activate(context, api) { api.commands.register('mix', () => 1) }`,
      },
    });
    note((await host.registry.activate('editor').catch((error) => error)).cause, 'ALREADY_EXISTS');

    const { untilLog } = await open({
      editor: { code: `export function activate(context, api) { api.events.emit('mixed') }` },
    });
    note((await untilLog(({ error }) => error !== undefined)).error, 'ALREADY_EXISTS');
  });

  it('of one that registers without end', async () => {
    const code = `
      export function activate(context, api) {
        for (let n = 0; n <= ${DEFAULT_LIMITS.registrations}; n++) api.events.on('e' + n, () => 0);
      }`;
    const { host } = await open({ 'color-palette': { ...palette, code } });
    const failed = await host.registry.activate('color-palette').catch((error) => error);
    note(failed.cause, 'LIMIT_EXCEEDED');
  });
});
