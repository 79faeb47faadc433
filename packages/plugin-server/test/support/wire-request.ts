import { Agent, request as httpRequest, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http';

/** A request as it goes over the wire: nothing is encoded, added or refused on the way. */
export interface WireRequest {
  method: string;
  path: string;
  headers: OutgoingHttpHeaders;
  body?: string | Uint8Array;
}

export interface WireAnswer {
  status: number;
  headers: IncomingMessage['headers'];
  text: string;
}

export interface WireClient {
  send(request: WireRequest): Promise<WireAnswer>;
  close(): void;
}

/** Sends over connections that are kept. A stream of events is left as soon as it has begun. */
export function wireClient(origin: string): WireClient {
  const { hostname, port } = new URL(origin);
  const agent = new Agent({ keepAlive: true });
  return {
    send: ({ method, path, headers, body }) =>
      new Promise((resolve, reject) => {
        // Node says it by itself for some methods only.
        const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) };
        const options = { agent, hostname, port, method, path, headers: { ...headers, ...length } };
        const sent = httpRequest(options, (response) => {
          const { statusCode: status = 0, headers: received } = response;
          if (received['content-type']?.startsWith('text/event-stream')) {
            response.destroy();
            resolve({ status, headers: received, text: '' });
            return;
          }
          const chunks: Uint8Array[] = [];
          response.on('data', (chunk: Uint8Array) => chunks.push(chunk));
          response.on('end', () =>
            resolve({ status, headers: received, text: Buffer.concat(chunks).toString() }),
          );
          response.on('error', reject);
        });
        sent.on('error', reject);
        sent.end(body);
      }),
    close: () => agent.destroy(),
  };
}
