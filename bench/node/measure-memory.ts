import { setTimeout as wait } from 'node:timers/promises';
import { ISOLATIONS, type IsolationKind } from '../shared/isolation.ts';
import type { Bench } from './bench.ts';
import { canMeasureMemory, treeMemory } from './process-memory.ts';
import { createRow, type Row, type Samples } from './row.ts';

const PLUGINS = 20;
/** Milliseconds until processes are quiet. */
const SETTLE = 1_000;
const MEGABYTE = 1024;

const CONTENDERS = { ours: 'startPlugins', raw: 'startRawWorkers' } as const;

export async function measureMemoryRows(bench: Bench): Promise<Row[]> {
  const rows: Row[] = [];
  if (!bench.settings.rows.has('memory-vs-worker')) return rows;
  if (!canMeasureMemory()) {
    bench.tell('memory-vs-worker: left out, it needs Linux (/proc/*/smaps_rollup)');
    return rows;
  }
  for (const isolation of ISOLATIONS) {
    const samples: Samples = { ours: [], raw: [] };
    for (let round = 0; round < bench.settings.memoryRounds && (round === 0 || !bench.isLate()); round++) {
      for (const name of ['ours', 'raw'] as const) {
        bench.tell(`memory-vs-worker, ${isolation}, ${name}`);
        samples[name]?.push(await measureOne(bench, name, isolation));
      }
    }
    rows.push(
      createRow('memory-vs-worker', isolation, 'MB more than the page alone', samples, {
        note: 'ours includes the host itself and, in frames, the one that waits in the pool',
      }),
    );
  }
  return rows;
}

/** In a browser of its own, what 20 workers add to the page that holds none. */
async function measureOne(
  bench: Bench,
  name: keyof typeof CONTENDERS,
  isolation: IsolationKind,
): Promise<number> {
  const browser = await bench.launch();
  try {
    const { api, openSession } = await browser.openPage();
    const session = await openSession();
    const measure = async () => {
      // The page's own start-up garbage is none of the workers'.
      await session.send('HeapProfiler.collectGarbage');
      await wait(SETTLE);
      return treeMemory(browser.processId);
    };
    const before = await measure();
    await api[CONTENDERS[name]](isolation, PLUGINS);
    await wait(SETTLE);
    return ((await measure()) - before) / MEGABYTE;
  } finally {
    await browser.close();
  }
}
