/**
 * The only script of the frame around a webview. It proves that the frame is confined, then shows the document of the plugin in a
 * frame of its own: a frame is navigated under the policy of the one around it, so that this one's `frame-src 'none'` keeps the
 * document from leaving by a link, a form or a script. After that it hands the document its port, and only tells when it tries to
 * leave: an engine may put a page of its own in its place.
 */
import { type HostToWebviewFrame, PORT_PLEASE, type WebviewFrameToHost } from './handshake.ts';
import { unconfinedBecause } from './unconfined.ts';

const tell = (message: WebviewFrameToHost): void => parent.postMessage(message, '*');

function show({ html, title }: HostToWebviewFrame, port: MessagePort): void {
  const inner = document.createElement('iframe');
  inner.setAttribute('sandbox', 'allow-scripts');
  inner.title = title;
  inner.srcdoc = html;
  let handed = false;
  let loads = 0;
  inner.addEventListener('load', () => {
    if (++loads > 1) tell({ flux: 'left' });
  });
  addEventListener('message', ({ source, data }: MessageEvent<unknown>) => {
    if (handed || source !== inner.contentWindow || data !== PORT_PLEASE) return;
    handed = true;
    inner.contentWindow?.postMessage(PORT_PLEASE, '*', [port]);
  });
  document.body.append(inner);
}

void unconfinedBecause().then((reason) => {
  if (reason !== undefined) {
    tell({ flux: 'refused', reason });
    return;
  }
  let shown = false;
  addEventListener('message', ({ source, data, ports: [port] }: MessageEvent<HostToWebviewFrame>) => {
    if (source !== parent || data?.flux !== 'show' || !port || shown) return;
    shown = true;
    show(data, port);
  });
  tell({ flux: 'webview-ready' });
});
