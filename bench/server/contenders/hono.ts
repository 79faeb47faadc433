import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import { honoPlugins } from '../../../packages/plugin-server/src/adapters/hono.ts';
import { listInstalls } from './installs.ts';
import { createOurs } from './ours.ts';
import { createPool } from './pool.ts';
import { MOUNT, type Setup, userOf } from './setup.ts';

export function openHono(setup: Setup): Server {
  const { load, document } = setup;
  const pool = createPool(setup);
  const app = new (load('hono').Hono)();
  app.get(`${MOUNT}/runtime`, (context) =>
    context.body(document.body, 200, { ...document.headers, 'x-request-id': randomUUID() }),
  );
  app.get(`${MOUNT}/`, async (context) => {
    const userId = userOf(context.req.header('authorization'));
    if (userId === undefined) return context.json({ success: false }, 401);
    return context.json(await listInstalls(pool, userId), 200, { 'cache-control': 'no-store' });
  });
  return listener(load, app.fetch);
}

export function openOursInHono({ load, connectionString }: Setup): Server {
  const app = new (load('hono').Hono)();
  app.all(`${MOUNT}/*`, honoPlugins(createOurs(connectionString)));
  return listener(load, app.fetch);
}

function listener(load: Setup['load'], fetch: (request: Request) => Response | Promise<Response>): Server {
  const server = load('@hono/node-server').createAdaptorServer({ fetch });
  return server as Server;
}
