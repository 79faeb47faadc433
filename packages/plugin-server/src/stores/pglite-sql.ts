import { join } from 'node:path';
import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import { lockDirectory } from './directory-lock.ts';
import type { Row, Sql, SqlDatabase } from './sql.ts';

interface QueryRunner {
  query(text: string, values?: unknown[]): Promise<{ rows: unknown[] }>;
  exec(text: string): Promise<unknown>;
}

/**
 * What this package needs of a `PGlite`.
 *
 * @example
 * const pglite: PGliteLike = await PGlite.create();
 */
export interface PGliteLike extends QueryRunner {
  transaction<T>(work: (tx: QueryRunner) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** Opens an embedded database in a directory, which it locks: a second process on the same files would ruin them. */
export async function openDirectory(directory: string): Promise<SqlDatabase> {
  const release = await lockDirectory(directory);
  try {
    const { PGlite } = await import('@electric-sql/pglite');
    const db = await PGlite.create(join(directory, 'database'));
    return {
      ...pgliteSql(db),
      async close() {
        await db.close();
        await release();
      },
    };
  } catch (error) {
    await release();
    const reason = error instanceof Error ? error.message : 'it is damaged or of another version';
    throw new PluginError('DATABASE_UNAVAILABLE', `Cannot open the database in ${directory}: ${reason}`, {
      cause: error,
    });
  }
}

/** The app's own PGlite. Closing leaves it open. */
export function pgliteSql(db: PGliteLike): SqlDatabase {
  return {
    ...runner(db),
    transaction: (work) => db.transaction((tx) => work(runner(tx))),
    async close() {},
  };
}

function runner(target: QueryRunner): Sql {
  return {
    async query(text, values = []) {
      const { rows } = await target.query(text, [...values]);
      return rows as Row[];
    },
    async script(text) {
      await target.exec(text);
    },
  };
}
