/**
 * The plugin server as Express middleware.
 *
 * @module
 */
import type { ServerResponse } from 'node:http';
import type { PluginServer } from '../create-plugin-server.ts';
import { json } from '../response.ts';
import type { NodeHandler } from './node.ts';
import type { NodeRequest } from './node-body.ts';

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
 * Mounts a plugin server in an Express app, before or after `express.json()`. A page navigation is passed on, so that
 * the mount can be a page of the app as well.
 *
 * @example
 * app.use('/api/plugins', expressPlugins(server));
 */
export function expressPlugins(server: Pick<PluginServer, 'node'>): [NodeHandler, ExpressErrorHandler] {
  return [(request, response, next) => server.node(request, response, next), answerParserError];
}

const answerParserError: ExpressErrorHandler = (error, _request, response, next) => {
  const fault = parserFault(error);
  if (!fault || response.headersSent) {
    next(error);
    return;
  }
  const { status, headers, body } = json(fault.status, { success: false, ...fault });
  response.writeHead(status, headers).end(body);
};

/** body-parser's errors have a `type` such as `entity.parse.failed` and a status of the 400s. */
function parserFault(error: unknown): { error: string; code: string; status: number } | undefined {
  if (typeof error !== 'object' || error === null || !('type' in error) || !('status' in error))
    return undefined;
  const { type, status } = error;
  if (typeof type !== 'string' || typeof status !== 'number' || status < 400 || status > 499)
    return undefined;
  if (type === 'entity.parse.failed')
    return { error: 'The body is not valid JSON', code: 'INVALID_JSON', status };
  if (type === 'entity.too.large')
    return { error: 'The body is too large', code: 'PAYLOAD_TOO_LARGE', status };
  if (/^(?:entity|encoding|charset|request|stream)\./.test(type)) {
    return { error: 'The body cannot be read', code: 'INVALID_ARGUMENT', status };
  }
  return undefined;
}
