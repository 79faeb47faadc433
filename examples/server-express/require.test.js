const { once } = require('node:events');
const { createApp, createPlugins } = require('./app.js');

// In jest as it comes, without flags: tests get a CommonJS of its own, which cannot import() packages.

let server;
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

test('comes by require(), and serves', async () => {
  // The database is opened when a user needs it, and nobody here is one.
  const app = createApp(createPlugins('never-opened'), new Map());
  server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${server.address().port}/api/plugins`;
  expect((await fetch(origin)).status).toBe(401);
  const frame = await fetch(`${origin}/runtime`);
  expect([frame.status, frame.headers.get('content-security-policy')]).toEqual([
    200,
    expect.stringContaining('sandbox allow-scripts'),
  ]);
});
