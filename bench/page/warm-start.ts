import type { ActivateParams } from '@fluxstudio/plugin-protocol/session';
import runtime from '@fluxstudio/plugin-sdk/source/worker/worker-runtime.ts?inline';
import { createFramePool } from '../../packages/plugin-host/src/sandbox/frame-pool.ts';
import type { IsolateFactory } from '../../packages/plugin-host/src/sandbox/isolate.ts';
import { PluginSandbox } from '../../packages/plugin-host/src/sandbox/plugin-sandbox.ts';
import { workerIsolates } from '../../packages/plugin-host/src/sandbox/worker-isolate.ts';
import { createBenchScope } from '../ours/scope.ts';
import type { IsolationKind } from '../shared/isolation.ts';
import { type Contender, type InterleaveOptions, interleave, type Samples } from './interleave.ts';
import { FRAME_URL } from './isolate.ts';

const ID = 'bench';
/** The first line of `activate()` tells the host, as the first line of the raw worker does. */
const PLUGIN = 'export function activate(context, api) { api.bench.started() }';
const RAW = 'postMessage(0)';
/** Lets an idle worker finish booting, and the page settle after the one before. */
const SETTLE = 150;
const LONGEST_FILL = 3_000;

const settled = () => new Promise((resolve) => setTimeout(resolve, SETTLE));

/** Milliseconds from the request to the first line of `activate()`. */
async function startPlugin(isolate: IsolateFactory): Promise<number> {
  const { manifest } = createBenchScope(ID);
  const shape: ActivateParams['shape'] = [
    { name: 'bench', on: 'api', methods: { started: { kind: 'notify' } } },
  ];
  let hear: (now: number) => void = () => undefined;
  const started = new Promise<number>((resolve) => {
    hear = resolve;
  });
  const begin = performance.now();
  const sandbox = new PluginSandbox({
    pluginId: ID,
    isolate,
    dispatch: () => hear(performance.now()),
  });
  await sandbox.load(PLUGIN);
  await sandbox.call('activate', [{ manifest, apiVersion: '1.0.0', shape, snapshots: {} }]);
  const end = await started;
  sandbox.dispose();
  return end - begin;
}

async function startRaw(): Promise<number> {
  const begin = performance.now();
  const url = URL.createObjectURL(new Blob([RAW], { type: 'text/javascript' }));
  const worker = new Worker(url);
  const end = await new Promise<number>((resolve) => {
    worker.onmessage = () => resolve(performance.now());
  });
  worker.terminate();
  URL.revokeObjectURL(url);
  return end - begin;
}

/** Starts one plugin after the other; in a frame, from pools that were given the time to fill. */
export async function measureWarmStart(kind: IsolationKind, options: InterleaveOptions): Promise<Samples> {
  const contenders: Contender[] = [{ name: 'raw', measure: () => settled().then(startRaw) }];
  const pools =
    kind === 'worker'
      ? {}
      : {
          ours: createFramePool(runtime, { frameUrl: FRAME_URL, size: 1, spareWorkers: true }),
          'without-spare-worker': createFramePool(runtime, { frameUrl: FRAME_URL, size: 1 }),
        };
  if (kind === 'worker') {
    const isolate = workerIsolates(runtime);
    contenders.push({ name: 'ours', measure: () => settled().then(() => startPlugin(isolate)) });
  }
  for (const [name, pool] of Object.entries(pools)) {
    const measure = async () => {
      // The first start of a pool is cold and makes it fill itself; it falls into the warm-up.
      for (let waited = 0; pool.size === 0 && waited < LONGEST_FILL; waited += SETTLE) await settled();
      await settled();
      return startPlugin(pool.take);
    };
    contenders.push({ name, measure });
  }
  const samples = await interleave(contenders, options);
  for (const pool of Object.values(pools)) pool.dispose();
  return samples;
}
