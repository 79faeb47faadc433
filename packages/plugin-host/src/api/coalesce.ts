import type { Clock } from '@fluxstudio/plugin-protocol/rpc/deadlines';

/** Calls at once, and then at most once in `interval` milliseconds, the last time after the last change. */
export function coalesce(
  listener: () => void,
  interval: number,
  clock: Clock,
): { changed(): void; dispose(): void } {
  let last = Number.NEGATIVE_INFINITY;
  let timer: unknown;

  function run(): void {
    timer = undefined;
    last = clock.now();
    listener();
  }

  return {
    changed() {
      if (timer !== undefined) return;
      const wait = last + interval - clock.now();
      if (wait <= 0) run();
      else timer = clock.setTimeout(run, wait);
    },
    dispose() {
      if (timer !== undefined) clock.clearTimeout(timer);
    },
  };
}
