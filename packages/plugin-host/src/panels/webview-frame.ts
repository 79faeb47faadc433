import { type ErrorCode, PluginError } from '@fluxstudio/plugin-protocol/errors';
import type { HostToWebviewFrame, WebviewFrameToHost } from '@fluxstudio/plugin-protocol/frame/handshake';
import type { WebviewOpening } from '@fluxstudio/plugin-protocol/panel/webview';
import type { Clock } from '@fluxstudio/plugin-protocol/rpc/deadlines';
import { createWebviewElement, unansweredWebview, type WebviewFrameOptions } from './webview-element.ts';
import { guardFocus } from './webview-focus.ts';
import { webviewSource } from './webview-source.ts';

/** A document that is to be shown, and the end of the port that it speaks by. */
export interface WebviewMounting {
  readonly html: string;
  readonly title: string;
  readonly opening: WebviewOpening;
  readonly port: MessagePort;
  readonly frame: WebviewFrameOptions;
  readonly clock: Pick<Clock, 'now'>;
  /** It cannot be shown, or no longer. */
  onFault(error: PluginError): void;
}

/** What shows a document. */
export interface MountedWebview {
  readonly element: HTMLIFrameElement;
  /** Its document has answered. */
  answered(): void;
  dispose(): void;
}

const LEFT = 'The document of the webview tried to go elsewhere, or was loaded anew';

const THEFT =
  'The document of the webview took the focus again and again while the user was typing elsewhere';

/** Shows a document in a frame within a confined frame. */
export function mountInFrame(mounting: WebviewMounting): MountedWebview {
  const { html, title, opening, port, frame, clock, onFault } = mounting;
  const { handshakeDeadline = 10_000 } = frame;
  const element = createWebviewElement(frame, title);
  let sent = false;

  const fail = (code: ErrorCode, message: string) => onFault(new PluginError(code, message));

  function onFrameMessage({ source, data }: MessageEvent<WebviewFrameToHost>): void {
    // The document inside has a window of its own: it is never the source of what is heard here.
    if (source === null || source !== element.contentWindow) return;
    if (data?.flux === 'refused')
      fail('SANDBOX_FAILED', `The webview refuses to show anything: ${String(data.reason)}`);
    if (data?.flux === 'left') fail('PANEL_FAILED', LEFT);
    if (data?.flux !== 'webview-ready') return;
    // A frame that is ready twice was moved or loaded anew: its document is gone, and with it the port.
    if (sent) {
      fail('SANDBOX_FAILED', 'The frame of the webview was moved or loaded anew');
      return;
    }
    sent = true;
    const show: HostToWebviewFrame = { flux: 'show', title, html: webviewSource(html, opening) };
    // The frame's origin is opaque, so no target origin but '*' can name it; its identity was checked by event.source.
    element.contentWindow?.postMessage(show, '*', [port]);
  }

  window.addEventListener('message', onFrameMessage);
  const unguard = guardFocus(element, clock, () => fail('PANEL_FAILED', THEFT));
  const timer = setTimeout(() => onFault(unansweredWebview(frame, handshakeDeadline)), handshakeDeadline);

  return {
    element,
    answered: () => clearTimeout(timer),
    dispose() {
      clearTimeout(timer);
      window.removeEventListener('message', onFrameMessage);
      unguard();
      element.remove();
    },
  };
}
