/**
 * The plugin server as a Hono handler.
 *
 * @module
 */
import { belowPattern } from '../base-path.ts';
import type { FetchHandler } from '../shells/fetch.ts';
import { isPageNavigation } from '../shells/page-navigation.ts';

/** What is used of a Hono context. */
export interface HonoContextLike {
  req: { raw: Request; routePath: string; arrayBuffer(): Promise<ArrayBuffer> };
}

/**
 * Handles everything below a path that ends with `/*`, in an app or in a sub-app that is mounted with `route()`. A page
 * navigation is passed on to the handlers after it. `authenticate` gets the context: `c.get('user')`, `c.req`, `c.env`.
 *
 * @example
 * app.all('/api/plugins/*', honoPlugins(server));
 */
export function honoPlugins(server: { fetch: FetchHandler }) {
  return async (c: HonoContextLike, next: () => Promise<void>): Promise<Response | void> => {
    const { raw, routePath } = c.req;
    // Hono decodes its own `c.req.path`.
    const path = belowPattern(new URL(raw.url).pathname, routePath);
    if (isPageNavigation(raw.method, raw.headers.get('accept'), path)) return next();
    // A middleware that has read the body has left it with Hono.
    const body = raw.bodyUsed ? new Uint8Array(await c.req.arrayBuffer()) : undefined;
    return server.fetch(raw, { native: c, path, body });
  };
}
