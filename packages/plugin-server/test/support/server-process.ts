// A server with a pool of its own, in a process of its own, for as long as the parent process is connected.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createPluginServer } from '../../src/create-plugin-server.ts';
import { authenticate } from './fixtures.ts';

const [, , connectionString = ''] = process.argv;
const plugins = createPluginServer({ db: { connectionString }, authenticate, rateLimits: false });
const server = createServer(plugins.node).listen(0, '127.0.0.1', () => {
  process.send?.({ origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
});
process.once('disconnect', () => {
  server.close();
  server.closeAllConnections();
  void plugins.close();
});
