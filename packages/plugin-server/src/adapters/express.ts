/**
 * The plugin server as Express middleware.
 *
 * @module
 */
import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { json } from '../response.ts';
import type { NodeHandler } from '../shells/node.ts';
import type { NodeRequest } from '../shells/node-body.ts';
import { parserFault } from './parser-error.ts';

/**
 * Turns what body parsers throw into the JSON that other faults of a request get.
 *
 * @example
 * const [handler, errorHandler] = expressPlugins(server);
 * app.use('/api/plugins', handler, errorHandler);
 */
export type ExpressErrorHandler = (
  error: unknown,
  request: NodeRequest,
  response: ServerResponse,
  next: (error?: unknown) => void,
) => void;

/**
 * Mounts a plugin server in an Express app or router, before or after `express.json()`. A page navigation is passed on, so
 * that the mount can be a page of the app as well. `authenticate` gets Express' `req`, with `req.user`, `req.params` and
 * whatever else the app's middleware has put there.
 *
 * @example
 * app.use('/api/plugins', expressPlugins(server));
 */
export function expressPlugins(server: { node: NodeHandler }): [NodeHandler, ExpressErrorHandler] {
  return [(request, response, next) => server.node(request, response, next), answerParserError];
}

const answerParserError: ExpressErrorHandler = (error, _request, response, next) => {
  const fault = parserFault(error);
  if (!fault || response.headersSent) {
    next(error);
    return;
  }
  const requestId = randomUUID();
  const { status, headers, body } = json(fault.status, { success: false, ...fault, requestId });
  response.writeHead(status, { ...headers, 'x-request-id': requestId }).end(body);
};
