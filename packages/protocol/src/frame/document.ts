import bootstrap, { sha256 } from './bootstrap.ts?inline';
import { type FrameDocument, toDocument } from './to-document.ts';

export type { FrameDocument };

export interface FrameDocumentOptions {
  /** Who may frame the document when it is served, as CSP source expressions. Default `["'self'"]`. */
  frameAncestors?: readonly string[];
}

/** The script hash that an app's own `script-src` must allow when the frame is built from `srcdoc`. */
export const bootstrapHash = `sha256-${sha256}`;

const CONFINEMENT = [
  "default-src 'none'",
  `script-src '${bootstrapHash}' blob: 'wasm-unsafe-eval'`,
  'worker-src blob:',
  "base-uri 'none'",
  "form-action 'none'",
];

/**
 * The document of a sandbox frame. The policy stands in the header and, in case a proxy strips headers, in the document too
 * (all but `sandbox` and `frame-ancestors`, which a meta tag cannot carry).
 *
 * @throws TypeError when an ancestor is not a single CSP source expression
 * @example
 * const { html, contentSecurityPolicy } = frameDocument({ frameAncestors: ["'self'", 'https://app.example.com'] });
 */
export function frameDocument({ frameAncestors = ["'self'"] }: FrameDocumentOptions = {}): FrameDocument {
  return toDocument({
    title: 'Plugin sandbox',
    policy: CONFINEMENT,
    content: `<script>${bootstrap}</script>`,
    frameAncestors,
  });
}
