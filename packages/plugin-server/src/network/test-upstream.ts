import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { ResolveHost } from './guarded-lookup.ts';
import { createMediatedFetch, type MediatedFetchOptions, type UpstreamResponse } from './mediated-fetch.ts';
import type { OutboundRequest } from './wire.ts';

export type AnswerRequest = (request: IncomingMessage, response: ServerResponse) => unknown;

/** An HTTP server on 127.0.0.1, for the tests of a file. Names lead to it as `records` says. */
export interface Upstream {
  readonly port: number;
  /** `http://api.example.com:<port>`, a name that resolves to the server. */
  readonly origin: string;
  /** Of requests that arrived, in their order. */
  readonly urls: string[];
  answer: AnswerRequest;
  /** Answers of the DNS. Names that are not here do not exist. */
  records: Record<string, readonly string[]>;
  resolve: ResolveHost;
}

/** The one private address that the tests' operator allows. 127.0.0.2 and ::1 are the server's own network still. */
export const ALLOWED = ['127.0.0.1/32'];

export const GOOD = 'api.example.com';

export function useUpstream(): Upstream {
  const server = createServer((request, response) => {
    upstream.urls.push(request.url ?? '');
    upstream.answer(request, response);
  });
  const upstream: Upstream = {
    get port() {
      return (server.address() as AddressInfo).port;
    },
    get origin() {
      return `http://${GOOD}:${this.port}`;
    },
    urls: [],
    answer: () => undefined,
    records: {},
    async resolve(name) {
      const found = upstream.records[name];
      if (!found) throw Object.assign(new Error(`getaddrinfo ENOTFOUND ${name}`), { code: 'ENOTFOUND' });
      return found.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
    },
  };
  beforeAll(() => once(server.listen(0, '127.0.0.1'), 'listening'));
  beforeEach(() => {
    upstream.urls.length = 0;
    upstream.records = { [GOOD]: ['127.0.0.1'] };
    upstream.answer = (_request, response) => response.end('fine');
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  });
  return upstream;
}

export type Given = Partial<Omit<OutboundRequest, 'url' | 'headers' | 'body'>> & {
  headers?: Record<string, string>;
  body?: string | Uint8Array;
};

/** A plugin's request as the route has it after parsing. */
export function outbound(
  url: string | URL,
  { method = 'GET', headers, body = '' }: Given = {},
): OutboundRequest {
  return { url: new URL(url), method, headers: new Headers(headers), body: Buffer.from(body) };
}

/** Sends to the upstream, with its DNS and the exception for its address. */
export function fetchFrom(upstream: Upstream, options: MediatedFetchOptions = {}) {
  const send = createMediatedFetch({
    allowPrivate: ALLOWED,
    resolve: (name) => upstream.resolve(name),
    ...options,
  });
  return (
    url: string | URL,
    given: Given & { hosts?: readonly string[]; signal?: AbortSignal } = {},
  ): Promise<UpstreamResponse> => {
    const { hosts = [`http://*.example.com:${upstream.port}`], signal, ...request } = given;
    return send(outbound(url, request), hosts, signal);
  };
}

export async function bytesOf({ body }: Pick<UpstreamResponse, 'body'>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks);
}

export async function textOf(response: Pick<UpstreamResponse, 'body'>): Promise<string> {
  return (await bytesOf(response)).toString();
}
