import { fork } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Cleanup } from '../cleanup.ts';
import type { LoadModule, PgClient } from '../modules.ts';

/** A PostgreSQL of our own, in a folder that goes with it. */
export interface Postgres {
  readonly connectionString: string;
  /** A connection of the benchmark's own. */
  readonly client: PgClient;
  readonly version: string;
}

const PROCESS = 'packages/plugin-server/test/support/postgres-process.mjs';

/** Nothing runs in the background while something is measured; a bulk load does not fill the disk with its log. */
const SETTINGS = { autovacuum: 'off', max_wal_size: '512MB', checkpoint_timeout: '30min' };

/** @throws Error when PostgreSQL does not start */
export async function startPostgres(root: string, load: LoadModule, cleanup: Cleanup): Promise<Postgres> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-server-'));
  // PostgreSQL does not run as root, and must reach its data inside.
  await chmod(folder, 0o755);
  cleanup.add(() => rm(folder, { recursive: true, force: true }));
  const child = fork(join(root, PROCESS), [join(folder, 'postgres')], { execArgv: [] });
  const exited = once(child, 'exit');
  cleanup.add(async () => {
    if (child.connected) child.disconnect();
    await exited;
  });

  const message: { url?: string; error?: string } = await Promise.race([
    once(child, 'message').then(([value]) => value),
    exited.then(([code]) => ({ error: `exit code ${code}` })),
  ]);
  if (!message.url) throw new Error(`PostgreSQL did not start: ${message.error}`);
  const client = new (load('pg').Client)({ connectionString: message.url });
  await client.connect();
  cleanup.add(() => client.end());
  for (const [name, value] of Object.entries(SETTINGS)) {
    await client.query(`ALTER SYSTEM SET ${name} = '${value}'`);
  }
  await client.query('SELECT pg_reload_conf()');
  const { rows } = await client.query<{ server_version: string }>('SHOW server_version');
  return { connectionString: message.url, client, version: rows[0]?.server_version ?? '' };
}
