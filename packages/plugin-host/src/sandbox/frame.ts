import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import { frameDocument } from '@fluxstudio/plugin-protocol/frame/document';
import type { FrameToHost, HostToFrame } from '@fluxstudio/plugin-protocol/frame/handshake';
import { frameFailure, unansweredFrame } from './frame-failure.ts';
import type { Isolate } from './isolate.ts';
import { withQuery } from './with-query.ts';

export interface FrameOptions {
  /**
   * Where plugin-server (or a static copy) serves the frame's document. It carries its own Content-Security-Policy, so it works
   * under the app's own policy unchanged. Without it the frame is built from `srcdoc` and the page's policy must allow it. In a
   * cross-origin isolated page `isolated` is added to the query, for which plugin-server sends the headers that such a page needs.
   */
  frameUrl?: string;
  /** Milliseconds until a frame that does not answer is given up. Default 10,000. */
  handshakeDeadline?: number;
}

/** A confined frame that waits for a worker to run. It is used once. */
export interface Frame {
  /** Starts a worker from a classic script and hands it the other end of the port. */
  startWorker(runtime: string): Isolate;
  /**
   * Resolves when the frame is still alive: one whose process is gone looks like any other. Removes it when it is not.
   *
   * @throws PluginError `SANDBOX_FAILED` when it does not answer; `DISPOSED` when `signal` fires
   */
  check(signal: AbortSignal): Promise<void>;
  /** Marks the frame as a plugin's, for whoever looks at the page. */
  claim(pluginId: string): void;
  isPresent(): boolean;
  dispose(): void;
}

const DEFAULT_HANDSHAKE_DEADLINE = 10_000;
/** For a frame that was ready before. Short: the answer takes a message there and back, and a new frame is soon made. */
const CHECK_DEADLINE = 500;

/**
 * Creates a hidden `<iframe sandbox="allow-scripts">` and waits until its bootstrap has proven that it is confined.
 *
 * @throws PluginError `SANDBOX_FAILED` when the frame does not answer in time or refuses; `DISPOSED` when `signal` fires
 */
export async function openFrame(options: FrameOptions, signal: AbortSignal): Promise<Frame> {
  const { frameUrl, handshakeDeadline = DEFAULT_HANDSHAKE_DEADLINE } = options;
  const frame = createElement(frameUrl);

  let onReady: (() => void) | undefined;
  let onFailed: ((error: PluginError) => void) | undefined;
  let failedEarly: PluginError | undefined;
  const onMessage = (event: MessageEvent<FrameToHost>) => {
    if (event.source === null || event.source !== frame.contentWindow) return;
    if (event.data?.flux === 'ready') onReady?.();
    const failure = frameFailure(event.data, frameUrl);
    if (failure && onFailed) onFailed(failure);
    else failedEarly ??= failure;
  };
  const dispose = () => {
    window.removeEventListener('message', onMessage);
    frame.remove();
  };
  // The frame's origin is opaque, so no target origin but '*' can name it; its identity was checked by event.source.
  const post = (message: HostToFrame, ports: MessagePort[] = []) =>
    frame.contentWindow?.postMessage(message, '*', ports);

  /** Resolves when the frame answers; removes it when it does not or is not wanted any more. */
  const untilReady = (ask: () => void, deadline: number, signal: AbortSignal) =>
    new Promise<void>((resolve, reject) => {
      const settle = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', abort);
        onReady = undefined;
        onFailed = undefined;
      };
      const fail = (error: PluginError) => {
        settle();
        // At once, not when the rejection is heard: whoever disposes expects the page to be clean afterwards.
        dispose();
        reject(error);
      };
      const abort = () => fail(new PluginError('DISPOSED', 'The sandbox was disposed while it started'));
      const timer = setTimeout(() => fail(unansweredFrame(frameUrl, deadline)), deadline);
      onReady = () => {
        settle();
        resolve();
      };
      onFailed = fail;
      signal.addEventListener('abort', abort);
      if (signal.aborted) abort();
      else ask();
    });

  window.addEventListener('message', onMessage);
  await untilReady(() => document.body.append(frame), handshakeDeadline, signal);

  return {
    isPresent: () => frame.isConnected,
    check: (signal) => untilReady(() => post({ flux: 'check' }), CHECK_DEADLINE, signal),
    dispose,
    claim(pluginId) {
      frame.dataset.plugin = pluginId;
    },
    startWorker(runtime) {
      const { port1, port2 } = new MessageChannel();
      post({ flux: 'start', runtime }, [port2]);
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

function createElement(frameUrl: string | undefined): HTMLIFrameElement {
  const frame = document.createElement('iframe');
  frame.setAttribute('sandbox', 'allow-scripts');
  frame.setAttribute('aria-hidden', 'true');
  frame.title = 'Plugin sandbox';
  frame.hidden = true;
  if (frameUrl === undefined) frame.srcdoc = frameDocument().html;
  else frame.src = crossOriginIsolated ? withQuery(frameUrl, 'isolated') : frameUrl;
  return frame;
}
