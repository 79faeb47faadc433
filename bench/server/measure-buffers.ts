import { type Comparison, compare, OURS, type Samples } from '../node/row.ts';
import { median } from '../node/stats.ts';
import type { ServerBench } from './bench.ts';
import { LIST_STATEMENT } from './contenders/installs.ts';
import { explainAll } from './database/explain.ts';
import { userId } from './database/seed-installs.ts';
import { listCall } from './measure-list.ts';
import { createServerRow, type Measured } from './row.ts';

const PEER = 'node-http';

interface Explanations {
  buffers: Samples;
  withoutBundles: Samples;
  rows: Samples;
}

/** `list-buffers`: pages that PostgreSQL looks at for the very statements of our list. */
export async function measureBuffers(bench: ServerBench): Promise<Measured[]> {
  const { rows: wanted, explained } = bench.settings;
  if (!wanted.has('list-buffers')) return [];
  bench.tell('list-buffers');
  const { together, scattered } = bench.seeded;
  const spread = (first: number, count: number) =>
    Array.from({ length: explained }, (_, index) => first + Math.floor((index * count) / explained));

  const usual = await explainLists(bench, spread(0, together));
  const apart = await explainLists(bench, spread(together, scattered));
  const variants: Record<string, Comparison> = {};
  for (const [title, samples] of [
    ['without those of bundles', usual.withoutBundles],
    ['rows that do not lie together', apart.buffers],
    ['rows that do not lie together, without those of bundles', apart.withoutBundles],
  ] as const) {
    const comparison = compare(samples, PEER);
    if (comparison) variants[title] = comparison;
  }
  const { ours = [], [PEER]: peer = [] } = usual.rows;
  return [
    createServerRow('list-buffers', 'buffers', usual.buffers, {
      variants,
      rowsRead: { ours: median(ours), [PEER]: median(peer) },
      note: 'a user’s rows lie together, as after one import; every install has a bundle of the catalogue; planning not counted',
    }),
  ];
}

async function explainLists(
  { recorder, client }: ServerBench,
  users: readonly number[],
): Promise<Explanations> {
  const found: Explanations = { buffers: {}, withoutBundles: {}, rows: {} };
  for (const user of users) {
    const { answer, statements } = await recorder.record(listCall(user));
    if (answer.status !== 200 || statements.length === 0) {
      throw new Error(`The list was answered with ${answer.status} after ${statements.length} statements`);
    }
    const naive = [{ text: LIST_STATEMENT, values: [userId(user)] }];
    for (const [name, explained] of [
      [OURS, await explainAll(client, statements)],
      [PEER, await explainAll(client, naive)],
    ] as const) {
      add(found.buffers, name, explained.buffers);
      add(found.withoutBundles, name, explained.buffers - explained.bundleBuffers);
      add(found.rows, name, explained.rows);
    }
  }
  return found;
}

function add(samples: Samples, name: string, value: number): void {
  samples[name] ??= [];
  samples[name].push(value);
}
