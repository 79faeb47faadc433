import bootstrap, { sha256 } from './bootstrap.ts?inline';

export interface FrameDocumentOptions {
  /** Who may frame the document when it is served, as CSP source expressions. Default `["'self'"]`. */
  frameAncestors?: readonly string[];
}

export interface FrameDocument {
  html: string;
  /** Value of the `Content-Security-Policy` header that must be sent with `html`. */
  contentSecurityPolicy: string;
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
  for (const ancestor of frameAncestors) {
    if (!/^[^\s;,]+$/.test(ancestor))
      throw new TypeError(`Not a CSP source expression: ${JSON.stringify(ancestor)}`);
  }
  const meta = CONFINEMENT.join('; ');
  return {
    html:
      `<!doctype html><html lang="en"><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${meta}">` +
      `<title>Plugin sandbox</title><script>${bootstrap}</script></html>`,
    contentSecurityPolicy: [
      'sandbox allow-scripts',
      ...CONFINEMENT,
      `frame-ancestors ${frameAncestors.join(' ')}`,
    ].join('; '),
  };
}
