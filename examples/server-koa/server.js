import { randomBytes } from 'node:crypto';
import { createPluginServer } from '@fluxstudio/plugin-server';
import { koaPlugins } from '@fluxstudio/plugin-server/koa';
import Koa from 'koa';
import bodyParser from 'koa-bodyparser';

// In place of real sessions: two users, each with a token that is made at every start.
const users = new Map(['user-1', 'user-2'].map((id) => [randomBytes(24).toString('base64url'), { id }]));

const plugins = createPluginServer({
  db: { directory: process.env.DATA_DIR ?? '.data' },
  authenticate: (_request, { state }) => (state.user ? { userId: state.user.id } : null),
});
await plugins.migrate();

const app = new Koa();
app.use((ctx, next) => {
  ctx.state.user = users.get(ctx.get('authorization').replace(/^Bearer /, ''));
  return next();
});
// Before the body parser the plugins read bodies themselves, within their own limits. After it they work as well.
app.use(koaPlugins(plugins, { basePath: '/api/plugins' }));
app.use(bodyParser());
app.use((ctx) => {
  ctx.body = 'A page of the app\n';
});

const server = app.listen(Number(process.env.PORT ?? 3000), '127.0.0.1', () => {
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
