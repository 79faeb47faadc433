import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { ExpressErrorHandler } from '../../packages/plugin-server/src/adapters/express.ts';
import type { PluginServer } from '../../packages/plugin-server/src/create-plugin-server.ts';

/** Drivers and frameworks, which only plugin-server depends on: they are found from there. */
export interface Modules {
  pg: typeof import('../../packages/plugin-server/node_modules/@types/pg/index.js');
  express: () => ExpressApp;
  fastify: typeof import('../../packages/plugin-server/node_modules/fastify/fastify.js');
  hono: typeof import('../../packages/plugin-server/node_modules/hono/dist/types/index.js');
  '@hono/node-server': typeof import('../../packages/plugin-server/node_modules/@hono/node-server/dist/index.mjs');
}

/** As much of Express as is used here: from outside of the package its types do not find their own imports. */
export interface ExpressApp extends RequestListener {
  get(path: string, handle: (request: IncomingMessage, response: ExpressResponse) => unknown): void;
  use(path: string, ...handlers: [PluginServer['node'], ExpressErrorHandler]): void;
}

export interface ExpressResponse extends ServerResponse {
  set(headers: Record<string, string>): this;
  status(code: number): this;
  send(body: string): this;
  json(body: object): this;
}

export type LoadModule = <K extends keyof Modules>(name: K) => Modules[K];

export function createLoadModule(root: string): LoadModule {
  const require = createRequire(join(root, 'packages/plugin-server/package.json'));
  return (name) => require(name);
}

export type Pg = Modules['pg'];
export type PgPool = InstanceType<Pg['Pool']>;
export type PgClient = InstanceType<Pg['Client']>;
