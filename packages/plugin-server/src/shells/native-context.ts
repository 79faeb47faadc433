/**
 * What a framework knows of a request beside the request itself. Adapters pass it to a shell.
 *
 * @example
 * server.node(ctx.req, ctx.res, next, { native: ctx, body: ctx.request.body });
 */
export interface NativeContext {
  /** What `authenticate` gets. Without it, the request. */
  readonly native?: unknown;
  /** The path below the mount, still percent-encoded. Without it, the request's, less the server's `basePath`. */
  readonly path?: string;
  /** The body, where a parser keeps it elsewhere than on the request. */
  readonly body?: unknown;
}
