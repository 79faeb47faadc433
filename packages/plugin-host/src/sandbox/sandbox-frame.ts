import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import { bootstrapHash, frameDocument } from '@fluxstudio/plugin-protocol/frame/document';
import type { FrameToHost, HostToFrame } from '@fluxstudio/plugin-protocol/frame/handshake';

export interface SandboxFrameOptions {
  /**
   * Where plugin-server (or a static copy) serves the frame's document. It carries its own Content-Security-Policy, so it works
   * under the app's own policy unchanged. Without it the frame is built from `srcdoc` and the page's policy must allow it.
   */
  frameUrl?: string;
  /** Milliseconds until a frame that does not answer is given up. Default 10,000. */
  handshakeDeadline?: number;
  document?: Document;
}

/** A running worker behind an opaque-origin frame: the host's end of its port, and the way to end it. */
export interface SandboxFrame {
  readonly port: MessagePort;
  /** Called at most once, when the worker could not be started after all. */
  onFailed(listener: (error: PluginError) => void): void;
  /** Removes the frame, and with it the worker. */
  dispose(): void;
}

const DEFAULT_HANDSHAKE_DEADLINE = 10_000;

/**
 * Creates a hidden `<iframe sandbox="allow-scripts">`, waits until its bootstrap has proven that it is confined, and starts a
 * worker from `runtime` in it.
 *
 * @throws PluginError `SANDBOX_FAILED` when the frame does not answer in time, refuses, or the document is gone
 */
export async function createSandboxFrame(
  runtime: string,
  options: SandboxFrameOptions,
  signal: AbortSignal,
): Promise<SandboxFrame> {
  const {
    frameUrl,
    handshakeDeadline = DEFAULT_HANDSHAKE_DEADLINE,
    document = globalThis.document,
  } = options;
  const frame = document.createElement('iframe');
  frame.setAttribute('sandbox', 'allow-scripts');
  frame.title = 'Plugin sandbox';
  frame.hidden = true;
  frame.setAttribute('aria-hidden', 'true');
  if (frameUrl === undefined) frame.srcdoc = frameDocument().html;
  else frame.src = frameUrl;

  const view = document.defaultView;
  if (!view) throw new PluginError('SANDBOX_FAILED', 'The document has no window to run a plugin in');
  let fail: ((error: PluginError) => void) | undefined;
  let lateFailure: PluginError | undefined;
  let ready: (() => void) | undefined;

  const onMessage = (event: MessageEvent<FrameToHost>) => {
    if (event.source === null || event.source !== frame.contentWindow) return;
    switch (event.data?.flux) {
      case 'ready':
        ready?.();
        break;
      case 'refused':
        fail?.(new PluginError('SANDBOX_FAILED', `The sandbox refuses to run plugins: ${event.data.reason}`));
        break;
      case 'failed':
        fail?.(
          new PluginError('SANDBOX_FAILED', `The plugin's worker could not be started: ${event.data.reason}`),
        );
        break;
    }
  };
  const dispose = () => {
    view.removeEventListener('message', onMessage);
    frame.remove();
  };

  view.addEventListener('message', onMessage);
  try {
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => reject(unanswered(frameUrl, handshakeDeadline)), handshakeDeadline);
      const settle = (then: () => void) => {
        clearTimeout(timer);
        signal.removeEventListener('abort', abort);
        then();
      };
      const abort = () =>
        settle(() => reject(new PluginError('DISPOSED', 'The sandbox was disposed while it started')));
      ready = () => settle(resolve);
      fail = (error) => settle(() => reject(error));
      if (signal.aborted) abort();
      signal.addEventListener('abort', abort);
      document.body.append(frame);
    });
  } catch (error) {
    dispose();
    throw error;
  }

  fail = (error) => {
    lateFailure = error;
  };
  const { port1, port2 } = new MessageChannel();
  const start: HostToFrame = { flux: 'start', runtime };
  // The frame's origin is opaque, so no target origin but '*' can name it; its identity was checked by event.source.
  frame.contentWindow?.postMessage(start, '*', [port2]);
  return {
    port: port1,
    onFailed(listener) {
      if (lateFailure) listener(lateFailure);
      else fail = listener;
    },
    dispose() {
      port1.close();
      dispose();
    },
  };
}

function unanswered(frameUrl: string | undefined, deadline: number): PluginError {
  const seconds = `${deadline / 1000} s`;
  return new PluginError(
    'SANDBOX_FAILED',
    frameUrl === undefined
      ? `The sandbox frame did not answer within ${seconds}. The page's Content-Security-Policy may block it: it needs ` +
          `script-src '${bootstrapHash}' and worker-src 'self' blob:, or serve the frame with plugin-server and set sandbox.frameUrl`
      : `The sandbox frame at ${frameUrl} did not answer within ${seconds}. Check that the URL serves the plugin runtime ` +
          `and that the page's Content-Security-Policy allows it in frame-src`,
  );
}
