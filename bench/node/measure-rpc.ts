import type { Direction, IsolationKind } from '../shared/isolation.ts';
import { ISOLATIONS } from '../shared/isolation.ts';
import type { Workload } from '../shared/workload.ts';
import type { Bench } from './bench.ts';
import type { BenchPage } from './browser.ts';
import { type Comparison, compare, createRow, type Row } from './row.ts';
import { type RowId, TARGETS } from './targets.ts';

interface RpcRow {
  id: RowId;
  workload: Workload;
  unit: string;
  /** Ways our API has; the worse one stands in the table. */
  directions: readonly Direction[];
  note?: string;
}

const CHECKED = 'every value behind a schema';
const BOTH = ['worker-to-host', 'host-to-worker'] as const;

const RPC_ROWS: readonly RpcRow[] = [
  { id: 'sequential-vs-raw', workload: 'sequential', unit: 'ms per 1,000 calls', directions: BOTH },
  { id: 'concurrent-vs-comlink', workload: 'concurrent', unit: 'ms per 1,000 calls', directions: BOTH },
  {
    id: 'events-vs-raw',
    workload: 'events',
    unit: 'ms per 10,000 events',
    directions: BOTH,
  },
  {
    id: 'callbacks-vs-comlink',
    workload: 'callbacks',
    unit: 'ms per 1,000 calls',
    directions: ['worker-to-host'],
    note: 'the API has no functions of the host in the plugin, so there is one way only',
  },
  {
    id: 'transfer-10mb-vs-raw',
    workload: 'transfer',
    unit: 'ms per round trip',
    directions: BOTH,
    note: 'the limit of bytes per second is raised in all RPC rows, because this one moves gigabytes; the other limits are the defaults',
  },
  { id: 'clone-100kb-vs-raw', workload: 'clone', unit: 'ms per round trip', directions: BOTH },
];

export async function measureRpcRows(bench: Bench): Promise<Row[]> {
  const rows: Row[] = [];
  const wanted = RPC_ROWS.filter(({ id }) => bench.settings.rows.has(id));
  if (wanted.length === 0) return rows;
  for (const isolation of ISOLATIONS) {
    await bench.withPage(async (page) => {
      for (const row of wanted) {
        bench.tell(`${row.id}, ${isolation}`);
        const measured = await measureRow(bench, page, row, isolation);
        if (measured) rows.push(measured);
      }
    });
  }
  return rows;
}

async function measureRow(
  bench: Bench,
  page: BenchPage,
  { id, workload, unit, directions, note }: RpcRow,
  isolation: IsolationKind,
): Promise<Row | undefined> {
  const { rpcBudget: budget, rounds } = bench.settings;
  const { peer } = TARGETS[id];
  const samples = await page.api.measureRpc({
    workload,
    isolation,
    directions,
    peer,
    ...(workload === 'clone' ? { also: { name: CHECKED, workload: 'clone-checked' } } : {}),
    budget,
    minRounds: rounds.min,
    maxRounds: rounds.max,
    sideRounds: rounds.side,
    warmup: 20,
  });
  const compared = directions.flatMap((direction) => {
    const of = samples[direction];
    const comparison = of && compare(of, peer);
    return of && comparison ? [{ direction, samples: of, comparison }] : [];
  });
  const worst = compared.toSorted((a, b) => b.comparison.ratio - a.comparison.ratio)[0];
  if (!worst) {
    bench.tell(`${id}: left out, the API cannot do it yet`);
    return undefined;
  }
  const variants: Record<string, Comparison> = {};
  for (const { direction, comparison } of compared) {
    if (direction !== worst.direction) variants[direction] = comparison;
  }
  const checked = compare(samples['worker-to-host'] ?? {}, peer, CHECKED);
  if (checked) variants[CHECKED] = checked;
  return createRow(id, isolation, unit, worst.samples, { direction: worst.direction, variants, note });
}
