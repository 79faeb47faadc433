/**
 * The plugin server as route handlers of Next.js.
 *
 * @module
 */
import { belowBase } from '../base-path.ts';
import type { FetchHandler } from '../shells/fetch.ts';

/** A route handler, as Next.js takes it. */
export type NextHandler = (request: Request) => Promise<Response>;

/** The methods a route file can export. */
export type NextMethod = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'OPTIONS';

/**
 * Handlers for `app/api/plugins/[[...path]]/route.ts`. `basePath` is the folder as a path, behind the `basePath` of the Next.js
 * configuration where there is one. `authenticate` gets the `NextRequest`. A route cannot pass a request on, so a page needs another
 * path than the plugins. Next.js must not bundle the package: list it in `serverExternalPackages`.
 *
 * @example
 * export const { GET, HEAD, POST, PUT, PATCH, DELETE } = nextPlugins(server, { basePath: '/api/plugins' });
 */
export function nextPlugins(
  server: { fetch: FetchHandler },
  { basePath }: { basePath?: string } = {},
): Record<NextMethod, NextHandler> {
  const handler: NextHandler = (request) => {
    if (basePath === undefined) return server.fetch(request);
    return server.fetch(request, { path: belowBase(new URL(request.url).pathname, [basePath]) ?? '//' });
  };
  return {
    GET: handler,
    HEAD: handler,
    POST: handler,
    PUT: handler,
    PATCH: handler,
    DELETE: handler,
    OPTIONS: handler,
  };
}
