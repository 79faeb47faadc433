import { errorCode } from '@fluxstudio/plugin-protocol/errors';
import { expect } from 'chai';
import { createTestHost, type TestHost } from '../support/test-host.ts';

const command = (body: string) =>
  `export function activate(context, api) { api.commands.register('run', ${body}) }`;
const commands = { manifest: { permissions: ['commands' as const] } };

/** Waits for the next time `done` holds, on an event of the registry. */
function until({ host }: TestHost, done: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    if (done()) return resolve();
    const stop = host.registry.subscribe(() => {
      if (!done()) return;
      stop();
      resolve();
    });
  });
}

async function rejection(promise: Promise<unknown>): Promise<Error & { code?: string; data?: unknown }> {
  try {
    await promise;
  } catch (error) {
    return error as Error;
  }
  throw new Error('expected a rejection');
}

describe('plugin host', () => {
  let current: TestHost | undefined;
  const make = (...args: Parameters<typeof createTestHost>) => {
    current = createTestHost(...args);
    return current;
  };

  afterEach(async () => {
    await current?.host.dispose();
    current = undefined;
    expect(document.querySelectorAll('iframe').length, 'frames left').to.equal(0);
  });

  describe('callbacks', () => {
    it('calls a command registered in the worker and gets its value', async () => {
      const { host, run } = make({ adder: { ...commands, code: command('(a, b) => ({ sum: a + b })') } });
      await run('adder');
      expect(host.commands.getAll().map(({ id }) => id)).to.deep.equal(['adder.run']);
      expect(await host.commands.execute('adder.run', 2, 3)).to.deep.equal({ sum: 5 });
    });

    it('keeps code, message, data and stack of an error the command throws', async () => {
      const { host, run } = make({
        thrower: {
          ...commands,
          code: command(
            `function explode() { throw Object.assign(new RangeError('too far'), { code: 'E_FAR', data: { limit: 3 } }) }`,
          ),
        },
      });
      await run('thrower');
      const error = await rejection(host.commands.execute('thrower.run'));
      expect(error).to.include({ name: 'RangeError', message: 'too far', code: 'E_FAR' });
      expect(error.data).to.deep.equal({ limit: 3 });
      expect(error.stack).to.contain('plugin://thrower/main.js').and.to.contain('explode');
    });

    it('leaves no handle, command or worker when the plugin is terminated', async () => {
      const { host, run } = make({ adder: { ...commands, code: command('() => new Promise(() => {})') } });
      await run('adder');
      const sandbox = host.registry.activeSandboxes.get('adder');
      const hanging = rejection(host.commands.execute('adder.run'));
      expect(sandbox?.size).to.deep.equal({ outbound: 1, inbound: 0, callbacks: 0, disposables: 1 });
      sandbox?.dispose();
      expect(errorCode(await hanging)).to.equal('DISPOSED');
      expect(sandbox?.size).to.deep.equal({ outbound: 0, inbound: 0, callbacks: 0, disposables: 0 });
      expect(host.commands.getAll()).to.deep.equal([]);
      expect(host.registry.activeSandboxes.size).to.equal(0);
      expect(host.registry.getPlugin('adder')?.state).to.equal('error');
    });

    it('runs notification actions in the worker, until the plugin stops', async () => {
      const test = make({
        notifier: {
          manifest: { permissions: ['notifications', 'storage'] },
          code: `export async function activate(context, api) {
            await api.ui.showNotification({ type: 'info', title: '<b>T</b>', message: 'M', duration: 5,
              actions: [{ label: 'Go', callback: () => context.storage.set('went', true).then(() => 'done') }] });
          }`,
        },
      });
      await test.run('notifier');
      const [notification] = test.notifications;
      expect(notification).to.include({ type: 'info', title: '<b>T</b>', message: 'M', duration: 5 });
      expect(notification?.plugin).to.include({ id: 'notifier', name: 'Plugin notifier' });
      expect(await notification?.actions[0]?.run()).to.equal('done');
      expect(notification?.signal.aborted).to.equal(false);
      await test.host.registry.deactivate('notifier');
      expect(notification?.signal.aborted).to.equal(true);
      expect(errorCode(await rejection(notification?.actions[0]?.run() ?? Promise.resolve()))).to.equal(
        'DISPOSED',
      );
    });
  });

  describe('permissions', () => {
    const code = `export async function activate(context, api) {
      const outcome = async (call) => { try { return { value: await call() } } catch (error) { return { code: error.code, message: error.message } } };
      context.log.info(await outcome(() => api.projects.getAll()));
    }`;

    it('refuses what was requested but not granted, naming permission and method, without touching the service', async () => {
      let called = 0;
      const services = {
        projects: {
          getAll: () => {
            called++;
            return [];
          },
          getCurrent: () => null,
          open: () => undefined,
          create: () => {
            throw new Error('unused');
          },
        },
      };
      const test = make({ reader: { manifest: { permissions: ['projects'] }, code } }, { services });
      await test.run('reader', []);
      const entry = test.logs.find(({ level }) => level === 'info')?.args[0] as {
        code: string;
        message: string;
      };
      expect(entry.code).to.equal('PERMISSION_DENIED');
      expect(entry.message).to.contain('projects:read').and.to.contain('projects.getAll');
      expect(called).to.equal(0);
      expect(
        test.logs.some(({ level, args }) => level === 'warn' && String(args[0]).includes('projects.getAll')),
      ).to.equal(true);
    });

    it('lets through what is granted', async () => {
      const projects = {
        getAll: () => [],
        getCurrent: () => null,
        open: () => undefined,
        create: () => Promise.reject(),
      };
      const test = make(
        { reader: { manifest: { permissions: ['projects'] }, code } },
        { services: { projects } },
      );
      await test.run('reader');
      expect(test.logs.find(({ level }) => level === 'info')?.args[0]).to.deep.equal({ value: [] });
    });

    it('answers NOT_SUPPORTED for a service the app does not have', async () => {
      const test = make({ reader: { manifest: { permissions: ['projects'] }, code } });
      await test.run('reader');
      expect(test.logs.find(({ level }) => level === 'info')?.args[0]).to.include({ code: 'NOT_SUPPORTED' });
    });

    it('fails the activation when a registration in it is not permitted', async () => {
      const test = make({ eager: { ...commands, code: command('() => 1') } });
      const error = await rejection(test.run('eager', []));
      expect(error.code).to.equal('PERMISSION_DENIED');
      expect(error.message).to.contain('commands.register');
      expect(test.host.registry.getPlugin('eager')).to.deep.include({ state: 'error' });
    });

    it('does not know names outside the contract', async () => {
      const worker = `export async function activate(context, api) {
        context.log.info([typeof api.constructor, typeof api.commands.constructor, typeof api.commands.then, Object.getPrototypeOf(api.commands)]);
      }`;
      const test = make({ names: { code: worker } });
      await test.run('names');
      expect(test.logs.map(({ args }) => args[0])).to.deep.equal([
        ['undefined', 'undefined', 'undefined', null],
      ]);
    });
  });

  describe('settings, events and storage', () => {
    it('mirrors settings, and tells the plugin about a change', async () => {
      const test = make({
        settler: {
          manifest: {
            permissions: ['commands'],
            settings: {
              properties: {
                hue: { type: 'number', title: 'Hue', default: 10 },
                mode: { type: 'string', title: 'Mode' },
              },
            },
          },
          code: `export function activate(context, api) {
            const seen = [];
            api.workspace.onDidChangeConfiguration((event) => seen.push([event.affectsConfiguration('hue'), event.affectsConfiguration('mode'), api.workspace.getConfiguration('hue')]));
            api.commands.register('seen', () => ({ seen, all: api.workspace.getConfiguration() }));
            api.commands.register('set', async (value) => { await api.workspace.updateConfiguration('mode', value); return api.workspace.getConfiguration('mode') });
          }`,
        },
      });
      await test.run('settler');
      await test.host.registry.updateSettings('settler', { hue: 20 });
      expect(await test.host.commands.execute('settler.set', 'vivid')).to.equal('vivid');
      expect(await test.host.commands.execute('settler.seen')).to.deep.equal({
        seen: [
          [true, false, 20],
          [false, true, 20],
        ],
        all: { hue: 20, mode: 'vivid' },
      });
      expect(test.host.registry.getSettings('settler')).to.deep.equal({ hue: 20, mode: 'vivid' });
    });

    it('keeps storage over a restart, apart from other plugins, and clears it on uninstall', async () => {
      const code = `export function activate(context, api) {
        api.commands.register('store', (op, ...args) => context.storage[op](...args));
      }`;
      const manifest = { permissions: ['commands' as const, 'storage' as const] };
      const { host, run, install } = make({ one: { manifest, code }, two: { manifest, code } });
      const store = (id: string, ...args: unknown[]) => host.commands.execute(`${id}.store`, ...args);
      await run('one');
      await run('two');
      await store('one', 'set', 'palette', { colors: ['#ff0000'], at: new Date(0) });
      await host.registry.deactivate('one');
      await host.registry.activate('one');
      expect(await store('one', 'get', 'palette')).to.deep.equal({ colors: ['#ff0000'], at: new Date(0) });
      expect(await store('one', 'get', 'none', 'fallback')).to.equal('fallback');
      expect(await store('two', 'keys')).to.deep.equal([]);
      await host.registry.uninstall('one');
      await install('one');
      await host.registry.activate('one');
      expect(await store('one', 'keys')).to.deep.equal([]);
    });

    it('carries events between plugins under the name of the sender', async () => {
      const test = make({
        listener: {
          ...commands,
          code: `export function activate(context, api) {
            const heard = [];
            const subscription = api.events.on('speaker:spoke', (...args) => { heard.push(args); if (heard.length === 2) subscription.dispose() });
            api.events.on('app:theme', (theme) => heard.push(['app', theme]));
            api.commands.register('heard', () => heard);
          }`,
        },
        speaker: { ...commands, code: command(`(...args) => api.events.emit('spoke', ...args)`) },
      });
      await test.run('listener');
      await test.run('speaker');
      for (const word of ['one', 'two', 'three']) await test.host.commands.execute('speaker.run', word, 1);
      // A command of the listener comes after what was sent to it before.
      test.host.emitGlobalEvent('app:theme', 'dark');
      expect(await test.host.commands.execute('listener.heard')).to.deep.equal([
        ['one', 1],
        ['two', 1],
        ['app', 'dark'],
      ]);
    });
  });

  describe('bad plugins', () => {
    const good = command('() => "works"');
    const quick = {
      sandbox: { frameUrl: '/test/runtime', deadlines: { load: 500, activate: 500, heartbeat: 300 } },
    };
    const cases: Record<
      string,
      { plugin: Parameters<typeof createTestHost>[0][string]; code: string; words: string }
    > = {
      'a bundle whose hash differs': {
        plugin: { ...commands, code: good, served: { bytes: `${good}\n` } },
        code: 'BUNDLE_TAMPERED',
        words: 'hash differs',
      },
      'the index.html of a single-page app': {
        plugin: {
          ...commands,
          code: good,
          served: { bytes: '<!doctype html><div id="root"></div>', contentType: 'text/html; charset=utf-8' },
        },
        code: 'BUNDLE_INVALID',
        words: 'HTML page',
      },
      'an HTML page sent as JavaScript': {
        plugin: { ...commands, code: good, served: { bytes: '  <html><body></body></html>' } },
        code: 'BUNDLE_INVALID',
        words: 'HTML page',
      },
      'code with a syntax error': {
        plugin: { ...commands, code: 'export function activate( {' },
        code: 'LOAD_FAILED',
        words: 'SyntaxError',
      },
      'code that throws at load': {
        plugin: { ...commands, code: `throw new Error('no luck'); export function activate() {}` },
        code: 'LOAD_FAILED',
        words: 'no luck',
      },
      'code without activate': {
        plugin: { ...commands, code: 'export const nothing = 1' },
        code: 'LOAD_FAILED',
        words: 'no activate()',
      },
      'an activate that throws': {
        plugin: { ...commands, code: `export function activate() { throw new Error('not today') }` },
        code: 'ACTIVATION_FAILED',
        words: 'not today',
      },
      'an activate that never calls back': {
        plugin: { ...commands, code: 'export const activate = () => new Promise(() => {})' },
        code: 'DEADLINE_EXCEEDED',
        words: 'did not finish its activation within 0.5 s',
      },
      'an activate that loops for ever': {
        plugin: { ...commands, code: 'export function activate() { for (;;); }' },
        code: 'DEADLINE_EXCEEDED',
        words: 'did not finish its activation',
      },
      'code that loops for ever at load': {
        plugin: { ...commands, code: 'for (;;); export function activate() {}' },
        code: 'DEADLINE_EXCEEDED',
        words: 'load',
      },
    };

    for (const [name, { plugin, code, words }] of Object.entries(cases)) {
      it(`${name} ends in state error with the cause, and works after a fix`, async () => {
        const test = make({ bad: plugin }, quick);
        const error = await rejection(test.run('bad'));
        expect(error.code).to.equal(code);
        const broken = test.host.registry.getPlugin('bad');
        expect(broken?.state).to.equal('error');
        expect(broken?.error?.code).to.equal(code);
        expect(broken?.error?.message).to.contain(words);
        expect(test.host.registry.activeSandboxes.size).to.equal(0);
        expect(test.host.commands.getAll()).to.deep.equal([]);
        expect(document.querySelectorAll('iframe[data-plugin]').length).to.equal(0);

        await test.host.registry.uninstall('bad');
        test.backend.plugins.set('bad', { ...commands, code: good });
        await test.run('bad');
        expect(test.host.registry.getPlugin('bad')).to.include({ state: 'active', error: undefined });
        expect(await test.host.commands.execute('bad.run')).to.equal('works');
      });
    }

    it('a bundle that was damaged on the way works after the server is repaired, without a new install', async () => {
      const test = make({ bad: { ...commands, code: good, served: { bytes: 'tampered' } } });
      await rejection(test.run('bad'));
      test.backend.plugins.set('bad', { ...commands, code: good });
      await test.host.registry.activate('bad');
      expect(await test.host.commands.execute('bad.run')).to.equal('works');
    });

    it('a plugin that starts to loop later is found by the heartbeat', async () => {
      const test = make({ bad: { ...commands, code: command('() => { for (;;); }') } }, quick);
      await test.run('bad');
      const stuck = rejection(test.host.commands.execute('bad.run'));
      await until(test, () => test.host.registry.getPlugin('bad')?.state === 'error');
      expect((await stuck).message).to.contain('did not respond');
      expect(test.host.registry.getPlugin('bad')?.error?.code).to.equal('UNRESPONSIVE');
    });

    it('reports an error nobody caught, and keeps the plugin running', async () => {
      const test = make({
        bad: { ...commands, code: command(`() => { Promise.reject(new Error('forgotten')); return 1 }`) },
      });
      await test.run('bad');
      expect(await test.host.commands.execute('bad.run')).to.equal(1);
      const fault = await test.untilLog(({ level }) => level === 'error');
      expect(fault.plugin.id).to.equal('bad');
      expect(fault.args[0]).to.contain('forgotten');
      expect(test.host.registry.getPlugin('bad')).to.deep.include({ state: 'active' });
      expect(test.host.registry.getPlugin('bad')?.error).to.include({
        code: 'WORKER_ERROR',
        message: 'forgotten',
      });
      expect(test.host.registry.isActive('bad')).to.equal(true);
    });

    it('reports an error thrown by a timer, and keeps the plugin running', async () => {
      const test = make({
        bad: {
          ...commands,
          code: command(`() => { setTimeout(() => { throw new TypeError('late') }); return 1 }`),
        },
      });
      await test.run('bad');
      await test.host.commands.execute('bad.run');
      const fault = await test.untilLog(({ level }) => level === 'error');
      // WebKit mutes what scripts of an opaque origin throw to the global handler.
      expect(fault.args[0]).to.match(/late|Script error/);
      expect(await test.host.commands.execute('bad.run')).to.equal(1);
      expect(test.host.registry.isActive('bad')).to.equal(true);
    });

    it('an uncaught value that cannot be cloned names its place', async () => {
      const test = make({ bad: { ...commands, code: command('() => ({ items: [1, { onClick() {} }] })') } });
      await test.run('bad');
      const error = await rejection(test.host.commands.execute('bad.run'));
      expect(error.code).to.equal('DATA_CLONE');
      expect(error.message).to.contain('result.items[1].onClick');
    });
  });

  describe('lifecycle', () => {
    it('makes one worker of two activations at once', async () => {
      const test = make({ one: { ...commands, code: command('() => 1') } });
      await test.install('one');
      await Promise.all([test.host.registry.activate('one'), test.host.registry.activate('one')]);
      expect(document.querySelectorAll('iframe[data-plugin]').length).to.equal(1);
      expect(test.backend.calls).to.deep.equal(['activate one']);
    });

    it('runs deactivate() and the subscriptions, then ends the worker', async () => {
      const test = make({
        tidy: {
          code: `export function activate(context) {
            context.subscriptions.push({ dispose: () => context.log.info('first') }, { dispose: () => context.log.info('second') });
            globalThis.context = context;
          }
          export function deactivate() { globalThis.context.log.info('deactivate') }`,
        },
      });
      await test.run('tidy');
      await test.host.registry.deactivate('tidy');
      expect(test.logs.map(({ args }) => args[0])).to.deep.equal(['deactivate', 'second', 'first']);
      expect(test.host.registry.getPlugin('tidy')?.state).to.equal('inactive');
      expect(document.querySelectorAll('iframe[data-plugin]').length).to.equal(0);
    });

    it('starts again what was active, and only that', async () => {
      const test = make({
        on: { ...commands, code: command('() => 1') },
        off: { ...commands, code: command('() => 1') },
      });
      await test.run('on');
      await test.install('off');
      await test.host.dispose();
      const again = createTestHost({}, { backend: test.backend });
      await again.host.start();
      expect(again.host.registry.getActivePlugins().map(({ manifest }) => manifest.id)).to.deep.equal(['on']);
      expect(again.host.registry.isInstalled('off')).to.equal(true);
      expect(test.backend.calls).to.deep.equal(['activate on']);
      await again.host.dispose();
    });

    it('refuses a second command of the same name, naming the owner', async () => {
      const test = make({
        twice: {
          ...commands,
          code: `export function activate(context, api) { api.commands.register('a', () => 1); api.commands.register('a', () => 2) }`,
        },
      });
      const error = await rejection(test.run('twice'));
      expect(error.message).to.contain('twice.a is already registered by the plugin twice');
    });

    it('keeps two users of one browser apart', async () => {
      const plugins = {
        keeper: {
          manifest: { permissions: ['commands' as const, 'storage' as const] },
          code: `export function activate(context, api) { api.commands.register('store', (op, ...args) => context.storage[op](...args)) }`,
        },
      };
      const first = make(plugins);
      await first.run('keeper');
      await first.host.commands.execute('keeper.store', 'set', 'secret', 1);
      const second = createTestHost(plugins);
      await second.run('keeper');
      expect(await second.host.commands.execute('keeper.store', 'keys')).to.deep.equal([]);
      await second.host.dispose();
    });
  });
});
