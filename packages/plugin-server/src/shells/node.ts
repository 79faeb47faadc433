import type { ServerResponse } from 'node:http';
import { belowBase } from '../base-path.ts';
import type { Handle } from '../core.ts';
import { HttpError } from '../http-error.ts';
import { LIMITS } from '../limits.ts';
import type { Logger } from '../logger.ts';
import { isStream, type PluginResponse } from '../response.ts';
import { releaseBody } from './chunks.ts';
import type { NativeContext } from './native-context.ts';
import { type NodeRequest, nodeBody } from './node-body.ts';
import { isPageNavigation } from './page-navigation.ts';
import { sendChunks } from './send-chunks.ts';

/**
 * Handles a Node request. `next` is called, before this returns, for page navigations and for paths outside the mounts, so that
 * `/plugins` can be a page of the app as well as an API. `context` is for adapters.
 *
 * @example
 * createServer((req, res) => server.node(req, res, () => app(req, res)));
 */
export type NodeHandler = (
  request: NodeRequest,
  response: ServerResponse,
  next?: (error?: unknown) => void,
  context?: NativeContext,
) => void;

export interface NodeShellOptions {
  bases: readonly string[];
  logger: Logger;
}

/** The core as `(req, res, next?)`. */
export function nodeShell(handle: Handle, { bases, logger }: NodeShellOptions): NodeHandler {
  return (request, response, next, context = {}) => {
    // Express has taken the mount off the path.
    const path = context.path ?? belowBase(request.url ?? '/', request.baseUrl ? [] : bases);
    if (
      next &&
      (path === undefined || isPageNavigation(request.method, request.headers.accept ?? null, path))
    ) {
      next();
      return;
    }
    let gone: AbortSignal | undefined;
    handle({
      method: request.method ?? 'GET',
      // A path outside the mounts is nobody's: an empty segment matches no route.
      path: path ?? '//',
      headers: request.headers,
      native: context.native ?? request,
      // Made for those who look: most routes are done before anybody could go away.
      get signal() {
        gone ??= goneSignal(response);
        return gone;
      },
      ...nodeBody(request, context.body),
    })
      .then((answer) => send(request, response, answer))
      .catch((error) => {
        // An answer of another server that broke off has its own error, and is no fault of this one.
        if (!(error instanceof HttpError)) logger.error('Could not send a plugin response', { error });
        response.destroy();
      });
  };
}

/** Aborts when the caller goes away before the answer is sent. */
function goneSignal(response: ServerResponse): AbortSignal {
  const controller = new AbortController();
  if (response.destroyed) controller.abort();
  response.once('close', () => {
    if (!response.writableFinished) controller.abort();
  });
  return controller.signal;
}

async function send(
  request: NodeRequest,
  response: ServerResponse,
  { status, headers, body }: PluginResponse,
): Promise<void> {
  if (response.headersSent || response.destroyed) return releaseBody(body);
  const { vary, ...others } = headers;
  // The app has said what its answers depend on, such as the origin: that stays.
  if (vary) response.appendHeader('vary', vary);
  if (isStream(body)) {
    limitWait(response);
    response.writeHead(status, others);
    await sendChunks(response, body);
  } else if (body === undefined) {
    response.writeHead(status, others).end();
  } else {
    response.writeHead(status, { ...others, 'content-length': Buffer.byteLength(body) }).end(body);
  }
  // Most answers are in the system's buffers by now: they need no timer.
  if (!isStream(body)) process.nextTick(() => response.writableFinished || limitWait(response));
  if (!request.complete && !request.destroyed) drain(request);
}

/** Who asks and never reads would have the answer kept for ever. */
function limitWait(response: ServerResponse): void {
  response.setTimeout(LIMITS.sendMs, () => response.destroy());
  response.once('finish', () => response.setTimeout(0));
}

/**
 * Discards what is left of a body, for a while: closing at once could reset the connection before the caller has read the
 * answer, and never closing would let it send forever.
 */
function drain(request: NodeRequest): void {
  const timer = setTimeout(() => request.destroy(), LIMITS.drainMs).unref();
  const stop = (): void => clearTimeout(timer);
  let left: number = LIMITS.drainBytes;
  const onData = (chunk: Uint8Array): void => {
    left -= chunk.length;
    if (left < 0) request.destroy();
  };
  request.once('end', stop).once('close', stop).on('data', onData).resume();
}
