const { once } = require('node:events');
const { mkdtemp, rm } = require('node:fs/promises');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { createApp, createPlugins } = require('./app.js');

// With the embedded database, whose package uses import(): jest needs --experimental-vm-modules for it. PostgreSQL needs no flag.

let directory;
let plugins;
let server;
let origin;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'plugins-jest-'));
  plugins = createPlugins(directory);
  await plugins.migrate();
  server = createApp(plugins, new Map([['a-token', { id: 'user-1' }]])).listen(0, '127.0.0.1');
  await once(server, 'listening');
  origin = `http://127.0.0.1:${server.address().port}/api/plugins`;
}, 60_000);
afterAll(async () => {
  const closed = plugins.close();
  server.close();
  await closed;
  server.closeIdleConnections();
  await rm(directory, { recursive: true });
});

const headers = { authorization: 'Bearer a-token', 'content-type': 'application/json' };

test('answers users only', async () => {
  expect((await fetch(origin)).status).toBe(401);
  expect((await fetch(`${origin}/runtime`)).status).toBe(200);
});

test('installs a plugin', async () => {
  const manifest = { id: 'hello', name: 'Hello', version: '1.0.0', main: 'index.js' };
  const body = JSON.stringify({ manifest });
  expect((await fetch(`${origin}/install`, { method: 'POST', headers, body })).status).toBe(201);
  const { plugins: installed } = await (await fetch(origin, { headers })).json();
  expect(installed.map(({ pluginId }) => pluginId)).toEqual(['hello']);
});
