/** What a page did while it was watched. */
export interface Watched {
  /** Milliseconds of each task that was longer than 50. */
  longTasks: number[];
  /** Plugins in the document at once, at most. */
  plugins: number;
  /** Different plugins that were in it. */
  seen: number;
}

declare global {
  interface Window {
    stopWatching?: () => Watched;
  }
}

/** Runs in the page: begins to watch it, until `window.stopWatching()`. */
export function watchPage(): void {
  const watched: Watched = { longTasks: [], plugins: 0, seen: 0 };
  const ids = new Set<string>();
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) watched.longTasks.push(duration);
  });
  observer.observe({ type: 'longtask' });
  let frame = 0;
  const count = () => {
    const plugins = document.querySelectorAll('[data-plugin]');
    watched.plugins = Math.max(watched.plugins, plugins.length);
    for (const plugin of plugins) ids.add(plugin.getAttribute('data-plugin') ?? '');
    frame = requestAnimationFrame(count);
  };
  count();
  window.stopWatching = () => {
    cancelAnimationFrame(frame);
    for (const { duration } of observer.takeRecords()) watched.longTasks.push(duration);
    observer.disconnect();
    return { ...watched, seen: ids.size };
  };
}
