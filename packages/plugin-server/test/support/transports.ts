import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { expressPlugins } from '../../src/adapters/express.ts';
import type { PluginServer } from '../../src/create-plugin-server.ts';

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

export interface Transport {
  name: string;
  open(server: PluginServer): Promise<Client>;
}

export function initOf(method: string, { user, headers = {}, body, raw }: Call) {
  const sent: Record<string, string> = { ...headers };
  if (user !== undefined) sent.authorization = `Bearer ${user}`;
  const payload = raw ?? (body === undefined ? undefined : JSON.stringify(body));
  if (payload !== undefined) sent['content-type'] ??= 'application/json';
  return { method, headers: sent, ...(payload === undefined ? {} : { body: payload }) };
}

function answer(status: number, headers: Headers, text: string): Answer {
  const isJson = headers.get('content-type')?.startsWith('application/json') ?? false;
  return { status, headers, text, json: isJson && text !== '' ? JSON.parse(text) : undefined };
}

const inProcess: Transport = {
  name: 'handle',
  async open(server) {
    return {
      async call(method, path, options = {}) {
        const { body, headers } = initOf(method, options);
        const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
        const response = await server.handle({ method, path, headers, body: bytes });
        const text = response.body === undefined ? '' : Buffer.from(response.body).toString();
        return answer(response.status, new Headers(response.headers), text);
      },
      async close() {},
    };
  },
};

const fetchShell: Transport = {
  name: 'fetch',
  async open(server) {
    return {
      async call(method, path, options = {}) {
        const response = await server.fetch(
          new Request(`http://test.invalid${path}`, initOf(method, options)),
        );
        return answer(response.status, response.headers, await response.text());
      },
      async close() {},
    };
  },
};

/** A client of something that listens, mounted below `base`. */
export async function listen(
  listener: RequestListener,
  base = '',
): Promise<Client & { origin: string; server: Server }> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    server,
    async call(method, path, options = {}) {
      const response = await fetch(origin + base + path, initOf(method, options));
      return answer(response.status, response.headers, await response.text());
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const nodeHttp: Transport = { name: 'node:http', open: (server) => listen(server.node) };

const expressRaw: Transport = {
  name: 'Express 5',
  open: (server) => listen(express().use('/api/plugins', expressPlugins(server)), '/api/plugins'),
};

const expressJson: Transport = {
  name: 'Express 5 after express.json()',
  open: (server) => {
    const app = express().use(express.json({ limit: '10mb' }));
    return listen(app.use('/api/plugins', expressPlugins(server)), '/api/plugins');
  },
};

export const transports: readonly Transport[] = [inProcess, fetchShell, nodeHttp, expressRaw, expressJson];
