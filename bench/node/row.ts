import type { Direction, IsolationKind } from '../shared/isolation.ts';
import { median, pairedRatio } from './stats.ts';
import { type RowId, TARGETS } from './targets.ts';

/** Values by contender, those of one index from the same round. */
export type Samples = Record<string, number[]>;

export interface Comparison {
  ours: number;
  peer: number;
  /** Median of the ratios within rounds: not exactly `ours / peer`. */
  ratio: number;
  /** 95% confidence interval of `ratio`. */
  interval: [low: number, high: number];
}

export interface Row extends Comparison {
  id: RowId;
  /** Absent for sizes. */
  isolation?: IsolationKind;
  unit: string;
  target: number;
  stretch: number;
  met: boolean;
  stretchMet: boolean;
  /** Rounds measured. */
  samples: number;
  /** Median of every contender. */
  peers: Record<string, number>;
  /** The way the row's figures are of, when there are two: the worse one. */
  direction?: Direction;
  /** The same comparison under other conditions; no target applies. */
  variants?: Record<string, Comparison>;
  note?: string;
}

export const OURS = 'ours';

export function compare(samples: Samples, peer: string, ours = OURS): Comparison | undefined {
  const [own, others] = [samples[ours], samples[peer]];
  if (!own?.length || !others?.length) return undefined;
  const { median: ratio, interval } = pairedRatio(own, others);
  return { ours: median(own), peer: median(others), ratio, interval };
}

/** @throws Error when the row's contenders were not measured */
export function createRow(
  id: RowId,
  isolation: IsolationKind | undefined,
  unit: string,
  samples: Samples,
  extra: Pick<Row, 'direction' | 'variants' | 'note'> = {},
): Row {
  const { peer, target, stretch } = TARGETS[id];
  const comparison = compare(samples, peer);
  if (!comparison) throw new Error(`${id} (${isolation ?? 'size'}) has no measurements`);
  return {
    id,
    ...(isolation ? { isolation } : {}),
    unit,
    ...comparison,
    target,
    stretch,
    met: comparison.ratio <= target,
    stretchMet: comparison.ratio <= stretch,
    samples: samples[OURS]?.length ?? 0,
    peers: Object.fromEntries(Object.entries(samples).map(([name, values]) => [name, median(values)])),
    ...extra,
  };
}
