import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';
import type { NextHandler, NextMethod } from '../../src/adapters/next.ts';

/** As little of Next.js as its route handlers need: a Fetch request that is aborted with its caller, and the answer as it comes. */
export function nextBridge(
  routes: Readonly<Record<string, Record<NextMethod, NextHandler>>>,
): RequestListener {
  return (incoming, outgoing) => {
    answer(routes, incoming, outgoing).catch((error) => outgoing.destroy(error));
  };
}

async function answer(
  routes: Readonly<Record<string, Record<NextMethod, NextHandler>>>,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const { method = 'GET', url = '/' } = incoming;
  const folder = Object.keys(routes).find((route) => url === route || /^[/?]/.test(url.slice(route.length)));
  const handlers = new Map(Object.entries((folder && routes[folder]) || {}));
  const handler = handlers.get(method);
  if (!handler) {
    outgoing.writeHead(404).end();
    return;
  }
  const gone = new AbortController();
  outgoing.once('close', () => {
    if (!outgoing.writableFinished) gone.abort();
  });
  const hasBody = method !== 'GET' && method !== 'HEAD';
  const request = new Request(`http://${incoming.headers.host}${url}`, {
    method,
    headers: Object.entries(incoming.headers).map(([name, value]): [string, string] => [name, String(value)]),
    signal: gone.signal,
    ...(hasBody ? { body: Readable.toWeb(incoming) as ReadableStream, duplex: 'half' } : {}),
  });
  const response = await handler(request);
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  if (!response.body) {
    outgoing.end();
    return;
  }
  outgoing.flushHeaders();
  const body = Readable.fromWeb(response.body as NodeReadableStream);
  body.once('error', (error) => outgoing.destroy(error)).pipe(outgoing);
  outgoing.once('close', () => body.destroy());
}
