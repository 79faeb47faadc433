import { getRequestListener } from '@hono/node-server';
import express from 'express';
import fastify, { type FastifyRequest } from 'fastify';
import { Hono } from 'hono';
import Koa from 'koa';
import bodyParser from 'koa-bodyparser';
import { expressPlugins } from '../../src/adapters/express.ts';
import { fastifyPlugins } from '../../src/adapters/fastify.ts';
import { honoPlugins } from '../../src/adapters/hono.ts';
import { koaPlugins } from '../../src/adapters/koa.ts';
import { nextPlugins } from '../../src/adapters/next.ts';
import { nodePlugins } from '../../src/adapters/node.ts';
import type { FetchHandler } from '../../src/shells/fetch.ts';
import type { NodeHandler } from '../../src/shells/node.ts';
import { type Listening, listen } from './listen.ts';
import { nextBridge } from './next-bridge.ts';

/** What adapters take of a plugin server. */
export interface Shells {
  node: NodeHandler;
  fetch: FetchHandler;
}

/** Where every framework below has the plugins. `node:http` has them where the server's own `basePath` says. */
export const MOUNTS = ['/api/plugins', '/plugins'] as const;

/** The page that the app has at every other path, and at those of the plugins for a browser. */
export const PAGE = '<h1>Page of the app</h1>';

/** An app with plugins. Its own middleware takes the user from `x-user`, and puts them where that framework's apps do. */
export interface Framework {
  name: string;
  /** The one its adapter stands on. */
  shell: keyof Shells;
  /** Page navigations are left to the app. */
  hasPages: boolean;
  serve(server: Shells): Promise<Listening>;
  userOf(native: unknown): string | undefined;
}

interface WithUser {
  user?: { id: string };
  headers: Record<string, string | string[] | undefined>;
}

const node: Framework = {
  name: 'node:http',
  shell: 'node',
  hasPages: true,
  serve: (server) => listen(nodePlugins(server, (_req, res) => res.end(PAGE))),
  userOf: (native) => (native as WithUser).headers['x-user']?.toString(),
};

function expressApp(...parsers: express.RequestHandler[]): express.Express {
  const app = express();
  for (const parser of parsers) app.use(parser);
  app.use((req, _res, next) => {
    if (req.get('x-user')) Object.assign(req, { user: { id: req.get('x-user') } });
    next();
  });
  return app;
}

const expressFramework: Framework = {
  name: 'Express',
  shell: 'node',
  hasPages: true,
  serve(server) {
    const app = expressApp();
    for (const mount of MOUNTS) app.use(mount, expressPlugins(server));
    app.use((_req, res) => res.send(PAGE));
    return listen(app);
  },
  userOf: (native) => (native as WithUser).user?.id,
};

const expressParsed: Framework = {
  ...expressFramework,
  name: 'Express in a router, after its parsers',
  serve(server) {
    const app = expressApp(express.json({ limit: '10mb' }), express.urlencoded({ extended: true }));
    const router = express.Router({ mergeParams: true }).use('/plugins', expressPlugins(server));
    app.use('/plugins', expressPlugins(server)).use('/:area', router);
    app.use((_req, res) => res.send(PAGE));
    return listen(app);
  },
};

const fastifyFramework: Framework = {
  name: 'Fastify',
  shell: 'node',
  hasPages: true,
  async serve(server) {
    const app = fastify();
    app.decorateRequest('user');
    app.addHook('onRequest', async (request) => {
      if (request.headers['x-user']) Object.assign(request, { user: { id: request.headers['x-user'] } });
    });
    for (const prefix of MOUNTS) app.register(fastifyPlugins(server), { prefix });
    app.setNotFoundHandler((_request, reply) => reply.type('text/html').code(200).send(PAGE));
    await app.ready();
    const client = await listen((req, res) => app.routing(req, res));
    return {
      ...client,
      async close() {
        await client.close();
        await app.close();
      },
    };
  },
  userOf: (native) => (native as FastifyRequest & WithUser).user?.id,
};

type HonoEnv = { Variables: { user: { id: string } | undefined } };

function honoApp(): Hono<HonoEnv> {
  const app = new Hono<HonoEnv>();
  app.use(async (c, next) => {
    const id = c.req.header('x-user');
    if (id) c.set('user', { id });
    await next();
  });
  return app;
}

const hono: Framework = {
  name: 'Hono',
  shell: 'fetch',
  hasPages: true,
  serve(server) {
    const app = honoApp();
    for (const mount of MOUNTS) app.all(`${mount}/*`, honoPlugins(server));
    app.all('*', (c) => c.html(PAGE));
    return listen(getRequestListener(app.fetch));
  },
  userOf: (native) => (native as { get(name: string): { id: string } | undefined }).get('user')?.id,
};

const honoRouted: Framework = {
  ...hono,
  name: 'Hono in a sub-app with a parameter, after a validator',
  serve(server) {
    const plugins = new Hono<HonoEnv>().all('/*', honoPlugins(server));
    const app = honoApp().use(async (c, next) => {
      if (c.req.header('content-type') === 'application/json') await c.req.text();
      await next();
    });
    app.route('/:area{api}/plugins', plugins).route('/plugins', plugins);
    app.all('*', (c) => c.html(PAGE));
    return listen(getRequestListener(app.fetch));
  },
};

function koaApp(server: Shells, ...parsers: Koa.Middleware[]): Promise<Listening> {
  const app = new Koa().on('error', () => undefined);
  for (const parser of parsers) app.use(parser);
  app.use((ctx, next) => {
    if (ctx.get('x-user')) ctx.state.user = { id: ctx.get('x-user') };
    return next();
  });
  for (const basePath of MOUNTS) app.use(koaPlugins(server, { basePath }));
  app.use((ctx) => {
    ctx.body = PAGE;
  });
  return listen(app.callback());
}

const koa: Framework = {
  name: 'Koa',
  shell: 'node',
  hasPages: true,
  serve: (server) => koaApp(server),
  userOf: (native) => (native as Koa.Context).state.user?.id,
};

const koaParsed: Framework = {
  ...koa,
  name: 'Koa after koa-bodyparser',
  serve: (server) =>
    koaApp(
      server,
      bodyParser({
        jsonLimit: '10mb',
        // What is not JSON is passed on as the text it is, and the plugins answer it as they do elsewhere.
        onerror(error, ctx) {
          if (error.body === undefined) throw error;
          ctx.request.body = error.body;
        },
      }),
    ),
};

const next: Framework = {
  name: 'Next.js',
  shell: 'fetch',
  hasPages: false,
  serve: (server) =>
    listen(
      nextBridge(Object.fromEntries(MOUNTS.map((basePath) => [basePath, nextPlugins(server, { basePath })]))),
    ),
  userOf: (native) => (native as Request).headers.get('x-user') ?? undefined,
};

export const frameworks = {
  node,
  express: expressFramework,
  expressParsed,
  fastify: fastifyFramework,
  hono,
  honoRouted,
  koa,
  koaParsed,
  next,
} as const satisfies Record<string, Framework>;
