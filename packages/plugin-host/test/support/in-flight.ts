/** What code of this page has begun and not ended. */
export interface InFlight {
  /** Timeouts and idle callbacks. */
  timers: number;
  /** Listeners on the window. */
  listeners: number;
  frames: number;
}

/**
 * Counts from now on. The product takes its timers when it is loaded, so it must be imported afterwards.
 *
 * @returns the way to read the counts
 */
export function countInFlight(): () => InFlight {
  const timers = new Set<unknown>();
  const listeners = new Set<unknown>();
  countTimers(timers);
  const { addEventListener, removeEventListener } = window;
  window.addEventListener = (...args: Parameters<typeof addEventListener>) => {
    listeners.add(args[1]);
    addEventListener.apply(window, args);
  };
  window.removeEventListener = (...args: Parameters<typeof removeEventListener>) => {
    listeners.delete(args[1]);
    removeEventListener.apply(window, args);
  };
  return () => ({
    timers: timers.size,
    listeners: listeners.size,
    frames: document.querySelectorAll('iframe').length,
  });
}

function countTimers(running: Set<unknown>): void {
  const { setTimeout, clearTimeout, requestIdleCallback, cancelIdleCallback } = window;
  const start = (schedule: (run: () => void) => number, task: () => void): number => {
    const timer = schedule(() => {
      running.delete(timer);
      task();
    });
    running.add(timer);
    return timer;
  };
  Object.assign(window, {
    setTimeout: (task: () => void, delay?: number) => start((run) => setTimeout(run, delay), task),
    clearTimeout: (timer: number) => {
      running.delete(timer);
      clearTimeout(timer);
    },
  });
  // WebKit has none.
  if (!requestIdleCallback) return;
  // Told apart from timeouts by their sign: both count from one.
  Object.assign(window, {
    requestIdleCallback: (task: () => void, options?: IdleRequestOptions) =>
      -start((run) => -requestIdleCallback(run, options), task),
    cancelIdleCallback: (handle: number) => {
      running.delete(-handle);
      cancelIdleCallback(handle);
    },
  });
}
