import express from 'express';
import { expressPlugins } from '../../src/adapters/express.ts';
import type { PluginServer } from '../../src/create-plugin-server.ts';
import { isStream, type PluginResponse } from '../../src/response.ts';
import { type Framework, frameworks, type MOUNTS } from './frameworks.ts';
import { answerOf, type Client, initOf, listen } from './listen.ts';

export { type Answer, type Call, type Client, initOf, listen } from './listen.ts';

export interface Transport {
  name: string;
  open(server: PluginServer): Promise<Client>;
}

/** A body as text, also where it comes in chunks. */
export async function textOf(body: PluginResponse['body']): Promise<string> {
  if (body === undefined) return '';
  if (!isStream(body)) return Buffer.from(body).toString();
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

const inProcess: Transport = {
  name: 'handle',
  async open(server) {
    return {
      async call(method, path, options = {}) {
        const { body, headers } = initOf(method, options);
        const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
        const response = await server.handle({ method, path, headers, body: bytes });
        return answerOf(response.status, new Headers(response.headers), await textOf(response.body));
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
        return answerOf(response.status, response.headers, await response.text());
      },
      async close() {},
    };
  },
};

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

/** An app of a framework, by one of its mounts. */
function through(framework: Framework, mount: (typeof MOUNTS)[number], name = framework.name): Transport {
  return {
    name,
    async open(server) {
      const client = await framework.serve(server);
      return { ...client, call: (method, path, options) => client.call(method, mount + path, options) };
    },
  };
}

export const transports: readonly Transport[] = [
  inProcess,
  fetchShell,
  nodeHttp,
  expressRaw,
  expressJson,
  through(frameworks.fastify, '/api/plugins', 'Fastify 5'),
  through(frameworks.hono, '/plugins', 'Hono 4'),
  through(frameworks.koaParsed, '/api/plugins', 'Koa 3 after koa-bodyparser'),
  through(frameworks.next, '/api/plugins', 'Next.js'),
];
