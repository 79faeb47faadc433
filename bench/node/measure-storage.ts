import type { Bench } from './bench.ts';
import { createRow, type Row } from './row.ts';

export async function measureStorageRow(bench: Bench): Promise<Row[]> {
  const { rows, storageRounds } = bench.settings;
  if (!rows.has('storage-vs-idb-keyval')) return [];
  bench.tell('storage-vs-idb-keyval');
  const samples = await bench.withPage(({ api }) =>
    api.measureStorage({
      budget: Number.POSITIVE_INFINITY,
      minRounds: storageRounds,
      maxRounds: storageRounds,
      sideRounds: storageRounds,
      warmup: 1,
    }),
  );
  return [
    createRow('storage-vs-idb-keyval', 'worker', 'ms per 1,000 writes', samples, {
      note: 'the store of a plugin, which is in the page whatever the isolation is',
    }),
  ];
}
