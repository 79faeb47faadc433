import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pipeline } from 'node:stream';

/** What a proxy may do to one answer before the browser gets it. */
export type Tamper = (
  path: string,
  answer: { body: Buffer; contentType: string },
) => { body: Buffer; contentType: string };

export interface CountingProxy {
  url: string;
  /** How often a path, query string included, was asked for. */
  hits(path: string): number;
  /** Changes answers until it is set to `undefined`. */
  tamper: Tamper | undefined;
  close(): Promise<void>;
}

/** Stands between browser and studio: sees every request that really arrives, and can damage what goes back. */
export async function startCountingProxy(target: string): Promise<CountingProxy> {
  const counts = new Map<string, number>();
  const server = createServer((incoming, outgoing) => {
    const path = incoming.url ?? '/';
    counts.set(path, (counts.get(path) ?? 0) + 1);
    const onward = request(
      new URL(path, target),
      { method: incoming.method, headers: { ...incoming.headers, 'accept-encoding': 'identity' } },
      async (answer) => {
        const { statusCode = 502, headers } = answer;
        // A stream of events has no end at which it could be changed.
        if (!proxy.tamper || headers['content-type']?.startsWith('text/event-stream')) {
          outgoing.writeHead(statusCode, headers);
          // Either side may go away before the other.
          pipeline(answer, outgoing, () => undefined);
          return;
        }
        const chunks: Buffer[] = [];
        for await (const chunk of answer) chunks.push(chunk);
        const changed = proxy.tamper(path, {
          body: Buffer.concat(chunks),
          contentType: headers['content-type'] ?? '',
        });
        outgoing.writeHead(statusCode, {
          ...headers,
          'content-type': changed.contentType,
          'content-length': String(changed.body.length),
        });
        outgoing.end(changed.body);
      },
    );
    onward.on('error', () => outgoing.destroy());
    incoming.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const proxy: CountingProxy = {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    hits: (path) => counts.get(path) ?? 0,
    tamper: undefined,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return proxy;
}
