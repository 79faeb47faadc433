import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import { LIMITS } from '../limits.ts';
import type { Logger } from '../logger.ts';
import { within } from '../within.ts';
import { retry } from './retry.ts';
import type { Listener, Row, Sql, SqlDatabase } from './sql.ts';
import { isConflict, isConnectionLost } from './unavailable.ts';

interface Query {
  /** Prepared under this name, once for each connection. */
  name?: string;
  text: string;
  values?: unknown[];
  /** Milliseconds until the client gives up on the answer, and on the connection. */
  query_timeout?: number;
}

interface QueryRunner {
  query(query: Query): Promise<{ rows: unknown[] }>;
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
  on(event: 'end', listener: () => void): unknown;
  on(event: 'notification', listener: (message: { payload?: string }) => void): unknown;
  removeListener(event: 'error', listener: (error: Error) => void): unknown;
  removeListener(event: 'end', listener: () => void): unknown;
  removeListener(event: 'notification', listener: (message: { payload?: string }) => void): unknown;
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
  const pool = new Pool({
    connectionString,
    connectionTimeoutMillis: LIMITS.connectMs,
    keepAlive: true,
    statement_timeout: LIMITS.statementMs,
    lock_timeout: LIMITS.lockMs,
    // A process that stops in the middle of a transaction must not hold its locks.
    idle_in_transaction_session_timeout: 2 * LIMITS.statementMs,
  });
  const sql = pgSql(pool, logger);
  return {
    ...sql,
    // Its listener stays: connections can still be lost while they end.
    close: () => pool.end(),
  };
}

/** The app's own pool. Closing leaves it open. */
export function pgSql(pool: PgPoolLike, logger: Logger): SqlDatabase {
  // A lost idle connection is an event without a caller: unheard, it ends the process.
  const onError = (error: Error): void => logger.warn?.('Lost a database connection', { error });
  pool.on('error', onError);

  const again = { when: isConnectionLost, within: LIMITS.retryMs };
  return {
    read: (statement, values) => retry(() => runner(pool).query(statement, values), again),
    transaction: (work, options = {}) =>
      retry(() => once(pool, work, onError), {
        within: LIMITS.retryMs,
        when: (error) => {
          if (error instanceof CommitInDoubt) return options.repeatable === true;
          return isConnectionLost(error) || isConflict(error);
        },
      }).catch((error) => {
        throw error instanceof CommitInDoubt ? error.cause : error;
      }),
    async ping() {
      // Waiting for a connection is part of it: a pool without any left does not answer either.
      await within(LIMITS.pingMs, pool.query({ text: 'SELECT 1', query_timeout: LIMITS.pingMs }));
    },
    listen: (channel, listener, signal) => listenOn(pool, channel, listener, signal),
    async close() {
      pool.removeListener('error', onError);
    },
  };
}

/** The connection was lost while a transaction was being committed: it may have been, or not. */
class CommitInDoubt extends Error {}

async function once<T>(
  pool: PgPoolLike,
  work: (tx: Sql) => Promise<T>,
  onError: (error: Error) => void,
): Promise<T> {
  const client = await pool.connect();
  // The pool stops listening while a client is lent out.
  client.on('error', onError);
  let broken: Error | undefined;
  try {
    await client.query({ text: 'BEGIN', query_timeout: LIMITS.queryMs });
    const result = await work(runner(client));
    await client.query({ text: 'COMMIT', query_timeout: LIMITS.queryMs }).catch((error) => {
      throw isConnectionLost(error) ? new CommitInDoubt('Commit in doubt', { cause: error }) : error;
    });
    return result;
  } catch (error) {
    if (error instanceof CommitInDoubt || isConnectionLost(error)) broken = error as Error;
    else
      await client.query({ text: 'ROLLBACK', query_timeout: LIMITS.queryMs }).catch((cause: Error) => {
        broken = cause;
      });
    throw error;
  } finally {
    client.removeListener('error', onError);
    client.release(broken);
  }
}

function runner(target: QueryRunner): Sql {
  return {
    async query(statement, values = []) {
      const query = typeof statement === 'string' ? { text: statement } : statement;
      const { rows } = await target.query({ ...query, values: [...values], query_timeout: LIMITS.queryMs });
      return rows as Row[];
    },
    async script(text) {
      await target.query({ text });
    },
  };
}

/** Takes a connection of the pool for as long as it listens. */
async function listenOn(
  pool: PgPoolLike,
  channel: string,
  { onMessage, onLost }: Listener,
  signal: AbortSignal,
): Promise<void> {
  const client = await pool.connect();
  let over = false;
  const end = (error?: Error): void => {
    if (over) return;
    over = true;
    signal.removeEventListener('abort', onAbort);
    client.removeListener('error', end);
    client.removeListener('end', onEnd);
    client.removeListener('notification', onNotification);
    // Not back into the pool: it would go on listening there.
    client.release(error ?? true);
    if (!signal.aborted) onLost();
  };
  const onAbort = (): void => end();
  const onEnd = (): void => end(new Error('The connection ended'));
  const onNotification = (message: { payload?: string }): void => onMessage(message.payload ?? '');
  client.on('error', end);
  client.on('end', onEnd);
  client.on('notification', onNotification);
  signal.addEventListener('abort', onAbort);
  try {
    await client.query({ text: `LISTEN ${channel}`, query_timeout: LIMITS.queryMs });
  } catch (error) {
    // Whoever listens is told by the error, and not twice.
    if (!over) client.release(true);
    over = true;
    throw error;
  }
  if (signal.aborted) end();
}
