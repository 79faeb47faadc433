import { createPluginHost } from '../../packages/plugin-host/src/create-host.ts';
import { createMemoryBackend } from '../../packages/plugin-host/test/support/memory-backend.ts';
import { createBenchScope } from '../ours/scope.ts';
import type { IsolationKind } from '../shared/isolation.ts';
import { type InterleaveOptions, interleave, type Samples } from './interleave.ts';
import { FRAME_URL } from './isolate.ts';
import { startRawWorker } from './raw-worker.ts';

const PLUGIN = 'export function activate(context) { context.log.info("started") }';

export interface Started {
  /** Milliseconds until the last first line was heard. */
  milliseconds: number;
  dispose(): Promise<void>;
}

/** A host at its start, with that many plugins that were active when the user left: bytes, hashes, registry and all. */
export async function startPlugins(kind: IsolationKind, count: number): Promise<Started> {
  const ids = Array.from({ length: count }, (_, index) => `plugin-${index}`);
  const backend = createMemoryBackend(Object.fromEntries(ids.map((id) => [id, { code: PLUGIN }])));
  for (const id of ids) {
    await backend.install(createBenchScope(id).manifest, []);
    await backend.setActive(id, true);
  }
  let heard = 0;
  let tell: (now: number) => void = () => undefined;
  const allStarted = new Promise<number>((resolve) => {
    tell = resolve;
  });
  const begin = performance.now();
  const host = createPluginHost({
    backend,
    userId: 'bench',
    sandbox: kind === 'worker' ? { isolation: 'worker' } : { frameUrl: FRAME_URL },
    onLog: () => {
      if (++heard === count) tell(performance.now());
    },
  });
  await host.start();
  const end = await allStarted;
  return { milliseconds: end - begin, dispose: () => host.dispose() };
}

/** As many raw workers, in sandboxed frames of their own where plugins are. */
export async function startRawWorkers(kind: IsolationKind, count: number): Promise<Started> {
  const begin = performance.now();
  const workers = await Promise.all(Array.from({ length: count }, () => startRawWorker(kind)));
  return {
    milliseconds: performance.now() - begin,
    async dispose() {
      for (const worker of workers) worker.dispose();
    },
  };
}

export function measureStartMany(
  kind: IsolationKind,
  count: number,
  options: InterleaveOptions,
): Promise<Samples> {
  const measure = (start: typeof startPlugins) => async () => {
    const { milliseconds, dispose } = await start(kind, count);
    await dispose();
    await new Promise((resolve) => setTimeout(resolve, 500));
    return milliseconds;
  };
  return interleave(
    [
      { name: 'ours', measure: measure(startPlugins) },
      { name: 'raw', measure: measure(startRawWorkers) },
    ],
    options,
  );
}
