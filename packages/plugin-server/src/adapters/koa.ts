/**
 * The plugin server as Koa middleware.
 *
 * @module
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { belowBase } from '../base-path.ts';
import type { NodeHandler } from '../shells/node.ts';

/** What is used of a Koa context. `request.body` is where its body parsers put what they made. */
export interface KoaContextLike {
  req: IncomingMessage;
  res: ServerResponse;
  request: { body?: unknown };
  respond?: boolean;
}

/**
 * Middleware for a mount, before or after `koa-bodyparser`. Without `basePath` the mount is what `koa-mount` has taken off the path, or the
 * server's own `basePath`. A path outside of it and a page navigation are passed on. The answer goes to the socket, and the
 * middleware before this one continues when all of it is sent. `authenticate` gets the context: `ctx.state.user`, `ctx.cookies`.
 *
 * @example
 * app.use(koaPlugins(server, { basePath: '/api/plugins' }));
 */
export function koaPlugins(server: { node: NodeHandler }, { basePath }: { basePath?: string } = {}) {
  return (ctx: KoaContextLike, next: () => Promise<unknown>): Promise<unknown> => {
    const path = basePath === undefined ? undefined : belowBase(ctx.req.url ?? '/', [basePath]);
    if (basePath !== undefined && path === undefined) return next();
    return new Promise((resolve) => {
      ctx.respond = false;
      ctx.res.once('close', resolve);
      const leave = (): void => {
        ctx.respond = true;
        resolve(next());
      };
      server.node(ctx.req, ctx.res, leave, { native: ctx, path, body: ctx.request.body });
    });
  };
}
