import type { Clock } from '@fluxstudio/plugin-protocol/rpc/deadlines';

/** Time that stands still until it is told to pass. */
export interface ManualClock extends Clock {
  /**
   * Lets time pass. Timers fire in their order, each at its own time; `pause` is awaited after each, so that what it set off
   * can happen before the next.
   */
  advance(milliseconds: number, pause: () => Promise<void>): Promise<void>;
}

interface Timer {
  readonly at: number;
  readonly callback: () => void;
}

export function createManualClock(): ManualClock {
  const timers = new Set<Timer>();
  let time = 0;

  function nextBefore(end: number): Timer | undefined {
    let next: Timer | undefined;
    for (const timer of timers) if (timer.at <= end && timer.at < (next?.at ?? Infinity)) next = timer;
    return next;
  }

  return {
    now: () => time,
    setTimeout(callback, milliseconds) {
      const timer = { at: time + milliseconds, callback };
      timers.add(timer);
      return timer;
    },
    clearTimeout: (timer) => void timers.delete(timer as Timer),
    async advance(milliseconds, pause) {
      const end = time + milliseconds;
      for (let timer = nextBefore(end); timer; timer = nextBefore(end)) {
        timers.delete(timer);
        time = Math.max(time, timer.at);
        timer.callback();
        await pause();
      }
      time = end;
      await pause();
    },
  };
}
