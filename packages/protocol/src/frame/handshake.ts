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

/** The same for the frame around a webview. Its document speaks to the host by the port alone. */
export type WebviewFrameToHost =
  | { flux: 'webview-ready' }
  /** The frame is not confined and shows nothing. */
  | { flux: 'refused'; reason: string }
  /** The document has gone elsewhere, or was loaded anew: nobody holds its end of the port any more. */
  | { flux: 'left' };

/** Shows a document of a plugin; its end of the port is transferred along. */
export interface HostToWebviewFrame {
  flux: 'show';
  html: string;
  /** For those who cannot see it. */
  title: string;
}

/** How the document asks the frame around it for its port, and gets it: once. */
export const PORT_PLEASE = 'flux-port';
