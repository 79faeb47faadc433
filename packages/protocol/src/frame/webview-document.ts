import type { FrameDocumentOptions } from './document.ts';
import { type FrameDocument, toDocument } from './to-document.ts';
import bootstrap from './webview-bootstrap.ts?inline';

/**
 * The policy of the frame around a webview, which the document of the plugin inherits: that is why it allows inline scripts. Nothing is
 * loaded, and no frame is navigated.
 */
const CONFINEMENT = [
  "default-src 'none'",
  "script-src 'unsafe-inline' 'wasm-unsafe-eval'",
  "style-src 'unsafe-inline'",
  'img-src data: blob:',
  'font-src data:',
  'media-src data: blob:',
  "connect-src 'none'",
  "frame-src 'none'",
  "worker-src 'none'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
];

/** The inner frame fills the outer one. */
const LAYOUT =
  '<style>html,body{height:100%;margin:0;overflow:hidden}iframe{border:0;display:block;height:100%;width:100%}</style><body>';

/**
 * The document of the frame around a webview: HTML of a plugin is shown in a frame within it.
 *
 * @throws TypeError when an ancestor is not a single CSP source expression
 * @example
 * const { html, contentSecurityPolicy } = webviewDocument();
 */
export function webviewDocument({ frameAncestors = ["'self'"] }: FrameDocumentOptions = {}): FrameDocument {
  return toDocument({
    title: 'Plugin webview',
    policy: CONFINEMENT,
    content: `${LAYOUT}<script>${bootstrap}</script>`,
    frameAncestors,
  });
}
