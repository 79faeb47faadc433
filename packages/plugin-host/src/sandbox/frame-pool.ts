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
  let cancelFill = (): void => undefined;

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
      const spare = await takeAlive(spares, signal);
      if (size > 0) {
        cancelFill();
        cancelFill = whenIdle(() => void fill());
      }
      const frame = spare?.frame ?? (await openFrame(options, signal));
      frame.claim(pluginId);
      return spare?.worker ?? frame.startWorker(runtime);
    },
    dispose() {
      ended.abort();
      cancelFill();
      for (const spare of spares.splice(0)) discard(spare);
    },
  };
}

/** A spare frame may be dead: no engine tells when the process it waits in is gone, most often with a plugin in another frame. */
async function takeAlive(spares: Spare[], signal: AbortSignal): Promise<Spare | undefined> {
  for (let spare = spares.shift(); spare; spare = spares.shift()) {
    try {
      if (spare.frame.isPresent()) {
        await spare.frame.check(signal);
        return spare;
      }
    } catch (error) {
      if (signal.aborted) throw error;
    }
    discard(spare);
  }
  return undefined;
}

function discard({ frame, worker }: Spare): void {
  (worker ?? frame).dispose();
}

/** Runs a task when the page is idle. Returns the way to call it off. */
function whenIdle(task: () => void): () => void {
  if (typeof requestIdleCallback === 'function') {
    const handle = requestIdleCallback(task, { timeout: 2_000 });
    return () => cancelIdleCallback(handle);
  }
  const timer = setTimeout(task, 50);
  return () => clearTimeout(timer);
}
