import type { Cleanup } from './cleanup.ts';
import type { ContenderName } from './contenders/index.ts';
import { createOurs } from './contenders/ours.ts';
import { MOUNT, type StaticDocument } from './contenders/setup.ts';
import { startPostgres } from './database/postgres.ts';
import { createRecorder, type Recorder } from './database/record.ts';
import { seedCatalogue, type Terms } from './database/seed-catalogue.ts';
import { type Seeded, seedInstalls } from './database/seed-installs.ts';
import { createLoadModule, type PgClient } from './modules.ts';
import { type ServerProcess, startProcess } from './process.ts';
import { PLUGINS_PER_USER, type ServerSettings } from './settings.ts';

/** What every measurement is given. */
export interface ServerBench {
  readonly settings: ServerSettings;
  /** Such as `Node 22.23.2, PostgreSQL 18.4`. */
  readonly engine: string;
  /** A connection of the benchmark's own. */
  readonly client: PgClient;
  readonly recorder: Recorder;
  readonly seeded: Seeded;
  readonly terms: Terms;
  /** Runs contenders for as long as `use` takes. */
  withServers<T>(names: readonly ContenderName[], use: (servers: ServerProcess[]) => Promise<T>): Promise<T>;
  tell(line: string): void;
  warn(line: string): void;
}

export interface ServerBenchOptions {
  /** The repository. */
  root: string;
  /** The bundled child. */
  script: string;
  /** Folder for a CPU profile of each server, that of the last row it took part in. */
  profile?: string | undefined;
}

/** Starts the database and fills it. What is opened is closed by `cleanup`. */
export async function createServerBench(
  { root, script, profile }: ServerBenchOptions,
  settings: ServerSettings,
  cleanup: Cleanup,
): Promise<ServerBench> {
  const begin = performance.now();
  const print = (line: string) => `${((performance.now() - begin) / 1000).toFixed(0).padStart(4)} s  ${line}`;
  const tell = (line: string): void => console.log(print(line));
  const load = createLoadModule(root);
  const { client, connectionString, version } = await startPostgres(root, load, cleanup);

  await migrate(connectionString);
  tell(`${settings.catalogue} entries of the catalogue`);
  const terms = await seedCatalogue(client, settings.catalogue);
  tell(`${settings.users * PLUGINS_PER_USER} installs`);
  const seeded = await seedInstalls(client, settings.users);

  const recorder = await createRecorder(load, connectionString);
  cleanup.add(() => recorder.close());
  const document = await readDocument(recorder);

  const running = new Set<ServerProcess>();
  const stop = async (server: ServerProcess): Promise<void> => {
    running.delete(server);
    await server.close();
  };
  cleanup.add(() => Promise.all([...running].map(stop)));

  return {
    settings,
    engine: `Node ${process.versions.node}, PostgreSQL ${version}`,
    client,
    recorder,
    seeded,
    terms,
    tell,
    warn: (line) => console.warn(print(`WARNING: ${line}`)),
    async withServers(names, use) {
      const servers: ServerProcess[] = [];
      try {
        for (const contender of names) {
          const order = { contender, root, connectionString, document };
          const server = await startProcess(order, { script, profile });
          servers.push(server);
          running.add(server);
        }
        return await use(servers);
      } finally {
        await Promise.all(servers.map(stop));
      }
    },
  };
}

async function migrate(connectionString: string): Promise<void> {
  const ours = createOurs(connectionString);
  try {
    await ours.migrate();
  } finally {
    await ours.close();
  }
}

/** What ours answers, for others to answer the same. What Node adds by itself is left to it. */
async function readDocument(recorder: Recorder): Promise<StaticDocument> {
  const { answer } = await recorder.record({ path: `${MOUNT}/runtime` });
  if (answer.status !== 200) throw new Error(`GET /runtime was answered with ${answer.status}`);
  const { date, connection, 'keep-alive': keepAlive, 'x-request-id': id, ...headers } = answer.headers;
  return { headers, body: answer.body };
}
