import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import type { PluginManifestInput } from '@fluxstudio/plugin-protocol/manifest/manifest';
import { createManualClock } from '@fluxstudio/plugin-sdk/source/testing/manual-clock.ts';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { StartupLocks } from '../src/activation/startup-locks.ts';
import type { PluginHost, PluginHostOptions } from '../src/host-options.ts';
import type { TestPlugin } from './support/memory-backend.ts';
import { createNodeHost, nodeLoopback } from './support/node-host.ts';
import { testManifest } from './support/test-manifest.ts';
import { visit as openVisit } from './support/visit.ts';

const hosts: PluginHost[] = [];
afterEach(() => Promise.all(hosts.splice(0).map((host) => host.dispose())));

const v2 = (manifest: Partial<PluginManifestInput>): Partial<PluginManifestInput> => ({
  manifestVersion: 2,
  permissions: ['commands'],
  ...manifest,
});
const mixer: TestPlugin = {
  manifest: v2({ contributes: { commands: [{ id: 'mix', title: 'Mix colors' }] } }),
  code: `
    export function activate(context, api) {
      let calls = 0;
      api.commands.register('mix', (a, b) => [++calls, a + b]);
    }`,
};

/** A host whose user has these plugins, closed after the test. */
async function visit(plugins: Record<string, TestPlugin>, options: Partial<PluginHostOptions> = {}) {
  const made = await openVisit(plugins, options);
  hosts.push(made.host);
  return made;
}

