/** Samples by contender. Those of contenders in focus were taken side by side: one index, one moment. */
export type Samples = Record<string, number[]>;

export interface InterleaveOptions {
  /** Milliseconds after which no further round starts. */
  budget: number;
  minRounds: number;
  maxRounds: number;
  /** Rounds that are run and not counted. */
  warmup: number;
  /** Rounds in which those out of focus are measured as well, after a warm-up of one. */
  sideRounds: number;
}

/** Resolves with the value of one block, or `undefined` where a contender cannot do it: it is then left out. */
export type Measurement = () => Promise<number | undefined>;

export interface Contender {
  name: string;
  measure: Measurement;
  /** What the others are shown beside: measured more often. */
  side?: boolean;
}

/**
 * Measures contenders in turns, every other round in reverse, so that noise of the machine meets all alike. The first warm-up
 * round is for all, those that follow for the ones in focus.
 */
export async function interleave(
  contenders: readonly Contender[],
  { budget, minRounds, maxRounds, warmup, sideRounds }: InterleaveOptions,
): Promise<Samples> {
  const samples: Samples = {};
  const unable = new Set<string>();
  const end = performance.now() + budget;
  for (let round = -warmup; round < maxRounds; round++) {
    if (round >= minRounds && performance.now() > end) break;
    const withSide = round === -warmup || (round >= 0 && round < sideRounds);
    const turns = contenders.filter(({ name, side }) => !unable.has(name) && (withSide || !side));
    for (const { name, measure } of round % 2 === 0 ? turns : turns.toReversed()) {
      const value = await measure();
      if (value === undefined) unable.add(name);
      else if (round >= 0) {
        samples[name] ??= [];
        samples[name].push(value);
      }
    }
  }
  return samples;
}
