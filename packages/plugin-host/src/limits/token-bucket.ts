import type { Clock } from '@fluxstudio/plugin-protocol/rpc/deadlines';

/** A rate with a burst. What was taken beyond it is a debt that time pays back. */
export interface TokenBucket {
  /** Takes, whatever the level, and returns the milliseconds until the debt is paid; 0 when there is none. */
  take(amount: number, now?: number): number;
  /** Takes if there is enough, and nothing otherwise. Default 1. */
  tryTake(amount?: number): boolean;
}

export function createTokenBucket(perSecond: number, burst: number, clock: Pick<Clock, 'now'>): TokenBucket {
  let level = burst;
  let last = clock.now();
  function refill(now: number): void {
    level = Math.min(burst, level + ((now - last) / 1000) * perSecond);
    last = now;
  }

  return {
    take(amount, now = clock.now()) {
      refill(now);
      level -= amount;
      return level >= 0 ? 0 : (-level / perSecond) * 1000;
    },
    tryTake(amount = 1) {
      refill(clock.now());
      // Also for what is no number.
      if (!(level >= amount)) return false;
      level -= amount;
      return true;
    },
  };
}
