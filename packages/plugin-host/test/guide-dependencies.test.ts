import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { PluginHost } from '../src/host-options.ts';
import { type Guide, messagesOf, readGuide } from './support/guide.ts';
import type { TestPlugin } from './support/memory-backend.ts';
import { visit } from './support/visit.ts';

// The plugins, the code and the messages of docs/dependencies.md, as they stand there.

let guide: Guide;
let painter: TestPlugin;
let colorNames: TestPlugin;
const messages = new Set<string>();
const hosts: PluginHost[] = [];

beforeAll(async () => {
  guide = await readGuide('dependencies.md');
  [painter, colorNames] = await Promise.all([guide.plugin('painter'), guide.plugin('color-names')]);
});
afterEach(() => Promise.all(hosts.splice(0).map((host) => host.dispose())));
afterAll(() => {
  expect(guide.unused()).toEqual([]);
  expect([...messagesOf(guide.text)].sort()).toEqual([...messages].sort());
});

const changed = (plugin: TestPlugin, manifest: TestPlugin['manifest'], code = plugin.code): TestPlugin => ({
  ...plugin,
  code,
  manifest: { ...plugin.manifest, ...manifest },
});

async function open(plugins: Record<string, TestPlugin> = {}) {
  const visited = await visit({ painter, 'color-names': colorNames, ...plugins });
  hosts.push(visited.host);
  return visited;
}

/** Notes the message of an error that the page shows. */
async function fails(work: Promise<unknown>, code: string, data?: object): Promise<void> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toMatchObject({ code, ...(data ? { data } : {}) });
  if (error instanceof Error) messages.add(error.message);
}

const paint = (host: PluginHost) => host.commands.execute('painter.paint', '#1e90ff');

describe('the example', () => {
  it('starts what it depends on, and calls it', async () => {
    const { host, running } = await open();
    expect(running()).toEqual([]);
    expect(await paint(host)).toBe('dodger blue');
    expect(running()).toEqual(['color-names', 'painter']);
    expect(await host.commands.execute('painter.list')).toEqual(['dodger blue']);
    await expect(host.commands.execute('painter.paint', '#000000')).rejects.toMatchObject({
      code: 'NO_NAME',
      message: '#000000 has no name',
    });
    expect(host.registry.getDependents('color-names').map(({ manifest }) => manifest.id)).toEqual([
      'painter',
    ]);
  });

  it('goes on when the other has been started again', async () => {
    const { host } = await open();
    await paint(host);
    await host.registry.deactivate('color-names');
    await fails(paint(host), 'INVALID_STATE');
    await host.registry.activate('color-names');
    expect(await paint(host)).toBe('dodger blue');
  });

  it('enables what it needs when the user activates it', async () => {
    const { host } = await open();
    for (const id of ['painter', 'color-names']) await host.registry.deactivate(id);
    await host.registry.activate('painter');
    expect(host.registry.getPlugin('color-names')).toMatchObject({ enabled: true, state: 'active' });
  });
});

describe('events', () => {
  it.each([
    [2, ['dodger blue'], []],
    [1, ['dodger blue'], ['#1e90ff']],
  ] as const)(
    'of a manifest of version %s are public as the table says',
    async (version, named, lookedUp) => {
      const { host } = await open({ 'color-names': changed(colorNames, { manifestVersion: version }) });
      const other = vi.fn();
      host.onGlobalEvent('color-names:looked-up', other);
      const shown: string[] = [];
      await guide.run('app', { host, show: (name: string) => shown.push(name) });
      await paint(host);
      expect([shown, other.mock.calls.flat()]).toEqual([named, lookedUp]);
      expect(await host.commands.execute('painter.heard')).toEqual(named);
    },
  );
});

describe('errors of a start', () => {
  const issue = (kind: string) => ({ issues: [{ kind }] });

  it('name what is missing or does not fit', async () => {
    const { host } = await open({ 'color-names': changed(colorNames, { version: '2.0.0' }) });
    await fails(host.registry.activate('painter'), 'INCOMPATIBLE', issue('incompatible'));
    expect(host.registry.getPlugin('painter')?.state).toBe('error');
    await host.registry.uninstall('color-names');
    await fails(host.registry.activate('painter'), 'INCOMPATIBLE', issue('missing'));
  });

  it('name a circle', async () => {
    const back = changed(colorNames, { dependencies: { painter: '*' } });
    const { host } = await open({ 'color-names': back });
    await fails(host.registry.activate('painter'), 'INCOMPATIBLE', issue('cycle'));
    const { host: other } = await open({ painter: changed(painter, { dependencies: { painter: '*' } }) });
    await fails(other.registry.activate('painter'), 'INCOMPATIBLE', issue('cycle'));
  });

  it('name one that does not run, with the cause', async () => {
    const { host } = await open();
    await host.registry.deactivate('color-names');
    await fails(paint(host), 'INCOMPATIBLE');
    const broken = `export function activate() { throw new Error('no names') }`;
    const { host: other } = await open({ 'color-names': changed(colorNames, {}, broken) });
    await fails(paint(other), 'INCOMPATIBLE');
  });
});

describe('errors of a call', () => {
  it('name the one that is gone, or another version', async () => {
    const { host } = await open();
    await paint(host);
    const manifest = host.registry.getPlugin('color-names')?.manifest;
    if (!manifest) throw new Error('It is installed');
    await host.registry.update('color-names', { ...manifest, version: '3.0.0' });
    await fails(paint(host), 'INCOMPATIBLE');
    await host.registry.uninstall('color-names');
    await fails(paint(host), 'NOT_FOUND');
  });

  it('name what is not exported, and what is not there', async () => {
    const code = `
      export function activate(context, api) {
        api.commands.register('call', (...args) => api.extensions.call(...args));
        api.commands.register('exports', (id) => Object.keys(api.extensions.getExports(id)));
      }`;
    const caller = changed(painter, {}, code);
    const { host } = await open({ painter: caller });
    const call = (...args: unknown[]) => host.commands.execute('painter.call', ...args);
    await host.registry.activate('painter');
    await fails(call('color-names', 'rename'), 'NOT_FOUND');
    await fails(call('other', 'nameOf'), 'PERMISSION_DENIED');
    await host.registry.uninstall('color-names');
    await fails(host.commands.execute('painter.exports', 'color-names'), 'NOT_FOUND');
    const empty = changed(colorNames, {}, 'export function activate() {}');
    await fails(paint((await open({ 'color-names': empty })).host), 'NOT_FOUND');
  });

  it('name a command that is not exported', async () => {
    const { host } = await open();
    await host.registry.activate('painter');
    await fails(host.commands.execute('painter.reset'), 'PERMISSION_DENIED');
  });
});
