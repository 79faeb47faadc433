import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import { fastifyPlugins } from '../../../packages/plugin-server/src/adapters/fastify.ts';
import { listInstalls } from './installs.ts';
import { createOurs } from './ours.ts';
import { createPool } from './pool.ts';
import { MOUNT, type Setup, userOf } from './setup.ts';

export async function openFastify(setup: Setup): Promise<Server> {
  const { load, document } = setup;
  const pool = createPool(setup);
  const app = load('fastify').fastify();
  app.get(`${MOUNT}/runtime`, (_request, reply) => {
    reply.headers({ ...document.headers, 'x-request-id': randomUUID() }).send(document.body);
  });
  app.get(`${MOUNT}/`, async (request, reply) => {
    const userId = userOf(request.headers.authorization);
    if (userId === undefined) return reply.code(401).send({ success: false });
    reply.header('cache-control', 'no-store');
    return listInstalls(pool, userId);
  });
  await app.ready();
  return app.server;
}

export async function openOursInFastify({ load, connectionString }: Setup): Promise<Server> {
  const app = load('fastify').fastify();
  app.register(fastifyPlugins(createOurs(connectionString)), { prefix: MOUNT });
  await app.ready();
  return app.server;
}
