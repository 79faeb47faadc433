import { ISOLATIONS } from '../shared/isolation.ts';
import type { Bench } from './bench.ts';
import { compare, createRow, type Row } from './row.ts';

const PLUGINS = 20;
const rounds = (count: number) => ({
  budget: Number.POSITIVE_INFINITY,
  minRounds: count,
  maxRounds: count,
  sideRounds: count,
  warmup: 1,
});

export async function measureStarts(bench: Bench): Promise<Row[]> {
  const { rows: wanted, startRounds, startManyRounds } = bench.settings;
  const rows: Row[] = [];
  for (const isolation of ISOLATIONS) {
    if (wanted.has('warm-start-vs-worker')) {
      bench.tell(`warm-start-vs-worker, ${isolation}`);
      const samples = await bench.withPage(({ api }) => api.measureWarmStart(isolation, rounds(startRounds)));
      const plain = compare(samples, 'raw', 'without-spare-worker');
      rows.push(
        createRow('warm-start-vs-worker', isolation, 'ms', samples, {
          ...(plain ? { variants: { 'pool without spare workers (default)': plain } } : {}),
          note:
            isolation === 'worker'
              ? 'no pool there: a cold worker'
              : 'pool of `{ size: 1, spareWorkers: true }`; the raw worker is cold and has no frame',
        }),
      );
    }
    if (wanted.has('start-20-vs-workers')) {
      bench.tell(`start-20-vs-workers, ${isolation}`);
      const samples = await bench.withPage(({ api }) =>
        api.measureStartMany(isolation, PLUGINS, rounds(startManyRounds)),
      );
      rows.push(
        createRow('start-20-vs-workers', isolation, 'ms', samples, {
          note: 'ours is `host.start()` with the default pool: downloads from memory, hashes, registry and activation included',
        }),
      );
    }
  }
  return rows;
}
