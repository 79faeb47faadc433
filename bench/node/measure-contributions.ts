import type { Bench } from './bench.ts';
import { type Comparison, compare, OURS } from './row.ts';
import { type Estimate, estimate, median } from './stats.ts';

/** A figure of contributions. Nothing is promised of it beforehand: it stands beside what one would do without, where there is that. */
export interface ContributionRow extends Partial<Comparison> {
  title: string;
  unit: string;
  ours: number;
  /** 95% confidence interval of `ours`; `interval` is that of the ratio. */
  oursInterval: Estimate['interval'];
  /** Median of every contender. */
  peers: Record<string, number>;
  /** Conditions that one change has worked out, by contender. */
  evaluated?: Record<string, number>;
  /** Rounds measured. */
  samples: number;
}

/** 100 plugins with 1,000 contributions in a page, none of which runs. */
export async function measureContributionRows(bench: Bench): Promise<ContributionRow[]> {
  const { contributions, contributionRounds } = bench.settings;
  if (!contributions) return [];
  bench.tell('contributions');
  const measured = await bench.withPage(({ api }) =>
    api.measureContributions({
      budget: Number.POSITIVE_INFINITY,
      minRounds: contributionRounds,
      maxRounds: contributionRounds,
      sideRounds: contributionRounds,
      warmup: 3,
    }),
  );
  return measured.map(({ title, unit, samples, evaluated }) => {
    const own = samples[OURS] ?? [];
    const other = Object.keys(samples).find((name) => name !== OURS);
    return {
      title,
      unit,
      ours: median(own),
      oursInterval: estimate(own).interval,
      ...(other === undefined ? {} : compare(samples, other)),
      ...(evaluated ? { evaluated } : {}),
      samples: own.length,
      peers: Object.fromEntries(Object.entries(samples).map(([name, values]) => [name, median(values)])),
    };
  });
}
