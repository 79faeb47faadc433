import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import type { TestProject } from 'vitest/node';
import { startCluster } from './postgres-cluster.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** A superuser's connection to the cluster's `postgres` database. */
    postgresUrl: string;
    /** An archive of an empty PGlite: loading it is several times faster than creating one. */
    pgliteArchive: string;
  }
}

/** The databases of a run, in folders that go with it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'plugin-server-tests-'));
  const [archive, cluster] = await Promise.all([archivePGlite(join(folder, 'pglite.tar')), startCluster()]);
  project.provide('pgliteArchive', archive);
  project.provide('postgresUrl', cluster.url);
  return async () => {
    await cluster.stop();
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
