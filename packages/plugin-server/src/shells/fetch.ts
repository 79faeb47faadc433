import { belowBase } from '../base-path.ts';
import { createCollector } from '../collect-bytes.ts';
import type { Handle } from '../core.ts';
import { HttpError } from '../http-error.ts';
import { LIMITS } from '../limits.ts';
import type { PluginRequest } from '../request.ts';
import { isStream, type PluginResponse } from '../response.ts';
import { release } from './chunks.ts';
import type { NativeContext } from './native-context.ts';

/**
 * Handles a Fetch request. `context` is for adapters.
 *
 * @example
 * const response = await server.fetch(new Request('https://app.example/api/plugins/marketplace'));
 */
export type FetchHandler = (request: Request, context?: NativeContext) => Promise<Response>;

/** The core as `Request → Response`. */
export function fetchShell(handle: Handle, bases: readonly string[]): FetchHandler {
  return async (request, context = {}) => {
    const url = new URL(request.url);
    const gone = goneWith(request.signal);
    const { status, headers, body } = await handle({
      method: request.method,
      // A path outside the mounts is nobody's: an empty segment matches no route.
      path: context.path ?? belowBase(url.pathname, bases) ?? '//',
      query: url.searchParams,
      headers: Object.fromEntries(request.headers),
      native: context.native ?? request,
      signal: gone.signal,
      ...(context.body === undefined ? bodyOf(request) : { body: context.body }),
    });
    if (request.body && !request.bodyUsed) drain(request.body.getReader());
    return new Response(toBodyInit(body, gone), { status, headers });
  };
}

/** Aborts with a signal, or on its own: not every framework aborts the request when nobody reads the answer. */
function goneWith(signal: AbortSignal): AbortController {
  const controller = new AbortController();
  if (signal.aborted) controller.abort();
  else signal.addEventListener('abort', () => controller.abort(), { once: true });
  return controller;
}

function bodyOf(request: Request): Pick<PluginRequest, 'readBody'> {
  if (request.body === null && !request.bodyUsed) return {};
  return {
    async readBody(limit) {
      if (request.bodyUsed || !request.body) {
        throw new HttpError(400, 'INVALID_ARGUMENT', 'The body has already been read');
      }
      const reader = request.body.getReader();
      let late = false;
      const timer = setTimeout(() => {
        late = true;
        void reader.cancel().catch(() => undefined);
      }, LIMITS.bodyMs);
      try {
        return await readAll(reader, limit, () => late);
      } catch (error) {
        drain(reader);
        throw error;
      } finally {
        clearTimeout(timer);
      }
    },
  };
}

/**
 * Discards what is left of a body, for a while: cancelling at once could reset the connection before the caller has read the answer, and
 * never cancelling would let it send forever.
 */
function drain(reader: ReadableStreamDefaultReader<Uint8Array>): void {
  const timer = setTimeout(() => void reader.cancel().catch(() => undefined), LIMITS.drainMs);
  const rest = async (): Promise<void> => {
    // A stream that always has a chunk ready would never let the timer come.
    for (let left = LIMITS.drainBytes; left > 0; ) {
      const { done, value } = await reader.read();
      if (done) return;
      left -= value.length + 1;
    }
    await reader.cancel();
  };
  void rest()
    .catch(() => undefined)
    .finally(() => clearTimeout(timer));
}

async function readAll(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  limit: number,
  isLate: () => boolean,
): Promise<Uint8Array> {
  const collector = createCollector(limit);
  for (;;) {
    const { done, value } = await reader.read();
    if (isLate()) throw new HttpError(408, 'DEADLINE_EXCEEDED', 'The body took too long to arrive');
    if (done) return collector.bytes();
    collector.add(value);
  }
}

function toBodyInit(body: PluginResponse['body'], gone: AbortController): BodyInit | null {
  if (isStream(body)) return toReadable(body, gone);
  // Statuses such as 204 do not even take an empty body.
  if (body === undefined || body.length === 0) return null;
  // A view of its own buffer: drivers hand out slices of shared ones.
  return typeof body === 'string' ? body : new Uint8Array(body);
}

/** Chunks as a stream that asks for the next one when the one before is taken. Errors of the chunks break it. */
function toReadable(chunks: AsyncIterable<Uint8Array>, gone: AbortController): ReadableStream<Uint8Array> {
  const iterator = chunks[Symbol.asyncIterator]();
  // Some frameworks cancel the body, some abort the request, and a body that is never read gets no cancel.
  const end = (): void => void release(iterator);
  if (gone.signal.aborted) end();
  else gone.signal.addEventListener('abort', end, { once: true });
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await iterator.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      cancel: () => gone.abort(),
    },
    { highWaterMark: 0 },
  );
}