describe('activation', () => {
  it('shows what a plugin contributes without running it, starts it with its first command, once, and lets calls wait', async () => {
    const { host, running } = await visit({ mixer });
    expect([host.commands.getSnapshot(), running()]).toMatchObject([
      [{ id: 'mixer.mix', title: 'Mix colors', category: 'Plugin mixer' }],
      [],
    ]);
    expect(host.registry.getPlugin('mixer')).toMatchObject({ enabled: true, state: 'inactive' });
    const results = await Promise.all([1, 2, 3].map((n) => host.commands.execute('mixer.mix', n, 1)));
    expect(results).toEqual([
      [1, 2],
      [2, 3],
      [3, 4],
    ]);
    expect(running()).toEqual(['mixer']);
    await host.registry.deactivate('mixer');
    expect(host.commands.getSnapshot()).toEqual([]);
    await expect(host.commands.execute('mixer.mix')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('gives a plugin the very event that started it, and those that followed', async () => {
    const code = `
      const heard = [];
      export async function activate(context, api) {
        await new Promise((resolve) => setTimeout(resolve));
        api.events.on('project:opened', (name) => heard.push(name));
        api.commands.register('heard', () => heard);
      }`;
    const listening = v2({
      activationEvents: ['onEvent:project:opened'],
      contributes: { commands: [{ id: 'heard', title: 'Heard' }] },
    });
    const { host, running } = await visit({ listening: { code, manifest: listening } });
    host.emitGlobalEvent('project:closed', 'no');
    expect(running()).toEqual([]);
    host.emitGlobalEvent('project:opened', 'one');
    host.emitGlobalEvent('project:opened', 'two');
    await vi.waitFor(async () =>
      expect(await host.commands.execute('listening.heard')).toEqual(['one', 'two']),
    );
    host.emitGlobalEvent('project:opened', 'three');
    expect(await host.commands.execute('listening.heard')).toEqual(['one', 'two', 'three']);
  });

  it('stops one that has nothing to do, where the host wants that, and starts it again', async () => {
    const clock = createManualClock();
    const quiet: TestPlugin = {
      manifest: v2({
        activationEvents: ['onEvent:app:go'],
        contributes: { commands: [{ id: 'ask', title: 'Ask' }] },
      }),
      code: `
        export function activate(context, api) {
          api.events.on('app:go', () => {});
          api.commands.register('ask', () => 'answer');
        }`,
    };
    const more = { ...quiet, code: quiet.code.replace("'app:go'", "'app:other'") };
    const { host, running } = await visit(
      { quiet, more },
      {
        clock,
        sandbox: { isolation: nodeLoopback(), idleTimeout: 60_000, deadlines: { heartbeat: Infinity } },
      },
    );
    const pass = (milliseconds: number) =>
      clock.advance(milliseconds, () => new Promise((resolve) => setTimeout(resolve)));
    const ask = (id: string) => host.commands.execute(`${id}.ask`);
    expect(await Promise.all([ask('quiet'), ask('more')])).toEqual(['answer', 'answer']);
    // The part of the host that looks after it is there.
    await import('../src/activation/idle-shutdown.ts');
    await pass(0);
    await pass(50_000);
    await ask('quiet');
    await pass(40_000);
    expect(running()).toEqual(['quiet', 'more']);
    await pass(60_000);
    // The other one listens to what would not start it.
    expect(running()).toEqual(['more']);
    expect(host.registry.getPlugin('quiet')).toMatchObject({ state: 'inactive', enabled: true });
    expect(await ask('quiet')).toBe('answer');
    expect(running().sort()).toEqual(['more', 'quiet']);
  });

  it('starts one of the first generation with the app', async () => {
    const { running } = await visit({ old: { code: 'export function activate() {}' } });
    expect(running()).toEqual(['old']);
  });

  it('shows only what the user allows, from the moment it is allowed', async () => {
    const { host } = await visit({ mixer });
    await host.registry.grants.set('mixer', []);
    expect(host.commands.getSnapshot()).toEqual([]);
    await host.registry.grants.set('mixer', ['commands']);
    expect(host.commands.getSnapshot()).toHaveLength(1);
  });

  it('lets a plugin set facts of its own for as long as it runs, and no others', async () => {
    const painter: TestPlugin = {
      manifest: v2({
        permissions: ['commands', 'ui'],
        contributes: {
          commands: [{ id: 'paint', title: 'Paint' }],
          menus: [
            { id: 'dry', command: 'paint', when: '!painter.wet' },
            { id: 'wet', command: 'paint', when: 'painter.wet && painter.color in painter.colors' },
          ],
        },
      }),
      code: `
        export function activate(context, api) {
          api.commands.register('paint', async (value) => {
            await api.ui.setContext('color', 'red');
            await api.ui.setContext('colors', ['red']);
            await api.ui.setContext('view', 'fake');
            await api.ui.setContext('wet', value);
          });
        }`,
    };
    const { host } = await visit({ painter });
    host.context.set('view', 'board');
    const shown = () => host.menus.getSnapshot().map(({ id }) => id);
    const paint = async (value: unknown) => {
      await host.commands.execute('painter.paint', value);
      return shown();
    };
    expect(shown()).toEqual(['painter.dry']);
    expect(await paint(true)).toEqual(['painter.wet']);
    expect(await paint(null)).toEqual(['painter.dry']);
    expect(await paint(true)).toEqual(['painter.wet']);
    expect(host.context.get('view')).toBe('board');
    await host.registry.deactivate('painter');
    expect(['wet', 'colors', 'view'].map((name) => host.context.get(`painter.${name}`))).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('starts nothing in safe mode, shows nothing, and lets the user remove what is in the way', async () => {
    const { host, running } = await visit(
      { mixer, old: { code: 'export function activate() {}' } },
      { safeMode: true },
    );
    expect([running(), host.commands.getSnapshot(), host.safeMode]).toEqual([[], [], true]);
    await expect(host.registry.activate('old')).rejects.toThrow('cannot be started in safe mode');
    expect(host.registry.getPlugin('old')).toMatchObject({ enabled: true, state: 'inactive' });
    await host.registry.uninstall('old');
    expect(host.registry.isInstalled('old')).toBe(false);
  });
});

const palettes: TestPlugin = {
  manifest: v2({
    exports: { functions: ['mix', 'fail', 'missing'], commands: ['open'] },
    contributes: {
      commands: [
        { id: 'open', title: 'Open' },
        { id: 'hidden', title: 'Hidden' },
      ],
    },
  }),
  code: `
    export function activate(context, api) {
      let calls = 0;
      api.commands.register('open', () => 'opened');
      api.commands.register('hidden', () => 'secret');
      return {
        mix: (a, b) => a + b + ++calls,
        fail: () => { throw Object.assign(new Error('no such color'), { code: 'NO_COLOR' }) },
        undeclared: () => 'private',
      };
    }`,
};
const painter: TestPlugin = {
  manifest: v2({
    dependencies: { palettes: '^1.0.0' },
    contributes: { commands: [{ id: 'use', title: 'Use' }] },
  }),
  code: `
    export function activate(context, api) {
      const all = api.extensions.getAll();
      const palettes = api.extensions.getExports('palettes');
      api.commands.register('use', (name, ...args) => palettes[name](...args));
      api.commands.register('raw', (...args) => api.extensions.call(...args));
      api.commands.register('run', (id) => api.commands.execute(id));
      api.commands.register('seen', () => [all, Object.keys(palettes), Object.isFrozen(palettes)]);
      api.commands.register('stranger', (id) => {
        try { return api.extensions.getExports(id) } catch (error) { return error.code }
      });
    }`,
};

describe('dependencies', () => {
  it('run before what needs them, and lend what they export', async () => {
    const { host, running } = await visit({ painter, palettes });
    expect(await host.commands.execute('painter.use', 'mix', 'red', 'blue')).toBe('redblue1');
    expect(running()).toEqual(['palettes', 'painter']);
    expect(await host.commands.execute('painter.seen')).toEqual([
      [{ id: 'palettes', version: '1.0.0', active: true, functions: ['mix', 'fail', 'missing'] }],
      ['mix', 'fail', 'missing'],
      true,
    ]);
    await expect(host.commands.execute('painter.use', 'fail')).rejects.toMatchObject({
      code: 'NO_COLOR',
      message: 'no such color',
    });
    await expect(host.commands.execute('painter.use', 'missing')).rejects.toThrow(
      'has returned no function missing',
    );
  });

  it('lend nothing else, and to nobody else', async () => {
    const { host } = await visit({ painter, palettes, stranger: painter });
    const call = (...args: unknown[]) => host.commands.execute('painter.raw', ...args);
    await host.commands.execute('painter.use', 'mix', '', '');
    await expect(call('palettes', 'undeclared')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(call('palettes', 'constructor')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(call('stranger', 'mix')).rejects.toMatchObject({ code: 'PERMISSION_DENIED' });
    expect(await host.commands.execute('painter.stranger', 'stranger')).toBe('NOT_FOUND');
    expect(await host.commands.execute('painter.run', 'palettes.open')).toBe('opened');
    await expect(host.commands.execute('painter.run', 'palettes.hidden')).rejects.toThrow(
      'does not export it',
    );
  });

  it('are gone while they are stopped, and there again when they run', async () => {
    const { host } = await visit({ painter, palettes });
    const mix = () => host.commands.execute('painter.use', 'mix', 'a', 'b');
    expect(await mix()).toBe('ab1');
    await host.registry.deactivate('palettes');
    await expect(mix()).rejects.toThrow('activate it first');
    await host.registry.activate('palettes');
    expect(await mix()).toBe('ab1');
    host.registry.activeSandboxes.get('palettes')?.dispose(new PluginError('WORKER_ERROR', 'crashed'));
    expect(host.registry.getPlugin('palettes')?.state).toBe('error');
    // The call starts it again: the plugin that needs it never stopped.
    expect(await mix()).toBe('ab1');
  });

  it('keep what needs them from starting, by name', async () => {
    const newer = { ...painter, manifest: { ...painter.manifest, dependencies: { palettes: '^2.0.0' } } };
    const { host } = await visit({ painter, newer, palettes });
    await expect(host.registry.activate('newer')).rejects.toMatchObject({ code: 'INCOMPATIBLE' });
    expect(host.registry.getPlugin('newer')).toMatchObject({
      state: 'error',
      error: { message: 'Plugin newer needs the plugin palettes ^2.0.0, and 1.0.0 is installed' },
    });
    await host.registry.deactivate('palettes');
    await expect(host.commands.execute('painter.use', 'mix')).rejects.toThrow(
      'Plugin painter needs the plugin palettes, which does not run: activate it first',
    );
    expect(
      host.registry
        .getDependents('palettes')
        .map(({ manifest }) => manifest.id)
        .sort(),
    ).toEqual(['newer', 'painter']);
    // Who asks for a plugin wants what it needs as well.
    await host.registry.activate('painter');
    expect(host.registry.getPlugin('palettes')).toMatchObject({ state: 'active', enabled: true });
    await host.registry.uninstall('palettes');
    await expect(host.commands.execute('painter.use', 'mix', 1, 2)).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});

describe('events', () => {
  const speaker = (manifest: Partial<PluginManifestInput>): TestPlugin => ({
    manifest: { permissions: ['commands'], ...manifest },
    code: `
      export function activate(context, api) {
        const own = [];
        for (const topic of ['open', 'secret']) api.events.on(topic, (value) => own.push(topic + value));
        api.commands.register('say', (topic, value) => api.events.emit(topic, value));
        api.commands.register('own', () => own);
      }`,
  });
  const listener: TestPlugin = {
    manifest: { permissions: ['commands'] },
    code: `
      export function activate(context, api) {
        const heard = [];
        for (const id of ['old', 'new'])
          for (const topic of ['open', 'secret']) api.events.on(id + ':' + topic, (value) => heard.push(id + topic + value));
        api.commands.register('heard', () => heard);
      }`,
  };

  it('reach others where the manifest makes them public, or is too old to say', async () => {
    const { host } = await visit({
      old: speaker({}),
      new: speaker({
        manifestVersion: 2,
        activationEvents: ['*'],
        contributes: { events: [{ id: 'open' }] },
      }),
      listener,
    });
    const app: unknown[] = [];
    const subscriptions = ['old', 'new'].flatMap((id) =>
      ['open', 'secret'].map((topic) =>
        host.onGlobalEvent(`${id}:${topic}`, (value) => app.push(id + topic + value)),
      ),
    );
    for (const id of ['old', 'new'])
      for (const topic of ['open', 'secret']) await host.commands.execute(`${id}.say`, topic, 1);
    const public3 = ['oldopen1', 'oldsecret1', 'newopen1'];
    expect(await host.commands.execute('listener.heard')).toEqual(public3);
    expect(app).toEqual(public3);
    expect(await host.commands.execute('new.own')).toEqual(['open1', 'secret1']);
    for (const subscription of subscriptions) subscription.dispose();
    await host.commands.execute('old.say', 'open', 2);
    expect(app).toEqual(public3);
  });

  it('do not stop at a listener of the app that throws', async () => {
    const { host } = await visit({ old: speaker({}) });
    const error = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const heard = vi.fn();
    host.onGlobalEvent('old:open', () => {
      throw new Error('the app is broken');
    });
    host.onGlobalEvent('old:open', heard);
    await host.commands.execute('old.say', 'open', 1);
    expect(heard).toHaveBeenCalledWith(1);
    expect(error).toHaveBeenCalled();
    error.mockRestore();
  });
});

describe('crashes', () => {
  const crash = (host: PluginHost, id: string) =>
    host.registry.activeSandboxes.get(id)?.dispose(new PluginError('LIMIT_EXCEEDED', 'it flooded the page'));

  it('switch a plugin off at the third in a minute, with the reason, until the user tries again', async () => {
    let records = {};
    const crashJournal = {
      read: async () => records,
      write: async (all: object) => {
        records = all;
      },
    };
    const plugins = { mixer };
    const { host, running } = await visit(plugins, { crashJournal });
    for (let count = 1; count <= 3; count++) {
      await host.commands.execute('mixer.mix');
      crash(host, 'mixer');
      expect(running()).toEqual([]);
    }
    await vi.waitFor(() => expect(host.registry.getPlugin('mixer')?.state).toBe('disabled'));
    expect(host.registry.getPlugin('mixer')?.error).toMatchObject({
      code: 'CRASH_LOOP',
      message: expect.stringMatching(/3 times within 60 seconds.*it flooded the page/),
    });
    expect(host.commands.getSnapshot()).toEqual([]);
    await expect(host.registry.wake('mixer')).rejects.toThrow('it is disabled');

    // After a reload it is still off, and everything else is as it was.
    const next = createNodeHost(plugins, { backend: host.backend, crashJournal });
    hosts.push(next.host);
    await next.host.start();
    expect(next.host.registry.getPlugin('mixer')).toMatchObject({ state: 'disabled', enabled: true });
    await next.host.registry.activate('mixer');
    expect(next.host.registry.getPlugin('mixer')).toMatchObject({ state: 'active' });
    expect(await next.host.commands.execute('mixer.mix', 1, 2)).toEqual([1, 3]);
  });
});

describe('a plugin that calls another one without end', () => {
  const lib: TestPlugin = {
    manifest: v2({
      permissions: ['commands', 'storage'],
      exports: { functions: ['look'], commands: ['show'] },
    }),
    code: `
      export function activate(context, api) {
        const look = async () => {
          for (let count = 0; count < 12; count++) await api.events.emit('looked');
          return 'seen';
        };
        api.commands.register('show', look);
        return { look };
      }`,
  };
  const evil: TestPlugin = {
    manifest: v2({
      dependencies: { lib: '^1.0.0' },
      contributes: {
        commands: [
          { id: 'function', title: 'F' },
          { id: 'command', title: 'C' },
        ],
      },
    }),
    code: `
      export function activate(context, api) {
        const flood = async (call) => {
          const counts = {};
          for (let round = 0; round < 3; round++) {
            const results = await Promise.allSettled(Array.from({ length: 100 }, call));
            for (const { reason } of results) counts[reason?.code ?? 'ok'] = (counts[reason?.code ?? 'ok'] ?? 0) + 1;
          }
          return counts;
        };
        api.commands.register('function', () => flood(() => api.extensions.call('lib', 'look')));
        api.commands.register('command', () => flood(() => api.commands.execute('lib.show')));
      }`,
  };

  it.each(['function', 'command'])('by a %s is refused, and the other one runs on', async (way) => {
    const clock = createManualClock();
    // Enough for a hundred calls and what lies behind them, and for the refusals; not for three hundred.
    const limits = { exportCallsPerSecond: 20, exportCallsBurst: 100, callsPerSecond: 1, callsBurst: 2_600 };
    const sandbox = { isolation: nodeLoopback(), limits, deadlines: { heartbeat: Infinity } };
    const { host, running } = await visit({ lib, evil }, { clock, sandbox });
    await host.registry.activate('lib');
    expect(await host.commands.execute(`evil.${way}`)).toEqual({ ok: 100, LIMIT_EXCEEDED: 200 });
    expect(running()).toContain('lib');
    expect(host.registry.getPlugin('lib')).toMatchObject({ state: 'active' });
  });
});

describe('a host', () => {
  it('that is closed while it starts leaves nothing, and cannot be started again', async () => {
    const held = new Set<string>();
    const locks: StartupLocks = {
      hold(name) {
        held.add(name);
        return { dispose: () => void held.delete(name) };
      },
    };
    const background = { ...mixer, manifest: v2({ activationEvents: ['onStartup'] }) };
    const { host } = createNodeHost({ background }, { locks });
    await host.backend.install(testManifest('background', background.manifest), []);
    await host.backend.setActive('background', true);
    const starting = host.start().catch(({ code }) => code);
    await host.dispose();
    expect(await starting).toBe('DISPOSED');
    expect([...held]).toEqual([]);
    await expect(host.start()).rejects.toMatchObject({ code: 'DISPOSED' });
  });
});
