import { belowBase } from '../base-path.ts';
import type { Handle } from '../core.ts';
import { HttpError, tooLarge } from '../http-error.ts';
import type { PluginRequest } from '../request.ts';

/** The core as `Request → Response`. */
export function fetchShell(
  handle: Handle,
  bases: readonly string[],
): (request: Request) => Promise<Response> {
  return async (request) => {
    const url = new URL(request.url);
    const { status, headers, body } = await handle({
      method: request.method,
      // A path outside the mounts is nobody's: an empty segment matches no route.
      path: belowBase(url.pathname, bases) ?? '//',
      query: url.searchParams,
      headers: Object.fromEntries(request.headers),
      native: request,
      ...bodyOf(request),
    });
    return new Response(toBodyInit(body), { status, headers });
  };
}

function bodyOf(request: Request): Pick<PluginRequest, 'readBody'> {
  if (request.body === null && !request.bodyUsed) return {};
  return {
    async readBody(limit) {
      if (request.bodyUsed || !request.body) {
        throw new HttpError(400, 'INVALID_ARGUMENT', 'The body has already been read');
      }
      const chunks: Uint8Array[] = [];
      let size = 0;
      for await (const chunk of request.body) {
        size += chunk.length;
        // Leaving the loop cancels the stream.
        if (size > limit) throw tooLarge('The body', limit);
        chunks.push(chunk);
      }
      return Buffer.concat(chunks);
    },
  };
}

function toBodyInit(body: string | Uint8Array | undefined): BodyInit | null {
  // Statuses such as 204 do not even take an empty body.
  if (body === undefined || body.length === 0) return null;
  // A view of its own buffer: drivers hand out slices of shared ones.
  return typeof body === 'string' ? body : new Uint8Array(body);
}
