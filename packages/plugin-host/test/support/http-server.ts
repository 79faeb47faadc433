import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach } from 'vitest';

export interface HttpServer {
  /** Such as `http://127.0.0.1:4711`. */
  origin: string;
  /** What it does with a request; each test begins with a plain `hello`. */
  answer: RequestListener;
}

/** A real server on loopback for each test of a file. */
export function useHttpServer(): HttpServer {
  const state: HttpServer = { origin: '', answer: () => undefined };
  const server = createServer((request, response) => state.answer(request, response));

  beforeEach(async () => {
    state.answer = (_request, response) => response.end('hello');
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    state.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  afterEach(async () => {
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  });

  return state;
}
