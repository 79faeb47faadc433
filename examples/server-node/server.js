import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { createPluginServer } from '@fluxstudio/plugin-server';
import { nodePlugins } from '@fluxstudio/plugin-server/node';

// In place of real sessions: two users, each with a token that is made at every start.
const users = new Map(['user-1', 'user-2'].map((id) => [randomBytes(24).toString('base64url'), { id }]));

const plugins = createPluginServer({
  db: { directory: process.env.DATA_DIR ?? '.data' },
  basePath: '/api/plugins',
  authenticate(_request, req) {
    const user = users.get(req.headers.authorization?.replace(/^Bearer /, ''));
    return user ? { userId: user.id } : null;
  },
});
await plugins.migrate();

const page = (_req, res) => res.setHeader('content-type', 'text/plain').end('A page of the app\n');
const server = createServer(nodePlugins(plugins, page));
server.listen(Number(process.env.PORT ?? 3000), '127.0.0.1', () => {
  console.log(`Plugins: http://127.0.0.1:${server.address().port}/api/plugins`);
  for (const [token, { id }] of users) console.log(`${id}: Authorization: Bearer ${token}`);
});

// Requests under way come to their end, streams are ended, and a probe that still gets in sees 503.
async function stop() {
  const closed = plugins.close();
  server.close();
  await closed;
  server.closeIdleConnections();
}
process.once('SIGINT', stop).once('SIGTERM', stop);
