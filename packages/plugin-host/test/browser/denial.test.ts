import { errorCode } from '@fluxstudio/plugin-protocol/errors';
import type { FrameToHost } from '@fluxstudio/plugin-protocol/frame/handshake';
import { expect } from 'chai';
import type { SandboxLimits } from '../../src/limits/limits.ts';
import type { PluginFault } from '../../src/registry/plugin-instance.ts';
import { crashFrames, hasDevtools } from '../support/devtools.ts';
import { createTestHost, type TestHost } from '../support/test-host.ts';

const commands = {
  manifest: { permissions: ['commands' as const, 'notifications' as const, 'ui' as const] },
};
const alive = (name: string) => ({
  ...commands,
  code: `export const activate = (context, api) => { api.commands.register('name', () => ${JSON.stringify(name)}) }`,
});
const SIBLINGS = ['one', 'two', 'three'];
const HEARTBEAT = 400;

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

/** Which frames have said that they are ready. */
function readyFrames() {
  const windows = new Set<unknown>();
  let recheck = (): void => undefined;
  const hear = ({ source, data }: MessageEvent<FrameToHost>) => {
    if (data.flux === 'ready') windows.add(source);
    recheck();
  };
  addEventListener('message', hear);
  return {
    has: ({ contentWindow }: HTMLIFrameElement) => windows.has(contentWindow),
    until: (done: () => boolean) =>
      new Promise<void>((resolve) => {
        recheck = () => done() && resolve();
        recheck();
      }),
    dispose: () => removeEventListener('message', hear),
  };
}

