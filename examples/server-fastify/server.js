import { randomBytes } from 'node:crypto';
import { createPluginServer } from '@fluxstudio/plugin-server';
import { fastifyPlugins } from '@fluxstudio/plugin-server/fastify';
import fastify from 'fastify';

// In place of real sessions: two users, each with a token that is made at every start.
const users = new Map(['user-1', 'user-2'].map((id) => [randomBytes(24).toString('base64url'), { id }]));

const plugins = createPluginServer({
  db: { directory: process.env.DATA_DIR ?? '.data' },
  authenticate: (_request, { user }) => (user ? { userId: user.id } : null),
});
await plugins.migrate();

const app = fastify();
app.decorateRequest('user');
app.addHook('onRequest', async (request) => {
  request.user = users.get(request.headers.authorization?.replace(/^Bearer /, ''));
});
// Before Fastify waits for connections: streams are ended, and requests under way come to their end.
app.addHook('preClose', () => plugins.close());
app.register(fastifyPlugins(plugins), { prefix: '/api/plugins' });
app.get('/', async () => 'A page of the app\n');

const origin = await app.listen({ port: Number(process.env.PORT ?? 3000), host: '127.0.0.1' });
console.log(`Plugins: ${origin}/api/plugins`);
for (const [token, { id }] of users) console.log(`${id}: Authorization: Bearer ${token}`);

const stop = () => app.close();
process.once('SIGINT', stop).once('SIGTERM', stop);
