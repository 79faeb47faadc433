import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Call {
  user?: string;
  headers?: Record<string, string>;
  /** Sent as JSON. */
  body?: unknown;
  /** Sent as it is. */
  raw?: string | Uint8Array<ArrayBuffer>;
}

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  // biome-ignore lint/suspicious/noExplicitAny: what a test reads of a body is what it asserts
  json: any;
}

/** One way of reaching the server. Paths are below the mount. */
export interface Client {
  call(method: string, path: string, options?: Call): Promise<Answer>;
  close(): Promise<void>;
}

export type Listening = Client & { origin: string; server: Server };

export function initOf(method: string, { user, headers = {}, body, raw }: Call) {
  const sent: Record<string, string> = { ...headers };
  if (user !== undefined) sent.authorization = `Bearer ${user}`;
  const payload = raw ?? (body === undefined ? undefined : JSON.stringify(body));
  if (payload !== undefined) sent['content-type'] ??= 'application/json';
  return { method, headers: sent, ...(payload === undefined ? {} : { body: payload }) };
}

export function answerOf(status: number, headers: Headers, text: string): Answer {
  const isJson = headers.get('content-type')?.startsWith('application/json') ?? false;
  return { status, headers, text, json: isJson && text !== '' ? JSON.parse(text) : undefined };
}

/** A client of something that listens, mounted below `base`. */
export async function listen(listener: RequestListener, base = ''): Promise<Listening> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    server,
    async call(method, path, options = {}) {
      const response = await fetch(origin + base + path, initOf(method, options));
      return answerOf(response.status, response.headers, await response.text());
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
