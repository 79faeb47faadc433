/**
 * Messages between the host and the bootstrap inside a sandbox frame. They travel by `window.postMessage`, so both sides
 * check `event.source`; a plugin's worker has no window and can neither send nor see them.
 */
export type FrameToHost =
  /** The frame proved its confinement and waits for the runtime; also the answer to `check`. */
  | { flux: 'ready' }
  /** The frame is not confined and refuses to run anything. */
  | { flux: 'refused'; reason: string }
  /** The worker's runtime threw before it had a port or, when `reason` is empty, the worker was not started at all. */
  | { flux: 'failed'; reason: string };

export type HostToFrame =
  /** Starts the worker: `runtime` is a classic script, the worker's end of the port is transferred along. */
  | { flux: 'start'; runtime: string }
  /** Asks for a sign of life. */
  | { flux: 'check' };
