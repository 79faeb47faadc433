import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import type { Logger } from '../logger.ts';
import type { Row, Sql, SqlDatabase } from './sql.ts';

interface QueryRunner {
  query(text: string, values?: unknown[]): Promise<{ rows: unknown[] }>;
}

/**
 * What this package needs of a client from `pg`.
 *
 * @example
 * const client: PgClientLike = await new pg.Pool().connect();
 */
export interface PgClientLike extends QueryRunner {
  release(error?: Error | boolean): void;
  on(event: 'error', listener: (error: Error) => void): unknown;
  removeListener(event: 'error', listener: (error: Error) => void): unknown;
}

/**
 * What this package needs of a `Pool` from `pg`.
 *
 * @example
 * const pool: PgPoolLike = new pg.Pool({ connectionString });
 */
export interface PgPoolLike extends QueryRunner {
  connect(): Promise<PgClientLike>;
  end(): Promise<void>;
  on(event: 'error', listener: (error: Error) => void): unknown;
  removeListener(event: 'error', listener: (error: Error) => void): unknown;
}

/** Opens a pool of its own. `pg` is an optional peer, so it is loaded here and not before. */
export async function connectPg(connectionString: string, logger: Logger): Promise<SqlDatabase> {
  let pg: typeof import('pg');
  try {
    pg = await import('pg');
  } catch (error) {
    throw new PluginError('DATABASE_UNAVAILABLE', 'Install "pg" to use PostgreSQL: npm install pg', {
      cause: error,
    });
  }
  const { Pool } = pg.default ?? pg;
  // Without the limit, a server that does not answer holds every request for the operating system's minutes.
  const pool = new Pool({ connectionString, connectionTimeoutMillis: 10_000 });
  const sql = pgSql(pool, logger);
  return {
    ...sql,
    async close() {
      await sql.close();
      await pool.end();
    },
  };
}

/** The app's own pool. Closing leaves it open. */
export function pgSql(pool: PgPoolLike, logger: Logger): SqlDatabase {
  // A lost idle connection is an event without a caller: unheard, it ends the process.
  const onError = (error: Error): void => logger.warn?.('Lost a database connection', { error });
  pool.on('error', onError);
  return {
    ...runner(pool),
    async transaction(work) {
      const client = await pool.connect();
      // The pool stops listening while a client is lent out.
      client.on('error', onError);
      let broken: Error | undefined;
      try {
        await client.query('BEGIN');
        const result = await work(runner(client));
        await client.query('COMMIT');
        return result;
      } catch (error) {
        await client.query('ROLLBACK').catch((cause: Error) => {
          broken = cause;
        });
        throw error;
      } finally {
        client.removeListener('error', onError);
        client.release(broken);
      }
    },
    async close() {
      pool.removeListener('error', onError);
    },
  };
}

function runner(target: QueryRunner): Sql {
  return {
    async query(text, values = []) {
      const { rows } = await target.query(text, [...values]);
      return rows as Row[];
    },
    async script(text) {
      await target.query(text);
    },
  };
}
