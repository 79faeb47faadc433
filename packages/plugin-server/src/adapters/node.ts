/**
 * The plugin server as a listener of `node:http`.
 *
 * @module
 */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { NodeHandler } from '../shells/node.ts';

/**
 * A request listener. Where the plugins are mounted is the server's `basePath`; what is outside of it, and page navigations, go
 * to `fallback`. Without one everything is answered here, the rest with 404. `authenticate` gets the `IncomingMessage`.
 *
 * @example
 * createServer(nodePlugins(server, (req, res) => app(req, res))).listen(3000);
 */
export function nodePlugins(server: { node: NodeHandler }, fallback?: RequestListener) {
  return (request: IncomingMessage, response: ServerResponse): void =>
    server.node(
      request,
      response,
      fallback && (() => fallback(request, response as Parameters<RequestListener>[1])),
    );
}
