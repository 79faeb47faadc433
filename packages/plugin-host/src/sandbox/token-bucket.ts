import type { Clock } from '@fluxstudio/plugin-protocol/rpc/deadlines';

/** A rate with a burst. What was taken beyond it is a debt that time pays back. */
export interface TokenBucket {
  /** Takes, whatever the level, and returns the milliseconds until the debt is paid; 0 when there is none. */
  take(amount: number): number;
}

export function createTokenBucket(perSecond: number, burst: number, clock: Pick<Clock, 'now'>): TokenBucket {
  let level = burst;
  let last = clock.now();
  return {
    take(amount) {
      const now = clock.now();
      level = Math.min(burst, level + ((now - last) / 1000) * perSecond) - amount;
      last = now;
      return level >= 0 ? 0 : (-level / perSecond) * 1000;
    },
  };
}
