import type { Remote } from './service.ts';
import type { Workload } from './workload.ts';

/** A page and a worker that call each other. */
export interface Connection {
  /** The worker, as the page calls it. */
  readonly remote: Remote;
  /** Runs one block inside the worker against the page; as `measureBlock`. */
  run(workload: Workload): Promise<number | undefined>;
  dispose(): void;
}
