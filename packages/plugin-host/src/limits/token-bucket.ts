import type { Clock } from '@fluxstudio/plugin-protocol/rpc/deadlines';

/** A rate with a burst. What was taken beyond it is a debt that time pays back. */
export interface TokenBucket {
  /** Takes, whatever the level, and returns the milliseconds until the debt is paid; 0 when there is none. */
  take(amount: number, now?: number): number;
  /** Takes one if there is one. */
  tryTake(): boolean;
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
    tryTake() {
      refill(clock.now());
      if (level < 1) return false;
      level -= 1;
      return true;
    },
  };
}
