import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import { LIMITS } from './limits.ts';
import { text } from './stores/row.ts';
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

/** What a migration file is to a database: `edited` is one that was applied with other content. */
export interface MigrationStatus {
  name: string;
  status: 'applied' | 'pending' | 'edited';
  /** ISO 8601; `null` for one that is pending. */
  appliedAt: string | null;
}

export interface MigrateOptions {
  /** Table that `user_plugins.user_id` refers to; `null` for none. Default `users`, where there is one. */
  usersTable?: string | null | undefined;
  /** Run everything and roll it back: shows that it would work, and changes nothing. */
  dryRun?: boolean | undefined;
  directory?: URL;
}

interface File {
  name: string;
  content: string;
  sha256: string;
}

interface Applied {
  sha256: string;
  appliedAt: string;
}

/**
 * Applies the SQL files of a directory in the order of their names, each once and in a transaction of its own. Processes
 * that start together wait for each other.
 *
 * @throws PluginError `INVALID_STATE` when a file was edited after it had been applied
 */
export async function migrate(db: SqlDatabase, options: MigrateOptions = {}): Promise<MigrateResult> {
  const files = await readFiles(options.directory);
  const result: MigrateResult = { applied: [], skipped: [] };
  const apply = async (tx: Sql, file: File): Promise<void> => {
    const applied = await applyFile(tx, file, options.usersTable);
    result[applied ? 'applied' : 'skipped'].push(file.name);
  };
  if (options.dryRun) {
    await rolledBack(db, async (tx) => {
      for (const file of files) await apply(tx, file);
    });
  } else {
    for (const file of files) await db.transaction((tx) => apply(tx, file));
  }
  return result;
}

/** What has been applied, and what has not. Changes nothing. */
export async function migrationStatus(db: SqlDatabase, directory?: URL): Promise<MigrationStatus[]> {
  const files = await readFiles(directory);
  const applied = await db.transaction(appliedFiles);
  return files.map(({ name, sha256 }) => {
    const known = applied.get(name);
    if (!known) return { name, status: 'pending', appliedAt: null };
    return { name, status: known.sha256 === sha256 ? 'applied' : 'edited', appliedAt: known.appliedAt };
  });
}

async function readFiles(directory = MIGRATIONS): Promise<File[]> {
  const names = (await readdir(directory)).filter((name) => name.endsWith('.sql')).sort();
  return Promise.all(
    names.map(async (name) => {
      // Git may have changed the line ends of a checkout, which is not an edit.
      const source = await readFile(fileURLToPath(new URL(name, directory)), 'utf8');
      const content = source.replaceAll('\r\n', '\n');
      return { name, content, sha256: createHash('sha256').update(content).digest('hex') };
    }),
  );
}

async function appliedFiles(tx: Sql): Promise<Map<string, Applied>> {
  const [table] = await tx.query(`SELECT to_regclass('plugin_migrations') IS NOT NULL AS exists`);
  if (!table?.exists) return new Map();
  const rows = await tx.query('SELECT name, sha256, applied_at::text AS applied_at FROM plugin_migrations');
  return new Map(
    rows.map((row) => [
      text(row, 'name'),
      { sha256: text(row, 'sha256'), appliedAt: new Date(text(row, 'applied_at')).toISOString() },
    ]),
  );
}

async function applyFile(
  tx: Sql,
  { name, content, sha256 }: File,
  usersTable: string | null | undefined,
): Promise<boolean> {
  // An index over a large table takes longer than any request may.
  await tx.script('SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = 0');
  await lock(tx, 'migrate');
  // Requests queue up behind an ALTER that waits for a table: rather fail, and be run again when the table is free.
  await tx.script(`SET LOCAL lock_timeout = ${LIMITS.migrationLockMs}`);
  await tx.script(
    `CREATE TABLE IF NOT EXISTS plugin_migrations (
       name TEXT PRIMARY KEY, sha256 TEXT NOT NULL, applied_at TIMESTAMPTZ NOT NULL DEFAULT now()
     )`,
  );
  const known = (await appliedFiles(tx)).get(name);
  if (known?.sha256 === sha256) return false;
  if (known)
    throw new PluginError(
      'INVALID_STATE',
      `${name} was edited after it had been applied: restore it and add a new file`,
    );
  if (usersTable) {
    const [table] = await tx.query('SELECT to_regclass($1) IS NOT NULL AS exists', [usersTable]);
    if (!table?.exists)
      throw new PluginError(
        'INVALID_ARGUMENT',
        `There is no table ${usersTable}: name the one whose id is the user's`,
      );
  }
  await tx.query(`SELECT set_config('plugin_server.users_table', $1, true)`, [
    usersTable === null ? '-' : (usersTable ?? ''),
  ]);
  await tx.script(content);
  await tx.query('INSERT INTO plugin_migrations (name, sha256) VALUES ($1, $2)', [name, sha256]);
  return true;
}

/** Does the work in a transaction and undoes it. */
async function rolledBack(db: SqlDatabase, work: (tx: Sql) => Promise<void>): Promise<void> {
  const undo = new Error('Undone');
  try {
    await db.transaction(async (tx) => {
      await work(tx);
      throw undo;
    });
  } catch (error) {
    if (error !== undo) throw error;
  }
}
