import { type Comparison, compare, OURS, type Samples } from '../node/row.ts';
import { median } from '../node/stats.ts';
import { type ServerRowId, targetOf } from './targets.ts';

/** Milliseconds from sending a request to the end of its answer, at the concurrency of the run. */
export interface Latency {
  p50: number;
  p99: number;
}

/** What is known of contenders besides the row's own figure. */
export interface Details {
  /** The same comparison under other conditions; no target applies. */
  variants?: Record<string, Comparison>;
  latency?: Record<string, Latency>;
  /** Microseconds of CPU time of PostgreSQL's backends per request. */
  database?: Record<string, number>;
  /** Rows that PostgreSQL touched per request. */
  rowsRead?: Record<string, number>;
  note?: string;
}

export interface ServerRow extends Comparison, Details {
  id: ServerRowId;
  unit: string;
  target: number;
  stretch?: number;
  met: boolean;
  stretchMet: boolean;
  /** Rounds measured. */
  samples: number;
  /** Median of every contender. */
  peers: Record<string, number>;
}

/** A row that the server, as it is, cannot be measured on. */
export interface Unmeasured {
  id: ServerRowId;
  reason: string;
}

/** What a measurement found: a row, or why there is none. */
export type Measured = ServerRow | Unmeasured;

/** @throws Error when the row's contenders were not measured */
export function createServerRow(
  id: ServerRowId,
  unit: string,
  samples: Samples,
  details: Details = {},
): ServerRow {
  const { peer, target, stretch, of } = targetOf(id);
  const comparison = compare(samples, peer);
  if (!comparison) throw new Error(`${id} has no measurements`);
  const value = comparison[of];
  return {
    id,
    unit,
    ...comparison,
    target,
    ...(stretch === undefined ? {} : { stretch }),
    met: value <= target,
    stretchMet: stretch !== undefined && value <= stretch,
    samples: samples[OURS]?.length ?? 0,
    peers: medians(samples),
    ...details,
  };
}

export const medians = (samples: Samples): Record<string, number> =>
  Object.fromEntries(Object.entries(samples).map(([name, values]) => [name, median(values)]));
