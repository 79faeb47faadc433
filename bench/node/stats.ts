const RESAMPLES = 2_000;
const CONFIDENCE = 0.95;

export interface Estimate {
  median: number;
  /** 95% confidence interval of the median. */
  interval: [low: number, high: number];
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return Number.isInteger(middle)
    ? ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2
    : (sorted[Math.floor(middle)] as number);
}

/** Median of the ratios of samples taken in the same round. */
export function pairedRatio(ours: readonly number[], peer: readonly number[]): Estimate {
  const pairs = Math.min(ours.length, peer.length);
  return estimate(
    Array.from({ length: pairs }, (_, index) => (ours[index] as number) / (peer[index] as number)),
  );
}

/** Median with its percentile bootstrap interval; always the same for the same values. */
export function estimate(values: readonly number[]): Estimate {
  const random = createRandom(values.length);
  const medians = Array.from({ length: RESAMPLES }, () =>
    median(Array.from(values, () => values[Math.floor(random() * values.length)] as number)),
  ).sort((a, b) => a - b);
  const tail = (1 - CONFIDENCE) / 2;
  const at = (quantile: number) => medians[Math.floor(quantile * (RESAMPLES - 1))] as number;
  return { median: median(values), interval: [at(tail), at(1 - tail)] };
}

/** Mulberry32. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
