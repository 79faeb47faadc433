import runtime from '@fluxstudio/plugin-sdk/source/worker/worker-runtime.ts?inline';
import { createFramePool } from '../../../src/sandbox/frame-pool.ts';
import { PluginSandbox } from '../../../src/sandbox/plugin-sandbox.ts';

const SHAPE = [
  {
    name: 'app',
    on: 'api',
    methods: { call: { kind: 'call' }, tell: { kind: 'call' } },
  },
];

/** Lets a plugin call `serve` and resolves with what the plugin makes of the error, by a function's source. */
export async function callFromPlugin(describe: string, serve: () => unknown): Promise<string> {
  const pool = createFramePool(runtime, { frameUrl: '/test/runtime', size: 0 });
  let told = '';
  const sandbox = new PluginSandbox({
    pluginId: 'probe',
    isolate: pool.take,
    dispatch(method, [text]) {
      if (method === 'app.call') return serve();
      told = String(text);
      return undefined;
    },
  });
  try {
    await sandbox.load(
      `export const activate = (_context, { app }) => app.call().catch((error) => app.tell((${describe})(error)))`,
    );
    const manifest = { id: 'probe' };
    await sandbox.call('activate', [{ manifest, apiVersion: '1.0.0', shape: SHAPE, snapshots: {} }]);
    return told;
  } finally {
    sandbox.dispose();
    pool.dispose();
  }
}
