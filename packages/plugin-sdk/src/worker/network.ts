import type { NetworkRequest, NetworkResponseHead } from '@fluxstudio/plugin-protocol/api/network';
import type { Peer } from '@fluxstudio/plugin-protocol/rpc/peer';
import { bindSignal } from '@fluxstudio/plugin-protocol/rpc/signals';

export type PluginFetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

/** Statuses whose `Response` must not have a body. */
const BODILESS = [204, 205, 304];

/**
 * `api.network.fetch` and the global `fetch` of a plugin: the platform's signature over `network.fetch` of the host. The platform's own
 * is gone by then; `Request` and `Response` only hold data.
 */
export function createFetch(peer: Pick<Peer, 'call'>): PluginFetch {
  return async function fetch(input, init) {
    const request = new Request(input, init);
    const { signal } = request;
    try {
      const wire = await toWire(request);
      const options = { references: true, deadline: 0 };
      const stream = (await peer.call('network.fetch', [wire], options)) as ReadableStream;
      const reader = stream.getReader();
      const { value: head } = await reader.read();
      // The signal that crossed ended with the answer; from here on it ends the body.
      return toResponse(request, head, endBy(signal, reader));
    } catch (error) {
      // As the platform: with the reason of whoever aborted it.
      signal.throwIfAborted();
      throw error;
    }
  };
}

async function toWire(request: Request): Promise<NetworkRequest> {
  const { url, method, headers, signal } = request;
  const body = new Uint8Array(await request.arrayBuffer());
  return {
    url,
    method: method.toUpperCase(),
    headers: [...headers],
    signal,
    ...(body.length && { body }),
  };
}

/**
 * What a reader still reads, as it is asked for, until the signal aborts. Two items ahead: a short answer is over then even if nobody
 * reads it, and is no longer under way for the host.
 */
function endBy(signal: AbortSignal, reader: ReadableStreamDefaultReader): ReadableStream {
  const cancel = (reason: unknown) => reader.cancel(reason);
  return new ReadableStream(
    {
      start: (controller) =>
        bindSignal(signal, reader.closed, (reason) => {
          controller.error(reason);
          cancel(reason);
        }),
      async pull(controller) {
        const { done, value } = await reader.read();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      cancel,
    },
    { highWaterMark: 2 },
  );
}

function toResponse(request: Request, head: NetworkResponseHead, body: ReadableStream): Response {
  const { status, statusText, headers } = head;
  const asked = request.url.split('#')[0] as string;
  const url = head.url || asked;
  const bodiless = request.method === 'HEAD' || BODILESS.includes(status);
  if (bodiless) body.cancel();
  const init = { status, statusText, headers: headers as [string, string][] };
  // The platform keeps these two for itself: a `Response` that is made has neither.
  return Object.defineProperties(new Response(bodiless ? null : body, init), {
    url: { value: url },
    redirected: { value: url !== asked },
  });
}
