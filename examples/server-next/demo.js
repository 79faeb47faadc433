import { randomBytes } from 'node:crypto';
import { createPluginServer } from '@fluxstudio/plugin-server';

function createDemo() {
  // In place of real sessions: two users, each with a token that is made at every start.
  const users = new Map(['user-1', 'user-2'].map((id) => [randomBytes(24).toString('base64url'), { id }]));
  const plugins = createPluginServer({
    db: { directory: process.env.DATA_DIR ?? '.data' },
    authenticate(_request, request) {
      const user = users.get(request.headers.get('authorization')?.replace(/^Bearer /, ''));
      return user ? { userId: user.id } : null;
    },
  });
  return { users, plugins };
}

/** Once per process: Next.js bundles this module more than once, and a directory has one database. */
export function demo() {
  globalThis.pluginDemo ??= createDemo();
  return globalThis.pluginDemo;
}
