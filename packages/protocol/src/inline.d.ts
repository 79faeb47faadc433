// Modules that scripts/inline-worker.mjs bundles into a string at build time.
declare module '*?inline' {
  /** The whole module as one minified classic script. */
  const source: string;
  export default source;
  /** Base64 SHA-256 of `source`, as a Content-Security-Policy names it. */
  export const sha256: string;
}
