const { randomBytes } = require('node:crypto');
const { createApp, createPlugins } = require('./app.js');

// In place of real sessions: two users, each with a token that is made at every start.
const users = new Map(['user-1', 'user-2'].map((id) => [randomBytes(24).toString('base64url'), { id }]));

async function start() {
  const plugins = createPlugins(process.env.DATA_DIR ?? '.data');
  await plugins.migrate();
  const server = createApp(plugins, users).listen(Number(process.env.PORT ?? 3000), '127.0.0.1', (error) => {
    if (error) throw error;
    console.log(`Plugins: http://127.0.0.1:${server.address().port}/api/plugins`);
    for (const [token, { id }] of users) console.log(`${id}: Authorization: Bearer ${token}`);
  });
  // Requests under way come to their end, streams are ended, and a probe that still gets in sees 503.
  const stop = async () => {
    const closed = plugins.close();
    server.close();
    await closed;
    server.closeIdleConnections();
  };
  process.once('SIGINT', stop).once('SIGTERM', stop);
}
start();