describe('denial of service', () => {
  let current: TestHost | undefined;

  afterEach(async () => {
    await current?.host.dispose();
    current = undefined;
    expect(document.querySelectorAll('iframe').length, 'frames left').to.equal(0);
  });

  /** The plugin under test with three honest siblings, all running. */
  async function start(
    attack: string,
    limits: Partial<SandboxLimits> = {},
    heartbeat = HEARTBEAT,
    size = 1,
  ): Promise<TestHost> {
    const plugins = Object.fromEntries(SIBLINGS.map((name) => [name, alive(name)]));
    const test = createTestHost(
      {
        ...plugins,
        bad: {
          ...commands,
          code: `export function activate(context, api) { api.commands.register('attack', async () => { ${attack} }) }`,
        },
      },
      {
        sandbox: { frameUrl: '/test/runtime', limits, deadlines: { heartbeat }, size },
        services: {
          interactions: { progress: () => ({ report: () => undefined, close: () => undefined }) },
        },
      },
    );
    current = test;
    for (const id of [...SIBLINGS, 'bad']) await test.run(id);
    return test;
  }

  const attack = (test: TestHost) =>
    test.host.commands.execute('bad.attack').catch((error: unknown) => error);
  const stateOf = (test: TestHost, id: string) => test.host.registry.getPlugin(id)?.state;

  async function siblingsAnswer(test: TestHost): Promise<void> {
    for (const name of SIBLINGS) expect(await test.host.commands.execute(`${name}.name`)).to.equal(name);
  }

  async function activatesAgain(test: TestHost): Promise<void> {
    await test.host.registry.activate('bad');
    expect(stateOf(test, 'bad')).to.equal('active');
  }

  const HANGS: Record<string, string> = {
    'an infinite loop': 'for (;;);',
    'an endless chain of promises': 'const next = () => Promise.resolve().then(next); await next();',
    'a microtask that queues itself':
      'await new Promise(() => { const again = () => queueMicrotask(again); again(); });',
    'an infinite loop behind a progress, for which calls may take their time':
      "await api.ui.withProgress({ title: 'Busy' }, () => { for (;;); });",
    'a regular expression that never ends': 'for (;;) /^(a+)+$/.test("a".repeat(50) + "b");',
  };

  for (const [name, code] of Object.entries(HANGS)) {
    it(`${name} is found by the heartbeat, and harms no sibling`, async () => {
      const test = await start(code);
      const outcome = attack(test);
      await until(test, () => stateOf(test, 'bad') === 'error');
      expect(errorCode(await outcome)).to.equal('UNRESPONSIVE');
      expect(test.host.registry.getPlugin('bad')?.error?.message).to.contain('did not respond');
      await siblingsAnswer(test);
      await activatesAgain(test);
    });
  }

  it('a flood of log lines is slowed down, and ended when it does not stop', async () => {
    const test = await start(
      'for (;;) { for (let i = 0; i < 1000; i++) context.log.info(i); await new Promise((resolve) => setTimeout(resolve)) }',
      {
        callsPerSecond: 5_000,
        callsBurst: 10_000,
        throttledFor: 500,
      },
    );
    const outcome = attack(test);
    await until(test, () => stateOf(test, 'bad') === 'error');
    expect(['LIMIT_EXCEEDED', 'UNRESPONSIVE']).to.include(errorCode(await outcome));
    await siblingsAnswer(test);
    await activatesAgain(test);
  });

  it('a million messages in one turn arrive in order, and the siblings answer meanwhile', async () => {
    const test = await start(
      'for (let i = 0; i < 1e6; i++) api.events.emit("tick", i);',
      {
        callsPerSecond: 1e6,
        callsBurst: 2e6,
        bytesPerSecond: 1e9,
        bytesBurst: 2e9,
      },
      10_000,
    );
    await attack(test);
    await siblingsAnswer(test);
    expect(stateOf(test, 'bad')).to.equal('active');
  });

  it('a plugin over its rate for a moment is slowed down, and nothing of it is lost or reordered', async () => {
    const test = await start('return 1', { callsPerSecond: 4_000, callsBurst: 1_000 });
    test.host.commands.register({ id: 'app.echo', title: 'Echo' }, (value) => value);
    test.backend.plugins.set('burst', {
      ...commands,
      code: `export function activate(context, api) { api.commands.register('run', async () => {
        const answers = []; for (let round = 0; round < 30; round++) answers.push(...await Promise.all(Array.from({ length: 100 }, (_, i) => api.commands.execute('app.echo', round * 100 + i))));
        return answers; }) }`,
    });
    await test.run('burst');
    const answers = await test.host.commands.execute('burst.run');
    expect(answers).to.deep.equal(Array.from({ length: 3000 }, (_, index) => index));
    expect(stateOf(test, 'burst')).to.equal('active');
  });

  it('a message over the size limit ends the plugin with the reason', async () => {
    const test = await start('await api.commands.execute("bad.none", "x".repeat(2_000_000))', {
      valueBytes: 1_000_000,
    });
    const error = await attack(test);
    expect(errorCode(error)).to.equal('LIMIT_EXCEEDED');
    expect(test.host.registry.getPlugin('bad')?.error?.message).to.contain('more than 1000000 bytes');
    await siblingsAnswer(test);
    await activatesAgain(test);
  });

  it('large values of one turn are not counted together', async () => {
    const test = await start(
      'const sizes = Array.from({ length: 3 }, () => api.commands.execute("app.size", new Uint8Array(30e6))); return Promise.all(sizes)',
    );
    test.host.commands.register({ id: 'app.size', title: 'Size' }, (value) => (value as Uint8Array).length);
    expect(await attack(test)).to.deep.equal([30e6, 30e6, 30e6]);
  });

  it('a message nested too deep ends the plugin, a cyclic one does not', async () => {
    const cyclic = await start(
      'const ring = { name: "ring" }; ring.self = ring; context.log.info(ring); return "fine"',
    );
    expect(await attack(cyclic)).to.equal('fine');
    await cyclic.host.dispose();
    const deep = await start(
      'let nest = 1; for (let i = 0; i < 500; i++) nest = [nest]; await api.commands.execute("bad.none", nest)',
    );
    expect(errorCode(await attack(deep))).to.equal('LIMIT_EXCEEDED');
    expect(deep.host.registry.getPlugin('bad')?.error?.message).to.contain('nested deeper');
  });

  it('a few bytes of nested sharing count as what they expand to', async () => {
    const test = await start(
      'let laughs = "ha"; for (let i = 0; i < 60; i++) laughs = [laughs, laughs]; await api.workspace.updateConfiguration("k", laughs)',
    );
    expect(errorCode(await attack(test))).to.equal('LIMIT_EXCEEDED');
    await siblingsAnswer(test);
    await activatesAgain(test);
  });

  it('an event with many listeners counts once for each', async () => {
    const test = await start(
      'for (let i = 0; i < 50; i++) api.events.on("x", () => 1); for (let i = 0; i < 50; i++) api.events.emit("x"); return "done"',
      { deliveriesPerSecond: 200 },
    );
    expect(await attack(test)).to.equal('done');
    const fault = await test.untilLog(
      ({ plugin, args }) => plugin.id === 'bad' && String(args[0]).includes('deliveries'),
    );
    expect(fault.level).to.equal('error');
  });

  it('registrations beyond the limit are refused, the plugin runs on', async () => {
    const test = await start(
      'for (let i = 0; i < 40; i++) api.events.on("x", () => 1); await 0; return "done"',
      { registrations: 20 },
    );
    expect(await attack(test)).to.equal('done');
    const fault = await test.untilLog(
      ({ plugin, args }) => plugin.id === 'bad' && String(args[0]).includes('registrations'),
    );
    expect(fault.level).to.equal('error');
    expect(stateOf(test, 'bad')).to.equal('active');
  });

  it('toasts and log lines have a rate of their own', async () => {
    const test = await start(
      `for (let i = 0; i < 50; i++) context.log.info(i);
       let refused = 0;
       for (let i = 0; i < 10; i++) await api.ui.showNotification({ type: 'info', title: 't' }).catch((error) => { if (error.code === 'LIMIT_EXCEEDED') refused++ });
       return refused;`,
      { notificationsPerMinute: 4, logLinesPerSecond: 20 },
    );
    expect(await attack(test)).to.equal(6);
    expect(test.notifications).to.have.length(4);
    expect(
      test.logs.filter(({ plugin, level }) => plugin.id === 'bad' && level === 'info').length,
    ).to.be.within(20, 30);
  });

  it('a gigabyte in the worker is the worker’s own', async function () {
    this.timeout(60_000);
    const test = await start(
      'const kept = []; try { for (let i = 0; i < 16; i++) kept.push(new Uint8Array(64 * 1024 * 1024).fill(i)) } catch {} return kept.length',
    );
    const outcome = await attack(test);
    if (typeof outcome !== 'number')
      await until(test, () => SIBLINGS.every((id) => stateOf(test, id) === 'active'));
    await siblingsAnswer(test);
    if (stateOf(test, 'bad') !== 'active') await activatesAgain(test);
  });

  it('has neither workers to nest nor a way to close itself', async () => {
    const test = await start('return [typeof Worker, typeof SharedWorker, typeof close, typeof self.close]');
    expect(await attack(test)).to.deep.equal(['undefined', 'undefined', 'undefined', 'undefined']);
  });

  describe('frames that are gone', () => {
    const frames = (selector = '[data-plugin]') => [
      ...document.querySelectorAll<HTMLIFrameElement>(`iframe${selector}`),
    ];

    it('names a removed frame as the cause', async () => {
      const test = await start('return 1');
      for (const frame of frames('[data-plugin="bad"]')) frame.remove();
      await until(test, () => stateOf(test, 'bad') === 'error');
      expect(test.host.registry.getPlugin('bad')?.error).to.include({ code: 'UNRESPONSIVE' });
      expect(test.host.registry.getPlugin('bad')?.error?.message).to.contain('frame was removed');
      await siblingsAnswer(test);
      await activatesAgain(test);
    });

    const removeFrames = async () => {
      const all = frames('');
      for (const frame of all) frame.remove();
      return all.length;
    };
    const end = hasDevtools
      ? { what: 'their process crashes', run: crashFrames, cause: 'did not respond' }
      : {
          what: 'NO TEST CAN CRASH A PROCESS IN THIS ENGINE, so all frames are removed',
          run: removeFrames,
          cause: 'frame was removed',
        };

    for (const spares of [0, 1]) {
      it(`${end.what}, with ${spares} spare frames: the cause is told, all run again`, async () => {
        const ready = readyFrames();
        const test = await start('return 1', {}, HEARTBEAT, spares);
        await ready.until(() => frames(':not([data-plugin])').filter(ready.has).length === spares);
        ready.dispose();
        const deaths = new Map<string, PluginFault | undefined>();
        test.host.registry.on('plugin:error', ({ manifest, error }) => deaths.set(manifest.id, error));
        expect(await end.run(), 'frames gone').to.equal(4 + spares);
        await until(test, () => deaths.size === 4 && test.host.registry.getActivePlugins().length === 4);
        for (const [id, error] of deaths) {
          expect(error, id).to.include({ code: 'UNRESPONSIVE' });
          expect(error?.message, id).to.contain(end.cause);
        }
        await siblingsAnswer(test);
        expect(await attack(test)).to.equal(1);
        await test.host.registry.deactivate('bad');
        await activatesAgain(test);
      });
    }

    it('restarts plugins that died together, and blames none', async () => {
      const test = await start('return 1');
      const deaths = new Set<string>();
      test.host.registry.on('plugin:error', ({ manifest }) => deaths.add(manifest.id));
      for (const frame of frames()) frame.remove();
      await until(test, () => deaths.size === 4 && test.host.registry.getActivePlugins().length === 4);
      await siblingsAnswer(test);
      expect(await attack(test)).to.equal(1);
    });

    it('leaves down whoever dies alone again', async () => {
      const test = await start('return 1');
      const restarted = new Promise<void>((resolve) => {
        test.host.registry.on('plugin:activated', ({ manifest }) => {
          // As if its own start took the process down, before the others are back.
          if (manifest.id === 'bad') for (const frame of frames('[data-plugin="bad"]')) frame.remove();
          if (test.host.registry.getActivePlugins().length === 4) resolve();
        });
      });
      for (const frame of frames()) frame.remove();
      await restarted;
      await until(test, () => stateOf(test, 'bad') === 'error');
      await siblingsAnswer(test);
      expect(stateOf(test, 'bad')).to.equal('error');
    });
  });
});
