import { createServer, type Server } from 'node:http';
import {
  createPluginServer,
  type PluginServer,
} from '../../../packages/plugin-server/src/create-plugin-server.ts';
import { header } from '../../../packages/plugin-server/src/request.ts';
import type { DatabaseOption } from '../../../packages/plugin-server/src/stores/open-database.ts';
import { MOUNT, type Setup, userOf } from './setup.ts';

/** Ours, with nothing switched off. */
export function createOurs(db: string | DatabaseOption): PluginServer {
  return createPluginServer({
    db: typeof db === 'string' ? { connectionString: db } : db,
    basePath: MOUNT,
    tables: { users: null },
    authenticate(request) {
      const userId = userOf(header(request, 'authorization'));
      return userId === undefined ? null : { userId };
    },
  });
}

export function openOurs({ connectionString }: Pick<Setup, 'connectionString'>): Server {
  return createServer(createOurs(connectionString).node);
}
