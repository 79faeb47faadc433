import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import { lock, type Sql, type SqlDatabase } from './stores/sql.ts';

/** The same from `src` and from `dist`: both lie beside `migrations`. */
export const MIGRATIONS = new URL('../migrations/', import.meta.url);

/**
 * Names of migration files.
 *
 * @example
 * const { applied } = await server.migrate(); // ['115_user_plugins.sql', …] at the first start, [] afterwards
 */
export interface MigrateResult {
  applied: string[];
  /** Applied by an earlier run. */
  skipped: string[];
}

export interface MigrateOptions {
  /** Table that `user_plugins.user_id` refers to; `null` for none. Default `users`, where there is one. */
  usersTable: string | null | undefined;
  directory?: URL;
}

/**
 * Applies the SQL files of a directory in the order of their names, each once and in a transaction of its own. Processes
 * that start together wait for each other.
 *
 * @throws PluginError `INVALID_STATE` when a file was edited after it had been applied
 */
export async function migrate(db: SqlDatabase, options: MigrateOptions): Promise<MigrateResult> {
  const directory = options.directory ?? MIGRATIONS;
  const files = (await readdir(directory)).filter((name) => name.endsWith('.sql')).sort();
  const result: MigrateResult = { applied: [], skipped: [] };
  for (const name of files) {
    // Git may have changed the line ends of a checkout, which is not an edit.
    const text = (await readFile(fileURLToPath(new URL(name, directory)), 'utf8')).replaceAll('\r\n', '\n');
    const applied = await db.transaction((tx) => apply(tx, name, text, options.usersTable));
    result[applied ? 'applied' : 'skipped'].push(name);
  }
  return result;
}

async function apply(
  tx: Sql,
  name: string,
  text: string,
  usersTable: string | null | undefined,
): Promise<boolean> {
  await lock(tx, 'migrate');
  await tx.script(
    `CREATE TABLE IF NOT EXISTS plugin_migrations (
       name TEXT PRIMARY KEY, sha256 TEXT NOT NULL, applied_at TIMESTAMPTZ NOT NULL DEFAULT now()
     )`,
  );
  const sha256 = createHash('sha256').update(text).digest('hex');
  const [known] = await tx.query('SELECT sha256 FROM plugin_migrations WHERE name = $1', [name]);
  if (known) {
    if (known.sha256 === sha256) return false;
    throw new PluginError(
      'INVALID_STATE',
      `${name} was edited after it had been applied: restore it and add a new file`,
    );
  }
  await tx.query(`SELECT set_config('plugin_server.users_table', $1, true)`, [
    usersTable === null ? '-' : (usersTable ?? ''),
  ]);
  await tx.script(text);
  await tx.query('INSERT INTO plugin_migrations (name, sha256) VALUES ($1, $2)', [name, sha256]);
  return true;
}
