import { randomBytes } from 'node:crypto';
import { createPluginServer } from '@fluxstudio/plugin-server';
import { honoPlugins } from '@fluxstudio/plugin-server/hono';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';

// In place of real sessions: two users, each with a token that is made at every start.
const users = new Map(['user-1', 'user-2'].map((id) => [randomBytes(24).toString('base64url'), { id }]));

const plugins = createPluginServer({
  db: { directory: process.env.DATA_DIR ?? '.data' },
  authenticate(_request, c) {
    const user = c.get('user');
    return user ? { userId: user.id } : null;
  },
});
await plugins.migrate();

const app = new Hono();
app.use(async (c, next) => {
  c.set('user', users.get(c.req.header('authorization')?.replace(/^Bearer /, '')));
  await next();
});
app.all('/api/plugins/*', honoPlugins(plugins));
app.get('/', (c) => c.text('A page of the app\n'));

const listening = { fetch: app.fetch, port: Number(process.env.PORT ?? 3000), hostname: '127.0.0.1' };
const server = serve(listening, ({ port }) => {
  console.log(`Plugins: http://127.0.0.1:${port}/api/plugins`);
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
