import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import type { HostToWebviewFrame, WebviewFrameToHost } from '@fluxstudio/plugin-protocol/frame/handshake';
import type { ToWebview, WebviewTheme } from '@fluxstudio/plugin-protocol/panel/webview';
import type { Clock } from '@fluxstudio/plugin-protocol/rpc/deadlines';
import { callListeners } from '../call-listeners.ts';
import type { PanelStatus } from './panel-view.ts';
import { createWebviewElement, unansweredWebview, type WebviewFrameOptions } from './webview-element.ts';
import { guardFocus } from './webview-focus.ts';
import { createWebviewReader } from './webview-reader.ts';
import { webviewSource } from './webview-source.ts';

/** Where a webview stands: as a panel does, and before that its frame is not ready. */
export type WebviewStatus = { readonly state: 'opening' } | PanelStatus;

export interface WebviewOptions {
  /** What it is called for those who cannot see it. */
  readonly title: string;
  readonly theme: WebviewTheme;
}

/**
 * A document of a plugin that is shown in one place. Put `element` where it is to be: it loads there, and must not be moved.
 * `subscribe` and `getSnapshot` fit `useSyncExternalStore`.
 *
 * @example
 * const webview = await host.panels.get('charts.main')?.document?.open({ title: 'Charts', theme });
 * container.append(webview.element);
 */
export interface Webview {
  readonly element: HTMLIFrameElement;
  readonly subscribe: (listener: () => void) => () => void;
  readonly getSnapshot: () => WebviewStatus;
  setTheme(theme: WebviewTheme): void;
  /** Removes the element, and tells the plugin. */
  dispose(): void;
}

/** A webview with its other end, which belongs to the plugin. */
export interface OpenWebview extends Webview {
  post(message: unknown): void;
  /** Its plugin is done with it: a dialog closes with the result, a panel stays. */
  close(result: unknown): void;
}

export interface OpenWebviewOptions extends WebviewOptions {
  readonly html: string;
  readonly frame: WebviewFrameOptions;
  /** What an earlier view left, as JSON. */
  readonly state: string | undefined;
  readonly isDialog: boolean;
  readonly clock: Pick<Clock, 'now'>;
  onOpen(): void;
  onMessage(message: unknown): void;
  onState(state: string): void;
  /** It is over, however that came. */
  onEnd(): void;
}

const LEFT = 'The document of the webview tried to go elsewhere, or was loaded anew';

const THEFT =
  'The document of the webview took the focus again and again while the user was typing elsewhere';

/** Shows a document in a frame within a confined frame. Everything that comes out of it is taken for hostile. */
export function openWebview(options: OpenWebviewOptions): OpenWebview {
  const { html, frame, title, theme, state, clock } = options;
  const { handshakeDeadline = 10_000 } = frame;
  const listeners = new Set<() => void>();
  const element = createWebviewElement(frame, title);
  const { port1: port, port2: theirs } = new MessageChannel();
  let status: WebviewStatus = { state: 'opening' };
  let sent = false;

  const change = (next: WebviewStatus) => {
    status = next;
    callListeners(listeners);
  };
  const isOver = () => status.state === 'stopped' || status.state === 'closed';
  const end = (next: PanelStatus) => {
    if (isOver()) return;
    clearTimeout(timer);
    window.removeEventListener('message', onFrameMessage);
    unguard();
    port.close();
    element.remove();
    options.onEnd();
    change(next);
  };
  const close = (result: unknown) => {
    if (options.isDialog) end({ state: 'closed', result });
  };
  const stop = (error: PluginError) => end({ state: 'stopped', error });
  const post = (message: ToWebview) => {
    if (!isOver()) port.postMessage(message);
  };

  function onFrameMessage({ source, data }: MessageEvent<WebviewFrameToHost>): void {
    // The document inside has a window of its own: it is never the source of what is heard here.
    if (source === null || source !== element.contentWindow) return;
    if (data?.flux === 'refused')
      stop(new PluginError('SANDBOX_FAILED', `The webview refuses to show anything: ${String(data.reason)}`));
    if (data?.flux === 'left') stop(new PluginError('PANEL_FAILED', LEFT));
    if (data?.flux !== 'webview-ready') return;
    // A frame that is ready twice was moved or loaded anew: its document is gone, and with it the port.
    if (sent) {
      stop(new PluginError('SANDBOX_FAILED', 'The frame of the webview was moved or loaded anew'));
      return;
    }
    sent = true;
    const show: HostToWebviewFrame = { flux: 'show', title, html: webviewSource(html, { theme, state }) };
    // The frame's origin is opaque, so no target origin but '*' can name it; its identity was checked by event.source.
    element.contentWindow?.postMessage(show, '*', [theirs]);
  }

  const read = createWebviewReader(clock, {
    onReady() {
      if (status.state !== 'opening') return;
      clearTimeout(timer);
      options.onOpen();
      change({ state: 'open' });
    },
    onMessage: options.onMessage,
    onState: options.onState,
    onClose: close,
  });
  port.onmessage = ({ data }) => {
    if (isOver()) return;
    try {
      read(data);
    } catch (error) {
      stop(error instanceof PluginError ? error : new PluginError('PANEL_FAILED', String(error)));
    }
  };
  window.addEventListener('message', onFrameMessage);
  const unguard = guardFocus(element, clock, () => stop(new PluginError('PANEL_FAILED', THEFT)));
  const timer = setTimeout(() => stop(unansweredWebview(frame, handshakeDeadline)), handshakeDeadline);

  return {
    element,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    getSnapshot: () => status,
    setTheme: (next) => post(['theme', next]),
    post: (message) => post(['message', message]),
    close,
    dispose: () => end({ state: 'closed' }),
  };
}
