import runtime from '@fluxstudio/plugin-sdk/source/worker/worker-runtime.ts?inline';
import { type FrameOptions, openFrame } from '../../../src/sandbox/frame.ts';
import { createFramePool } from '../../../src/sandbox/frame-pool.ts';
import type { Isolate } from '../../../src/sandbox/isolate.ts';
import { PluginSandbox } from '../../../src/sandbox/plugin-sandbox.ts';
import { workerIsolates } from '../../../src/sandbox/worker-isolate.ts';

/** Told what a probe came to: `reached`, what else it returned, or `threw …`. */
type Tell = (id: string, outcome: string) => void;

/**
 * A place to run code: `source` is a function body with `tell(id, outcome)` in scope. Resolves with the way to end the place.
 */
export type Environment = (source: string, tell: Tell) => Promise<() => void>;

const never = new AbortController().signal;

/** A worker that runs the source with every global in place. */
const bare = (source: string): string => `onmessage = ({ ports: [port] }) => {
  const tell = (id, outcome) => port.postMessage([id, outcome]);
  ${source}
}`;

function listen(isolate: Isolate, tell: Tell): () => void {
  isolate.port.onmessage = ({ data: [id, outcome] }: MessageEvent<[string, string]>) => tell(id, outcome);
  return () => isolate.dispose();
}

/** The reason why there is a frame at all: a worker of the page's own origin. */
export const plainWorker: Environment = async (source, tell) =>
  listen(await workerIsolates(bare(source))('probe', never), tell);

/** Globals in place: what holds, or does not, is the frame of `options` and its policy. */
export const bareWorkerIn =
  (options: FrameOptions): Environment =>
  async (source, tell) =>
    listen((await openFrame(options, never)).startWorker(bare(source)), tell);

/** The shape behind `context.log.info`. */
const LOG = [{ name: 'log', on: 'context', methods: { info: { kind: 'notify' } } }];

const activate = (source: string): string =>
  `function activate({ log }) { const tell = log.info; ${source} }`;
export const asModule = (source: string): string => `export ${activate(source)}`;
/** Sloppy mode, evaluated by `importScripts`. */
export const asCommonJs = (source: string): string => `exports.activate = ${activate(source)};`;

/** The product: a plugin in a `PluginSandbox`, with the real runtime. `before` is a script that runs ahead of it. */
export const pluginIn =
  (options: FrameOptions, wrap = asModule, before = ''): Environment =>
  async (source, tell) => {
    const pool = createFramePool(before + runtime, { ...options, size: 0 });
    const sandbox = new PluginSandbox({
      pluginId: 'probe',
      isolate: pool.take,
      dispatch: (_method, [id, outcome]) => tell(String(id), String(outcome)),
    });
    const end = () => {
      sandbox.dispose();
      pool.dispose();
    };
    try {
      await sandbox.load(wrap(source));
      const manifest = { id: 'probe' };
      await sandbox.call('activate', [{ manifest, apiVersion: '1.0.0', shape: LOG, snapshots: {} }]);
    } catch (error) {
      end();
      throw error;
    }
    return end;
  };

export const CONFINED = { frameUrl: '/test/runtime' };
/** The same bootstrap without any policy, its proof of confinement defeated. */
export const OPEN = { frameUrl: '/test/runtime-fooled' };

/** Two walls, together, apart and absent; and no frame at all. The order is the order in which they run: leaks last. */
export const environments = {
  both: pluginIn(CONFINED),
  policyOnly: bareWorkerIn(CONFINED),
  neuteringOnly: pluginIn(OPEN),
  frameOnly: bareWorkerIn(OPEN),
  plainWorker,
} satisfies Record<string, Environment>;

export type EnvironmentName = keyof typeof environments;

/** Runs the body of an async function in an environment and resolves with what it returns, which must be JSON. */
export async function evaluate<T>(environment: Environment, body: string): Promise<T> {
  let settle: (id: string, outcome: string) => void = () => undefined;
  const result = new Promise<T>((resolve, reject) => {
    settle = (id, outcome) => {
      if (id === 'value') resolve(JSON.parse(outcome) as T);
      else reject(new Error(outcome));
    };
  });
  const source = `(async () => { ${body} })().then(
    (value) => tell('value', JSON.stringify(value ?? null)),
    (error) => tell('error', String(error)));`;
  const end = await environment(source, settle);
  try {
    return await result;
  } finally {
    end();
  }
}
