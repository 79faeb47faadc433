import type { IncomingMessage } from 'node:http';
import { createCollector } from '../collect-bytes.ts';
import { HttpError } from '../http-error.ts';
import { LIMITS } from '../limits.ts';
import type { PluginRequest } from '../request.ts';

/**
 * A Node request, as frameworks decorate it.
 *
 * @example
 * const handle = (req: NodeRequest, res: ServerResponse) => server.node(req, res);
 */
export interface NodeRequest extends IncomingMessage {
  /** What a body parser before this handler made of it. */
  body?: unknown;
  /** Express: the mount it has already taken off `url`. */
  baseUrl?: string;
}

/** The body, wherever it is: still on the wire, or already taken by a parser, which may keep it elsewhere (`parsed`). */
export function nodeBody(request: NodeRequest, parsed?: unknown): Pick<PluginRequest, 'body' | 'readBody'> {
  const body = parsed ?? request.body;
  // Express 4 and Koa's parser set an empty object on requests whose body they did not read.
  const isPlaceholder =
    typeof body === 'object' && body !== null && Object.keys(body).length === 0 && !request.readableDidRead;
  if (body !== undefined && !isPlaceholder) return { body };
  const hasBody =
    request.headers['content-length'] !== undefined || request.headers['transfer-encoding'] !== undefined;
  // Waiting for a stream that has ended would hang.
  if (!hasBody || request.readableDidRead || request.readableEnded) return {};
  return { readBody: (limit) => read(request, limit) };
}

function read(request: IncomingMessage, limit: number): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const collector = createCollector(limit);
    const settle = (finish: () => void): void => {
      clearTimeout(timer);
      request.off('data', onData).off('end', onEnd).off('error', onError).off('close', onClose);
      finish();
    };
    const onData = (chunk: Uint8Array): void => {
      try {
        collector.add(chunk);
      } catch (error) {
        settle(() => reject(error));
      }
    };
    const onEnd = (): void => settle(() => resolve(collector.bytes()));
    const onError = (cause: Error): void => settle(() => reject(incomplete(cause)));
    const onClose = (): void => settle(() => reject(incomplete()));
    const onTimeout = (): void =>
      settle(() => reject(new HttpError(408, 'DEADLINE_EXCEEDED', 'The body took too long to arrive')));
    const timer = setTimeout(onTimeout, LIMITS.bodyMs);
    request.on('data', onData).on('end', onEnd).on('error', onError).on('close', onClose);
  });
}

function incomplete(cause?: Error): HttpError {
  return new HttpError(400, 'ABORTED', 'The body ended too early', { cause });
}
