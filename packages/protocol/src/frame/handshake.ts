/**
 * Messages between the host and the bootstrap inside a sandbox frame. They travel by `window.postMessage`, so both sides
 * check `event.source`; a plugin's worker has no window and can neither send nor see them.
 */
export type FrameToHost =
  /** The frame proved its confinement and waits for the runtime. */
  | { flux: 'ready' }
  /** The frame is not confined and refuses to run anything. */
  | { flux: 'refused'; reason: string }
  /** The worker could not be started, or its runtime threw before it had a port. */
  | { flux: 'failed'; reason: string };

/** Starts the worker: `runtime` is a classic script, the worker's end of the port is transferred along. */
export interface HostToFrame {
  flux: 'start';
  runtime: string;
}
