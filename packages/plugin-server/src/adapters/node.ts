import type { ServerResponse } from 'node:http';
import { belowBase } from '../base-path.ts';
import type { Handle } from '../core.ts';
import type { Logger } from '../logger.ts';
import type { PluginResponse } from '../response.ts';
import { type NodeRequest, nodeBody } from './node-body.ts';

/**
 * Handles a Node request. `next` is called for page navigations and for paths outside the mounts, so that `/plugins` can be
 * a page of the app as well as an API.
 */
export type NodeHandler = (
  request: NodeRequest,
  response: ServerResponse,
  next?: (error?: unknown) => void,
) => void;

export interface NodeShellOptions {
  bases: readonly string[];
  logger: Logger;
}

/** The core as `(req, res, next?)`. */
export function nodeShell(handle: Handle, { bases, logger }: NodeShellOptions): NodeHandler {
  return (request, response, next) => {
    // Express has taken the mount off the path.
    const path = belowBase(request.url ?? '/', request.baseUrl ? [] : bases);
    if (next && (path === undefined || isPageNavigation(request, path))) {
      next();
      return;
    }
    handle({
      method: request.method ?? 'GET',
      // A path outside the mounts is nobody's: an empty segment matches no route.
      path: path ?? '//',
      headers: request.headers,
      native: request,
      ...nodeBody(request),
    })
      .then((answer) => send(request, response, answer))
      .catch((error) => {
        logger.error('Could not send a plugin response', { error });
        response.destroy();
      });
  };
}

/** The sandbox frame is a navigation too, but it is ours. */
function isPageNavigation({ method, headers }: NodeRequest, path: string): boolean {
  if (method !== 'GET' && method !== 'HEAD') return false;
  return (headers.accept ?? '').includes('text/html') && !/^\/runtime\/?(?:\?|$)/.test(path);
}

function send(
  request: NodeRequest,
  response: ServerResponse,
  { status, headers, body }: PluginResponse,
): void {
  if (response.headersSent || response.destroyed) return;
  response.statusCode = status;
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  if (body !== undefined) response.setHeader('content-length', Buffer.byteLength(body));
  // The rest of a body that was refused is not worth receiving.
  if (!request.readableEnded && (status === 413 || status === 408)) {
    response.setHeader('connection', 'close');
    response.end(body, () => request.destroy());
    return;
  }
  response.end(body);
}
