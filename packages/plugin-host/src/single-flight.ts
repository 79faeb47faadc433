/**
 * Lets one run of a task happen at a time: whoever asks while it runs gets the one run that follows, with all others who do.
 *
 * @example
 * const refresh = singleFlight(() => readEverything());
 */
export function singleFlight(task: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  let next: Promise<void> | undefined;

  function start(): Promise<void> {
    next = undefined;
    const run = task().finally(() => {
      if (running === run) running = undefined;
    });
    running = run;
    return run;
  }

  return () => {
    if (!running) return start();
    next ??= running.then(start, start);
    return next;
  };
}
