/** A reproducible sequence, so that every run has the same data: a number from 0 up to `below`. */
export type Random = (below: number) => number;

/** Numerical Recipes' linear congruential generator; the high bits are the good ones. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 4294967296) * below);
  };
}
