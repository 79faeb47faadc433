/**
 * The plugin server as a Fastify plugin.
 *
 * @module
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { belowPattern } from '../base-path.ts';
import type { NodeHandler } from '../shells/node.ts';

/** What is used of a Fastify request. */
export interface FastifyRequestLike {
  raw: IncomingMessage;
}

/** What is used of a Fastify reply. */
export interface FastifyReplyLike {
  raw: ServerResponse;
  getHeaders(): Record<string, number | string | string[] | undefined>;
  hijack(): unknown;
  callNotFound(): unknown;
}

/** What is used of a Fastify instance. */
export interface FastifyLike {
  prefix: string;
  removeAllContentTypeParsers(): void;
  addContentTypeParser(
    type: string,
    parser: (request: unknown, payload: unknown, done: (error: null) => void) => void,
  ): unknown;
  all(path: string, handler: (request: FastifyRequestLike, reply: FastifyReplyLike) => void): unknown;
}

/**
 * Mounts a plugin server at the prefix it is registered with. Hooks of the app run before it, those of the answer's payload
 * (`preSerialization`, `onSend`) do not: the answer goes to the socket. A page navigation goes to the app's not-found handler, which
 * is where single page apps send their page. `authenticate` gets the Fastify request, with what hooks have put there.
 *
 * @example
 * app.addHook('onRequest', async (request) => { request.user = await userOf(request.headers.authorization); });
 * app.register(fastifyPlugins(server), { prefix: '/api/plugins' });
 */
export function fastifyPlugins(server: { node: NodeHandler }) {
  return (app: FastifyLike, _options: unknown, done: () => void): void => {
    // Bodies are read by the plugin server, within its own limits.
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('*', (_request, _payload, parsed) => parsed(null));
    const handler = (request: FastifyRequestLike, reply: FastifyReplyLike): void => {
      let ours = true;
      for (const [name, value] of Object.entries(reply.getHeaders())) {
        if (value !== undefined) reply.raw.setHeader(name, value);
      }
      const leave = (): void => {
        ours = false;
        reply.callNotFound();
      };
      const path = belowPattern(request.raw.url ?? '/', app.prefix);
      server.node(request.raw, reply.raw, leave, { native: request, path });
      if (ours) reply.hijack();
    };
    for (const path of ['/', '/*']) app.all(path, handler);
    done();
  };
}
