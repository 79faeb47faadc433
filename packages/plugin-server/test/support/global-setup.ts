import { fork } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PGlite } from '@electric-sql/pglite';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    /** A superuser's connection to the cluster's `postgres` database. */
    postgresUrl: string;
    /** An archive of an empty PGlite: loading it is several times faster than creating one. */
    pgliteArchive: string;
  }
}

/** The databases of a run, in a folder that goes with it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'plugin-server-tests-'));
  // PostgreSQL does not run as root, and must reach its data inside.
  await chmod(folder, 0o755);
  const [archive, { url, stop }] = await Promise.all([
    archivePGlite(join(folder, 'pglite.tar')),
    startPostgres(join(folder, 'postgres')),
  ]);
  project.provide('pgliteArchive', archive);
  project.provide('postgresUrl', url);
  return async () => {
    await stop();
    await rm(folder, { recursive: true, force: true });
  };
}

async function archivePGlite(file: string): Promise<string> {
  const db = await PGlite.create();
  const archive = await db.dumpDataDir('none');
  await writeFile(file, new Uint8Array(await archive.arrayBuffer()));
  await db.close();
  return file;
}

async function startPostgres(folder: string): Promise<{ url: string; stop: () => Promise<void> }> {
  const child = fork(fileURLToPath(new URL('postgres-process.mjs', import.meta.url)), [folder]);
  const exited = once(child, 'exit');
  const message: { url?: string; error?: string } = await Promise.race([
    once(child, 'message').then(([value]) => value),
    exited.then(([code]) => ({ error: `exit code ${code}` })),
  ]);
  if (!message.url) throw new Error(`PostgreSQL did not start, and these tests need it: ${message.error}`);
  return {
    url: message.url,
    async stop() {
      child.disconnect();
      await exited;
    },
  };
}
