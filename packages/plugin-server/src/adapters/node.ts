import type { ServerResponse } from 'node:http';
import { belowBase } from '../base-path.ts';
import type { Handle } from '../core.ts';
import type { Logger } from '../logger.ts';
import type { PluginResponse } from '../response.ts';
import { type NodeRequest, nodeBody } from './node-body.ts';

/**
 * Handles a Node request. `next` is called for page navigations and for paths outside the mounts, so that `/plugins` can be
 * a page of the app as well as an API.
 *
 * @example
 * createServer((req, res) => server.node(req, res, () => app(req, res)));
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

// Of a body that nobody waits for any more.
const DRAIN_MS = 2_000;

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
  response.end(body);
  if (!request.complete) drain(request);
}

/**
 * Discards what is left of a body, for a while: closing at once could reset the connection before the caller has read the
 * answer, and never closing would let it send forever.
 */
function drain(request: NodeRequest): void {
  const timer = setTimeout(() => request.destroy(), DRAIN_MS).unref();
  const stop = (): void => clearTimeout(timer);
  request.once('end', stop).once('close', stop).resume();
}
