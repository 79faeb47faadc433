import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import type { PluginServerOptions } from '@fluxstudio/plugin-server';
import pg from 'pg';
import { openDataDirectory } from './data-directory.ts';
import { SCHEMA } from './schema.ts';
import { StartupError } from './startup-error.ts';

export interface Queries {
  query<Row extends object>(sql: string, params?: unknown[]): Promise<{ rows: Row[] }>;
}

/** A PostgreSQL: the embedded one, or one that several studios share. */
export interface Database extends Queries {
  /** All that `work` does with its queries, or nothing where it rejects. What it locks is let go at the end. */
  transaction<T>(work: (tx: Queries) => Promise<T>): Promise<T>;
  /** The same database, as plugin-server takes it. */
  readonly option: PluginServerOptions['db'];
  close(): Promise<void>;
}

/** The embedded PostgreSQL. Its directory belongs to this process as long as it is open. */
export async function openEmbeddedDatabase(directory: string): Promise<Database> {
  const data = await openDataDirectory(directory);
  try {
    // plugin-server's search uses the extension.
    const db = await PGlite.create(join(data.path, 'database'), { extensions: { pg_trgm } });
    await db.exec(SCHEMA);
    return {
      query: (sql, params) => db.query(sql, params),
      transaction: (work) => db.transaction(work),
      option: { pglite: db },
      async close() {
        await db.close();
        await data.release();
      },
    };
  } catch (error) {
    await data.release();
    throw new StartupError(
      `The database in ${directory} cannot be opened (${reasonOf(error)}): delete that directory to start afresh, or set DATA_DIR.`,
    );
  }
}

/** A PostgreSQL server. It may be there for other studios too. */
export async function openSharedDatabase(connectionString: string): Promise<Database> {
  const pool = new pg.Pool({ connectionString });
  // A connection that breaks while nobody uses it: the next query opens another one.
  pool.on('error', reportBroken);
  try {
    await pool.query(SCHEMA);
  } catch (error) {
    await pool.end();
    throw new StartupError(`The database of DATABASE_URL cannot be used: ${reasonOf(error)}.`);
  }
  return {
    query: (sql, params) => pool.query(sql, params),
    transaction: (work) => transactionOf(pool, work),
    option: { pool },
    close: () => pool.end(),
  };
}

async function transactionOf<T>(pool: pg.Pool, work: (tx: Queries) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  // The pool does not listen to what it has lent out. Whatever is asked of a broken connection rejects.
  client.on('error', reportBroken);
  let failed = true;
  try {
    await client.query('BEGIN');
    const result = await work(client);
    await client.query('COMMIT');
    failed = false;
    return result;
  } finally {
    client.off('error', reportBroken);
    // A connection that is closed takes back what was not committed.
    client.release(failed);
  }
}

function reportBroken(error: Error): void {
  console.error(`A connection to the database broke: ${error.message}`);
}

function reasonOf(error: unknown): string {
  // What comes of a name with several addresses has a message in each of its errors only.
  const first = error instanceof AggregateError ? error.errors[0] : error;
  return first instanceof Error ? first.message : String(first);
}
