import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import { inject } from 'vitest';
import type { DatabaseOption } from '../../src/stores/open-database.ts';

/** An empty database of its own, with a back door for the test. */
export interface TestDatabase {
  option: DatabaseOption;
  query(text: string, values?: unknown[]): Promise<Record<string, unknown>[]>;
  close(): Promise<void>;
}

export interface Driver {
  name: 'PGlite' | 'PostgreSQL';
  create(): Promise<TestDatabase>;
}

// Starting one takes a while, so a test file has one and empties it.
let pglite: Promise<PGlite> | undefined;

async function createPGlite(): Promise<TestDatabase> {
  pglite ??= loadPGlite();
  const db = await pglite;
  await db.exec('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
  return {
    option: { pglite: db },
    query: async (text, values) => (await db.query<Record<string, unknown>>(text, values)).rows,
    async close() {},
  };
}

async function loadPGlite(): Promise<PGlite> {
  return PGlite.create({ loadDataDir: new Blob([await readFile(inject('pgliteArchive'))]) });
}

/** A new database of a cluster, given a superuser's connection to another one. */
export async function createPostgres(superuser = inject('postgresUrl')): Promise<TestDatabase> {
  const url = new URL(superuser);
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const admin = new pg.Client({ connectionString: url.href });
  await admin.connect();
  await admin.query(`CREATE DATABASE ${name}`);
  await admin.end();
  url.pathname = `/${name}`;
  const pool = new pg.Pool({ connectionString: url.href, max: 20 });
  // A test may kill the cluster.
  pool.on('error', () => undefined);
  return {
    option: { connectionString: url.href },
    query: async (text, values) => (await pool.query(text, values)).rows,
    close: () => pool.end(),
  };
}

/** The one that several processes can use. */
export const postgres: Driver = { name: 'PostgreSQL', create: () => createPostgres() };

/** Every database the server runs on. A suite that passes on one only has found a bug. */
export const drivers: readonly Driver[] = [{ name: 'PGlite', create: createPGlite }, postgres];
