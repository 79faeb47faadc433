/**
 * How far `host.start()` has come, for an app that shows its plugins while it starts. Without it an empty list means
 * that nothing is installed.
 */
export type HostStartup =
  | { readonly status: 'starting' }
  | { readonly status: 'ready' }
  | { readonly status: 'failed'; readonly error: unknown; retry(): void };
