import { parseArgs } from 'node:util';
import { errorMessage } from '@fluxstudio/plugin-protocol/errors';
import { CONSOLE } from './logger.ts';
import { migrate, migrationStatus } from './migrate.ts';
import { type DatabaseOption, lazyDatabase } from './stores/open-database.ts';

const USAGE = `plugin-server migrate [options]

Creates and updates the tables of @fluxstudio/plugin-server.

  --status               say what has been applied, and change nothing
  --dry-run              apply everything and roll it back
  --database-url <url>   PostgreSQL; default: the environment's DATABASE_URL
  --directory <path>     embedded database in a directory, in place of PostgreSQL
  --users-table <name>   table whose id names a user; default: users, where there is one
  --no-users-table       an app without such a table
  --help
`;

/** What a command needs of the process. */
export interface CliIo {
  env: Readonly<Record<string, string | undefined>>;
  out(text: string): void;
  err(text: string): void;
}

/** Runs a command line, without the program's name. Resolves with the exit code: 0, 1 when it failed, 2 when it is not understood. */
export async function cli(args: readonly string[], io: CliIo): Promise<number> {
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(args);
  } catch (error) {
    io.err(`${errorMessage(error)}\n\n${USAGE}`);
    return 2;
  }
  const { values, positionals } = parsed;
  if (values.help) {
    io.out(USAGE);
    return 0;
  }
  if (positionals.length !== 1 || positionals[0] !== 'migrate') {
    io.err(`Say what to do: plugin-server migrate\n\n${USAGE}`);
    return 2;
  }
  const url = values['database-url'] ?? io.env.DATABASE_URL;
  const { directory } = values;
  const option: DatabaseOption | undefined = directory
    ? { directory }
    : url
      ? { connectionString: url }
      : undefined;
  if (!option) {
    io.err('Say which database: set DATABASE_URL, or give --database-url or --directory\n');
    return 2;
  }
  return run(option, values, io);
}

function parse(args: readonly string[]) {
  return parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      status: { type: 'boolean', default: false },
      'dry-run': { type: 'boolean', default: false },
      'database-url': { type: 'string' },
      directory: { type: 'string' },
      'users-table': { type: 'string' },
      'no-users-table': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
}

async function run(
  option: DatabaseOption,
  values: ReturnType<typeof parse>['values'],
  io: CliIo,
): Promise<number> {
  const db = lazyDatabase(option, CONSOLE);
  try {
    if (values.status) {
      const files = await migrationStatus(db);
      for (const { name, status, appliedAt } of files)
        io.out(`${status.padEnd(8)} ${name} ${appliedAt ?? ''}\n`);
      return files.some(({ status }) => status === 'edited') ? 1 : 0;
    }
    const dryRun = values['dry-run'];
    const usersTable = values['no-users-table'] ? null : values['users-table'];
    const { applied, skipped } = await migrate(db, { usersTable, dryRun });
    for (const name of applied) io.out(`${dryRun ? 'would apply' : 'applied'} ${name}\n`);
    io.out(`${applied.length} ${dryRun ? 'to apply' : 'applied'}, ${skipped.length} already applied\n`);
    return 0;
  } catch (error) {
    io.err(`${errorMessage(error)}\n`);
    return 1;
  } finally {
    await db.close();
  }
}
