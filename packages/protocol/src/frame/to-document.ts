export interface FrameDocument {
  html: string;
  /** Value of the `Content-Security-Policy` header that must be sent with `html`. */
  contentSecurityPolicy: string;
}

interface Parts {
  readonly title: string;
  readonly policy: readonly string[];
  readonly content: string;
  readonly frameAncestors: readonly string[];
}

/**
 * A document under a policy that stands in the header and, in case a proxy strips headers, in the document too (all but `sandbox` and
 * `frame-ancestors`, which a meta tag cannot carry).
 *
 * @throws TypeError when an ancestor is not a single CSP source expression
 */
export function toDocument({ title, policy, content, frameAncestors }: Parts): FrameDocument {
  for (const ancestor of frameAncestors) {
    if (!/^[^\s;,]+$/.test(ancestor))
      throw new TypeError(`Not a CSP source expression: ${JSON.stringify(ancestor)}`);
  }
  return {
    html:
      `<!doctype html><html lang="en"><meta charset="utf-8">` +
      `<meta http-equiv="Content-Security-Policy" content="${policy.join('; ')}"><title>${title}</title>${content}</html>`,
    contentSecurityPolicy: [
      'sandbox allow-scripts',
      ...policy,
      `frame-ancestors ${frameAncestors.join(' ')}`,
    ].join('; '),
  };
}
