import type { CDPSession } from 'playwright-core';
import { ISOLATIONS, type IsolationKind } from '../shared/isolation.ts';
import type { Workload } from '../shared/workload.ts';
import type { Bench } from './bench.ts';
import { compare, createRow, type Row, type Samples } from './row.ts';

const FOCUS = ['ours', 'comlink'];
/** Measured in a few rounds only. */
const SIDE = ['raw', 'our-rpc-alone'];
const SIDE_ROUNDS = 3;
/** A block of the workload is 1,000 calls at once, or 250 calls one after the other. */
const BLOCKS = { concurrent: { blocks: 6, thousands: 6 }, sequential: { blocks: 4, thousands: 1 } };

export async function measureCpuRows(bench: Bench): Promise<Row[]> {
  const rows: Row[] = [];
  if (!bench.settings.rows.has('host-cpu-vs-comlink')) return rows;
  for (const isolation of ISOLATIONS) {
    bench.tell(`host-cpu-vs-comlink, ${isolation}`);
    const { concurrent, sequential } = await measure(bench, isolation);
    const oneByOne = compare(sequential, 'comlink');
    rows.push(
      createRow('host-cpu-vs-comlink', isolation, 'ms of the main thread', concurrent, {
        ...(oneByOne ? { variants: { 'one after the other': oneByOne } } : {}),
        note: '1,000 calls at once; CPU time of the page’s main thread, from the browser’s own counters',
      }),
    );
  }
  return rows;
}

function measure(bench: Bench, isolation: IsolationKind): Promise<Record<keyof typeof BLOCKS, Samples>> {
  return bench.withPage(async (page) => {
    const session = await page.openSession();
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    const names = [...FOCUS, ...SIDE];
    await page.api.prepareHostCpu(isolation, names);

    async function sample(workload: keyof typeof BLOCKS): Promise<Samples> {
      const { blocks, thousands } = BLOCKS[workload];
      const samples: Samples = Object.fromEntries(names.map((name) => [name, []]));
      for (let round = -2; round < bench.settings.cpuRounds; round++) {
        const turns = round < SIDE_ROUNDS && round !== -1 ? names : FOCUS;
        for (const name of round % 2 === 0 ? turns : turns.toReversed()) {
          const spent = await taskTime(session, () =>
            page.api.runFromWorker(name, workload as Workload, blocks),
          );
          if (round >= 0) samples[name]?.push(spent / thousands);
        }
      }
      return samples;
    }
    return { concurrent: await sample('concurrent'), sequential: await sample('sequential') };
  });
}

/** Milliseconds the page's main thread worked meanwhile. */
async function taskTime(session: CDPSession, work: () => Promise<void>): Promise<number> {
  const read = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN;
  };
  const before = await read();
  await work();
  return ((await read()) - before) * 1000;
}
