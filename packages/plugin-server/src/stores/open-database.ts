import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import type { Logger } from '../logger.ts';
import { connectPg, type PgPoolLike, pgSql } from './pg-sql.ts';
import { openDirectory, type PGliteLike, pgliteSql } from './pglite-sql.ts';
import type { SqlDatabase } from './sql.ts';

/**
 * Where the data lives: a PostgreSQL by connection string or as the app's own pool, or an embedded one as a PGlite or in
 * a directory. What the app passes open stays open when the server closes.
 *
 * @example
 * const db: DatabaseOption = process.env.DATABASE_URL
 *   ? { connectionString: process.env.DATABASE_URL }
 *   : { directory: '.data' };
 */
export type DatabaseOption =
  | { connectionString: string }
  | { pool: PgPoolLike }
  | { pglite: PGliteLike }
  | { directory: string };

/**
 * The database of an option, opened at its first use: a server can be created before its database is up. An opening
 * that failed is tried again by the next caller.
 */
export function lazyDatabase(option: DatabaseOption, logger: Logger): SqlDatabase {
  let opening: Promise<SqlDatabase> | undefined;
  let closed = false;
  const database = (): Promise<SqlDatabase> => {
    if (closed) throw new PluginError('DISPOSED', 'The plugin server is closed');
    opening ??= open(option, logger).catch((error) => {
      opening = undefined;
      throw error;
    });
    return opening;
  };
  return {
    read: async (statement, values) => (await database()).read(statement, values),
    transaction: async (work, options) => (await database()).transaction(work, options),
    ping: async () => (await database()).ping(),
    listen: async (channel, listener, signal) => (await database()).listen(channel, listener, signal),
    async close() {
      if (closed) return;
      closed = true;
      const opened = await opening?.catch(() => undefined);
      await opened?.close();
    },
  };
}

async function open(option: DatabaseOption, logger: Logger): Promise<SqlDatabase> {
  if ('pool' in option) return pgSql(option.pool, logger);
  if ('pglite' in option) return pgliteSql(option.pglite);
  if ('directory' in option) return openDirectory(option.directory);
  return connectPg(option.connectionString, logger);
}
