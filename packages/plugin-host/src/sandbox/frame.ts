import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import { bootstrapHash, frameDocument } from '@fluxstudio/plugin-protocol/frame/document';
import type { FrameToHost, HostToFrame } from '@fluxstudio/plugin-protocol/frame/handshake';
import type { Isolate } from './isolate.ts';

export interface FrameOptions {
  /**
   * Where plugin-server (or a static copy) serves the frame's document. It carries its own Content-Security-Policy, so it works
   * under the app's own policy unchanged. Without it the frame is built from `srcdoc` and the page's policy must allow it.
   */
  frameUrl?: string;
  /** Milliseconds until a frame that does not answer is given up. Default 10,000. */
  handshakeDeadline?: number;
  document?: Document;
}

/** A confined frame that waits for a worker to run. It is used once. */
export interface Frame {
  /** Starts a worker from a classic script and hands it the other end of the port. */
  startWorker(runtime: string): Isolate;
  /** Marks the frame as a plugin's, for whoever looks at the page. */
  claim(pluginId: string): void;
  isPresent(): boolean;
  dispose(): void;
}

const DEFAULT_HANDSHAKE_DEADLINE = 10_000;

/**
 * Creates a hidden `<iframe sandbox="allow-scripts">` and waits until its bootstrap has proven that it is confined.
 *
 * @throws PluginError `SANDBOX_FAILED` when the frame does not answer in time or refuses; `DISPOSED` when `signal` fires
 */
export async function openFrame(options: FrameOptions, signal: AbortSignal): Promise<Frame> {
  const {
    frameUrl,
    handshakeDeadline = DEFAULT_HANDSHAKE_DEADLINE,
    document = globalThis.document,
  } = options;
  const view = document.defaultView;
  if (!view) throw new PluginError('SANDBOX_FAILED', 'The document has no window to run a plugin in');
  const frame = createElement(document, frameUrl);

  let onReady: (() => void) | undefined;
  let onFailed: ((error: PluginError) => void) | undefined;
  let failedEarly: PluginError | undefined;
  const onMessage = (event: MessageEvent<FrameToHost>) => {
    if (event.source === null || event.source !== frame.contentWindow) return;
    if (event.data?.flux === 'ready') onReady?.();
    const failure = failureOf(event.data);
    if (failure && onFailed) onFailed(failure);
    else failedEarly ??= failure;
  };
  const dispose = () => {
    view.removeEventListener('message', onMessage);
    frame.remove();
  };

  view.addEventListener('message', onMessage);
  try {
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(
        () => settle(() => reject(unanswered(frameUrl, handshakeDeadline))),
        handshakeDeadline,
      );
      const settle = (then: () => void) => {
        clearTimeout(timer);
        signal.removeEventListener('abort', abort);
        then();
      };
      const abort = () => {
        // At once, not when the rejection is heard: whoever disposes expects the page to be clean afterwards.
        dispose();
        settle(() => reject(new PluginError('DISPOSED', 'The sandbox was disposed while it started')));
      };
      onReady = () => settle(resolve);
      onFailed = (error) => settle(() => reject(error));
      signal.addEventListener('abort', abort);
      if (signal.aborted) abort();
      else document.body.append(frame);
    });
  } catch (error) {
    dispose();
    throw error;
  }
  onFailed = undefined;

  return {
    isPresent: () => frame.isConnected,
    dispose,
    claim(pluginId) {
      frame.dataset.plugin = pluginId;
    },
    startWorker(runtime) {
      const { port1, port2 } = new MessageChannel();
      const start: HostToFrame = { flux: 'start', runtime };
      // The frame's origin is opaque, so no target origin but '*' can name it; its identity was checked by event.source.
      frame.contentWindow?.postMessage(start, '*', [port2]);
      return {
        port: port1,
        onFailed(listener) {
          onFailed = listener;
          if (failedEarly) listener(failedEarly);
        },
        isPresent: () => frame.isConnected,
        dispose() {
          port1.close();
          dispose();
        },
      };
    },
  };
}

function createElement(document: Document, frameUrl: string | undefined): HTMLIFrameElement {
  const frame = document.createElement('iframe');
  frame.setAttribute('sandbox', 'allow-scripts');
  frame.setAttribute('aria-hidden', 'true');
  frame.title = 'Plugin sandbox';
  frame.hidden = true;
  if (frameUrl === undefined) frame.srcdoc = frameDocument().html;
  else frame.src = frameUrl;
  return frame;
}

function failureOf(message: FrameToHost | undefined): PluginError | undefined {
  switch (message?.flux) {
    case 'refused':
      return new PluginError(
        'SANDBOX_FAILED',
        `The sandbox refuses to run plugins: ${String(message.reason)}`,
      );
    case 'failed':
      return new PluginError(
        'SANDBOX_FAILED',
        `The plugin's worker could not be started: ${String(message.reason)}`,
      );
    default:
      return undefined;
  }
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
