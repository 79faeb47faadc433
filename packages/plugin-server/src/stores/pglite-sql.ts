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
  listen(channel: string, onMessage: (payload: string) => void): Promise<() => Promise<void>>;
  close(): Promise<void>;
}

/** Opens an embedded database in a directory, which it locks: a second process on the same files would ruin them. */
export async function openDirectory(directory: string): Promise<SqlDatabase> {
  const release = await lockDirectory(directory);
  try {
    const [{ PGlite }, { pg_trgm }] = await Promise.all([
      import('@electric-sql/pglite'),
      import('@electric-sql/pglite/contrib/pg_trgm'),
    ]);
    const db = await PGlite.create(join(directory, 'database'), { extensions: { pg_trgm } });
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
  const { query } = runner(db);
  return {
    read: query,
    transaction: (work) => db.transaction((tx) => work(runner(tx))),
    async ping() {
      await query('SELECT 1');
    },
    async listen(channel, { onMessage }, signal) {
      const stop = await db.listen(channel, onMessage);
      const end = (): void => void stop().catch(() => undefined);
      if (signal.aborted) end();
      else signal.addEventListener('abort', end, { once: true });
    },
    async close() {},
  };
}

function runner(target: QueryRunner): Sql {
  return {
    async query(statement, values = []) {
      const text = typeof statement === 'string' ? statement : statement.text;
      const { rows } = await target.query(text, [...values]);
      return rows as Row[];
    },
    async script(text) {
      await target.exec(text);
    },
  };
}
