import type { PluginError } from '@fluxstudio/plugin-protocol/errors';
import { expect } from 'chai';
import type { IsolateFactory } from '../../src/sandbox/isolate.ts';
import { PluginSandbox } from '../../src/sandbox/plugin-sandbox.ts';
import {
  createIsolateSource,
  type IsolateSource,
  type SandboxOptions,
} from '../../src/sandbox/sandbox-options.ts';
import { pageLoopback } from '../support/loopback.ts';

const shape = [{ name: 'probe', on: 'api', methods: { tell: { kind: 'call' } } }];
const params = { manifest: { id: 'probe' }, apiVersion: '1.0.0', shape, snapshots: {} };

const BACK_ENDS: Record<string, SandboxOptions & { origin: 'opaque' | 'app' }> = {
  'a served frame': { frameUrl: '/test/runtime', size: 0, origin: 'opaque' },
  'a warm frame': { frameUrl: '/test/runtime', size: 1, origin: 'opaque' },
  'a warm frame with a spare worker': {
    frameUrl: '/test/runtime',
    size: 1,
    spareWorkers: true,
    origin: 'opaque',
  },
  'a srcdoc frame': { size: 0, origin: 'opaque' },
  'a first-party worker': { isolation: 'worker', origin: 'app' },
  'the loopback of tests': { isolation: pageLoopback(), origin: 'app' },
};

for (const [name, { origin, ...options }] of Object.entries(BACK_ENDS)) {
  describe(`isolation: ${name}`, () => {
    let source: IsolateSource;
    const made: PluginSandbox[] = [];

    beforeEach(() => {
      source = createIsolateSource(options);
    });

    afterEach(() => {
      for (const sandbox of made.splice(0)) sandbox.dispose();
      source.dispose();
      expect(document.querySelectorAll('iframe').length).to.equal(0);
    });

    function make(dispatch: (args: unknown[]) => unknown, take: IsolateFactory = source.take): PluginSandbox {
      const sandbox = new PluginSandbox({
        pluginId: 'probe',
        isolate: take,
        dispatch: (_, args) => dispatch(args),
      });
      made.push(sandbox);
      return sandbox;
    }

    async function run(code: string): Promise<unknown> {
      const told: unknown[] = [];
      const sandbox = make((args) => void told.push(...args));
      await sandbox.load(code);
      await sandbox.call('activate', [params]);
      return told[0];
    }

    it('runs a plugin, and the next one apart from it', async () => {
      const code = `globalThis.seen = (globalThis.seen ?? 0) + 1; export const activate = (context, api) => api.probe.tell([globalThis.seen, self.origin])`;
      const expected = origin === 'opaque' ? 'null' : location.origin;
      expect(await run(code)).to.deep.equal([1, expected]);
      const second = (await run(code)) as [number, string];
      expect(second).to.deep.equal([name === 'the loopback of tests' ? 2 : 1, expected]);
      Reflect.deleteProperty(globalThis, 'seen');
    });

    it('calls in both directions and keeps errors', async () => {
      const sandbox = make(([value]) => {
        if (value === 'bad') throw Object.assign(new Error('refused'), { code: 'E_REFUSED' });
        return `${value}!`;
      });
      await sandbox.load(
        `export const activate = async (context, api) => { const ok = await api.probe.tell('ok'); const error = await api.probe.tell('bad').catch((e) => e); if (ok !== 'ok!' || error.code !== 'E_REFUSED') throw new Error('wrong: ' + ok + error.code) }`,
      );
      await sandbox.call('activate', [params]);
    });

    it('closes exactly once with the reason, and again for who comes late', async () => {
      const sandbox = make(() => undefined);
      const reasons: PluginError[] = [];
      sandbox.onDidClose((reason) => reasons.push(reason));
      await sandbox.load('export const activate = () => {}');
      sandbox.dispose();
      sandbox.dispose();
      sandbox.onDidClose((reason) => reasons.push(reason));
      expect(reasons.map(({ code }) => code)).to.deep.equal(['DISPOSED', 'DISPOSED']);
      expect(sandbox.size).to.deep.equal({ outbound: 0, inbound: 0, callbacks: 0, disposables: 0 });
    });

    it('can be given up while it starts', async () => {
      const sandbox = make(() => undefined);
      const loading = sandbox
        .load('export const activate = () => {}')
        .catch((error: PluginError) => error.code);
      sandbox.dispose();
      expect(await loading).to.equal('DISPOSED');
    });

    it('reports a module that throws, and leaves nothing', async () => {
      const sandbox = make(() => undefined);
      const error = (await sandbox
        .load('throw new TypeError("broken")')
        .catch((thrown) => thrown)) as PluginError;
      expect(error.code).to.equal('LOAD_FAILED');
      expect(error.message).to.contain('TypeError: broken');
      expect(sandbox.closed?.code).to.equal('LOAD_FAILED');
    });
  });
}
