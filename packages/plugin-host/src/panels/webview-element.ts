import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import { webviewDocument } from '@fluxstudio/plugin-protocol/frame/webview-document';
import { withQuery } from '../sandbox/with-query.ts';

/** Where webviews get the frame around them from. */
export interface WebviewFrameOptions {
  /** As for sandboxes; a webview asks plugin-server for its own document by `?webview`. */
  frameUrl?: string;
  /**
   * Where the frame around webviews is served, where that is not plugin-server: a copy of `webview.html`. Default: `frameUrl` with
   * `webview` in its query. Without both the frame is built from `srcdoc`: then a page with a Content-Security-Policy of its own shows
   * no webviews, since their inline scripts would be under it.
   */
  webviewUrl?: string;
  /** Milliseconds until a frame that does not answer is given up. Default 10,000. */
  handshakeDeadline?: number;
}

export function createWebviewElement(options: WebviewFrameOptions, title: string): HTMLIFrameElement {
  const element = document.createElement('iframe');
  element.setAttribute('sandbox', 'allow-scripts');
  element.referrerPolicy = 'no-referrer';
  element.title = title;
  const url = urlOf(options);
  if (url === undefined) element.srcdoc = webviewDocument().html;
  else element.src = crossOriginIsolated ? withQuery(url, 'isolated') : url;
  return element;
}

/** The frame did not answer, or its document did not: engines do not tell a page why. */
export function unansweredWebview(options: WebviewFrameOptions, deadline: number): PluginError {
  const url = urlOf(options);
  const advice =
    url === undefined
      ? "A webview without sandbox.frameUrl is under the page's Content-Security-Policy, and works in pages that have none. " +
        'Serve its frame with plugin-server and set sandbox.frameUrl, or serve webview.html and set sandbox.webviewUrl'
      : `Check that ${url} serves the frame of webviews and that the page's Content-Security-Policy allows it in frame-src. Or its ` +
        'scripts are too long at it';
  return new PluginError(
    'SANDBOX_FAILED',
    `The webview did not answer within ${deadline / 1000} s. ${advice}`,
  );
}

function urlOf({ frameUrl, webviewUrl }: WebviewFrameOptions): string | undefined {
  return webviewUrl ?? (frameUrl === undefined ? undefined : withQuery(frameUrl, 'webview'));
}
