import { type ClientRequest, type IncomingMessage, request as overHttp } from 'node:http';
import { request as overHttps } from 'node:https';
import type { LookupFunction } from 'node:net';
import { hostnameOf } from './guarded-lookup.ts';
import type { Step } from './redirect.ts';

export interface SendOptions {
  /** Knows the addresses of the host. */
  lookup: LookupFunction;
  /** Destroys the connection, before the answer and in the middle of it. */
  signal: AbortSignal;
  responseHeadBytes: number;
  userAgent: string;
  /** Certificates to trust beside none: without it, those of Node. */
  ca: string | readonly string[] | undefined;
}

/** One request, on a connection of its own that ends with the answer. The answer's body is still to come. */
export function send(step: Step, options: SendOptions): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const request = open(step, options);
    // Also for what fails after the answer has begun: the reader of its body hears of it.
    request.on('error', reject);
    request.on('response', (response) => {
      response.on('error', () => undefined);
      resolve(response);
    });
    // Node would close the connection and tell nobody.
    request.on('upgrade', (_response, socket) => {
      socket.destroy();
      reject(new Error('The upstream switched protocols'));
    });
    setHeaders(request, step, options.userAgent);
    request.end(step.body);
  });
}

function open({ url, method }: Step, { lookup, signal, responseHeadBytes, ca }: SendOptions): ClientRequest {
  return (url.protocol === 'https:' ? overHttps : overHttp)({
    hostname: hostnameOf(url),
    port: url.port || undefined,
    path: url.pathname + url.search,
    method,
    lookup,
    signal,
    agent: false,
    maxHeaderSize: responseHeadBytes,
    // Said aloud, because NODE_OPTIONS and NODE_TLS_REJECT_UNAUTHORIZED could say otherwise.
    insecureHTTPParser: false,
    rejectUnauthorized: true,
    ca: typeof ca === 'object' ? [...ca] : ca,
  });
}

function setHeaders(request: ClientRequest, { url, method, headers, body }: Step, userAgent: string): void {
  request.setHeader('host', url.host);
  request.setHeader('accept', '*/*');
  request.setHeader('user-agent', userAgent);
  for (const [name, value] of headers) request.setHeader(name, value);
  // A part of an encoded body cannot be decoded.
  request.setHeader('accept-encoding', headers.has('range') ? 'identity' : 'gzip, deflate, br');
  // For some methods Node would send a body without its length, and the next server would read it as another request.
  if (body.length > 0 || /^(?:POST|PUT|PATCH)$/.test(method))
    request.setHeader('content-length', body.length);
}
