import { type Frame, type FrameOptions, openFrame } from './frame.ts';
import type { Isolate, IsolateFactory } from './isolate.ts';

export interface FramePoolOptions extends FrameOptions {
  /** Frames kept ready. Default 1; 0 makes every plugin wait for a frame of its own. */
  size?: number;
  /**
   * Start a worker in each waiting frame as well: a plugin then starts several times faster, at the price of one idle worker.
   * Default `false`.
   */
  spareWorkers?: boolean;
}

export interface FramePool {
  readonly take: IsolateFactory;
  /** Waiting frames, for tests and metrics. */
  readonly size: number;
  dispose(): void;
}

/** A frame, or a frame with its worker, that no plugin has touched. */
interface Spare {
  frame: Frame;
  worker: Isolate | undefined;
}

/**
 * Frames made ready before they are needed. A frame is never used twice: once plugin code ran in it, it is thrown away. The pool
 * fills itself while the page is idle, and only after the first plugin was started: a page without plugins has no frames.
 */
export function createFramePool(runtime: string, options: FramePoolOptions): FramePool {
  const { size = 1, spareWorkers = false } = options;
  const spares: Spare[] = [];
  const ended = new AbortController();
  let filling = false;

  async function fill(): Promise<void> {
    if (filling || ended.signal.aborted) return;
    filling = true;
    try {
      while (spares.length < size && !ended.signal.aborted) {
        const frame = await openFrame(options, ended.signal);
        spares.push({ frame, worker: spareWorkers ? frame.startWorker(runtime) : undefined });
      }
    } catch {
      // The next plugin opens its own frame and reports why that fails.
    } finally {
      filling = false;
    }
  }

  return {
    get size() {
      return spares.length;
    },
    async take(pluginId, signal) {
      const spare = takePresent(spares);
      if (size > 0) whenIdle(() => void fill());
      const frame = spare?.frame ?? (await openFrame(options, signal));
      frame.claim(pluginId);
      return spare?.worker ?? frame.startWorker(runtime);
    },
    dispose() {
      ended.abort();
      for (const { frame, worker } of spares.splice(0)) (worker ?? frame).dispose();
    },
  };
}

function takePresent(spares: Spare[]): Spare | undefined {
  for (let spare = spares.shift(); spare; spare = spares.shift()) {
    if (spare.frame.isPresent()) return spare;
    spare.frame.dispose();
  }
  return undefined;
}

function whenIdle(task: () => void): void {
  if (typeof requestIdleCallback === 'function') requestIdleCallback(task, { timeout: 2_000 });
  else setTimeout(task, 50);
}
