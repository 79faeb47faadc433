import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';

interface Report {
  pid?: number;
  url?: string;
  error?: string;
}

/** A PostgreSQL that a test may be rough with. */
export interface Cluster {
  /** A superuser's connection to the database `postgres`. */
  url: string;
  /** Resolves when it is dead. SIGQUIT is what `pg_ctl stop -m immediate` sends. */
  kill(signal: 'SIGKILL' | 'SIGQUIT'): Promise<void>;
  /** After {@link Cluster.kill}: recovers, and listens at the same address. */
  start(): Promise<void>;
  /** It keeps its connections, takes more of them, and does nothing. Returns what lets it go on. */
  freeze(): Promise<() => void>;
  stop(): Promise<void>;
}

/** A PostgreSQL in a folder of its own, which goes with it. */
export async function startCluster(): Promise<Cluster> {
  const folder = await mkdtemp(join(tmpdir(), 'plugin-server-postgres-'));
  // PostgreSQL does not run as root, and must reach its data inside.
  await chmod(folder, 0o755);
  const child = fork(fileURLToPath(new URL('postgres-process.mjs', import.meta.url)), [join(folder, 'data')]);
  const exited = once(child, 'exit');
  let { url, pid } = await reportOf(child, exited);
  if (!url) throw new Error('PostgreSQL has no address');
  const address = url;
  const ask = async (request: object): Promise<void> => {
    const report = reportOf(child, exited);
    child.send(request);
    ({ pid } = await report);
  };
  return {
    url: address,
    kill: (signal) => ask({ kill: signal }),
    start: () => ask({ start: true }),
    async freeze() {
      if (pid === undefined) throw new Error('PostgreSQL is not running');
      return freeze(pid, address);
    },
    async stop() {
      child.disconnect();
      await exited;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function reportOf(child: ChildProcess, exited: Promise<unknown[]>): Promise<Report> {
  const report: Report = await Promise.race([
    once(child, 'message').then(([value]) => value),
    exited.then(([code]) => ({ error: `exit code ${code}` })),
  ]);
  if (report.error) throw new Error(`PostgreSQL did not start, and these tests need it: ${report.error}`);
  return report;
}

async function freeze(postmaster: number, url: string): Promise<() => void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  // First the one that would fork others.
  process.kill(postmaster, 'SIGSTOP');
  const { rows } = await client.query<{ pid: number }>(
    `SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()`,
  );
  const stopped = [postmaster, ...rows.map(({ pid }) => pid)];
  for (const pid of stopped.slice(1)) process.kill(pid, 'SIGSTOP');
  await client.end();
  return () => {
    for (const pid of stopped) process.kill(pid, 'SIGCONT');
  };
}
