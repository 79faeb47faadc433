import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createPluginServer, type PluginServer } from '../../src/create-plugin-server.ts';
import type { PluginServerOptions } from '../../src/options.ts';
import { authenticate } from './fixtures.ts';
import { type WireAnswer, type WireClient, wireClient } from './wire-request.ts';

export interface Sent {
  method?: string;
  path: string;
  json?: unknown;
  headers?: Record<string, string>;
}

/** A migrated server over node:http, and one that calls it. */
export interface HttpServer {
  plugins: PluginServer;
  http: Server;
  origin: string;
  errors: string[];
  client: WireClient;
  as(user: string): (request: Sent) => Promise<WireAnswer>;
  /** As an app stops at SIGTERM: no new connections, what is under way comes to its end. */
  stop(): Promise<void>;
}

export async function serve(
  options: Pick<PluginServerOptions, 'db'> & Partial<PluginServerOptions>,
): Promise<HttpServer> {
  const errors: string[] = [];
  const plugins = createPluginServer({
    authenticate,
    rateLimits: false,
    logger: { error: (message) => errors.push(message) },
    ...options,
  });
  await plugins.migrate();
  const server = createServer(plugins.node).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = wireClient(origin);
  const underWay = new Set<Promise<WireAnswer>>();
  return {
    plugins,
    http: server,
    origin,
    errors,
    client,
    as:
      (user) =>
      ({ method = 'GET', path, json, headers = {} }) => {
        const answer = client.send({
          method,
          path,
          headers: { authorization: `Bearer ${user}`, 'content-type': 'application/json', ...headers },
          ...(json === undefined ? {} : { body: JSON.stringify(json) }),
        });
        underWay.add(answer);
        const done = (): void => void underWay.delete(answer);
        answer.then(done, done);
        return answer;
      },
    async stop() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      await plugins.close();
      // The last bytes of what has been answered may still be on their way.
      await Promise.allSettled(underWay);
      client.close();
      server.closeIdleConnections();
      await closed;
    },
  };
}
