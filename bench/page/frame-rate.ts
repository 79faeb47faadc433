export interface FrameRate {
  /** Animation frames per second. */
  rate: number;
  /** Milliseconds of the longest task of the main thread that the browser reports; 0 when none took 50. */
  longestTask: number;
  /** Milliseconds of the longest pause between two animation frames. */
  longestPause: number;
}

/** Watches the page for that many milliseconds. */
export async function watchFrameRate(milliseconds: number): Promise<FrameRate> {
  let longestTask = 0;
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longestTask = Math.max(longestTask, duration);
  });
  observer.observe({ entryTypes: ['longtask'] });
  const begin = performance.now();
  let frames = 0;
  let longestPause = 0;
  let last = begin;
  while (performance.now() - begin < milliseconds) {
    await new Promise(requestAnimationFrame);
    const now = performance.now();
    longestPause = Math.max(longestPause, now - last);
    last = now;
    frames++;
  }
  const elapsed = performance.now() - begin;
  // Entries are delivered in a task of their own.
  await new Promise((resolve) => setTimeout(resolve, 50));
  observer.disconnect();
  return { rate: (frames * 1000) / elapsed, longestTask, longestPause };
}
