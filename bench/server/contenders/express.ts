import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { expressPlugins } from '../../../packages/plugin-server/src/adapters/express.ts';
import { listInstalls } from './installs.ts';
import { createOurs } from './ours.ts';
import { createPool } from './pool.ts';
import { MOUNT, type Setup, userOf } from './setup.ts';

export function openExpress(setup: Setup): Server {
  const { load, document } = setup;
  const pool = createPool(setup);
  const app = load('express')();
  app.get(`${MOUNT}/runtime`, (_request, response) => {
    response.set({ ...document.headers, 'x-request-id': randomUUID() }).send(document.body);
  });
  app.get(`${MOUNT}/`, async (request, response) => {
    const userId = userOf(request.headers.authorization);
    if (userId === undefined) response.status(401).json({ success: false });
    else response.set({ 'cache-control': 'no-store' }).json(await listInstalls(pool, userId));
  });
  return createServer(app);
}

/** Ours as the README mounts it. */
export function openOursInExpress(setup: Setup): Server {
  const app = setup.load('express')();
  app.use(MOUNT, ...expressPlugins(createOurs(setup.connectionString)));
  return createServer(app);
}
