import { frameDocument } from '@fluxstudio/plugin-protocol/frame/document';
import { fetchShell } from './adapters/fetch.ts';
import { type NodeHandler, nodeShell } from './adapters/node.ts';
import { createCore } from './core.ts';
import { type MigrateResult, migrate } from './migrate.ts';
import { basePaths, checkOptions, type PluginServerOptions } from './options.ts';
import type { PluginRequest } from './request.ts';
import type { PluginResponse } from './response.ts';
import { bundleRoutes } from './routes/bundles.ts';
import { installRoutes } from './routes/installs.ts';
import { marketplaceRoutes } from './routes/marketplace.ts';
import { runtimeRoutes } from './routes/runtime.ts';
import { settingsRoutes } from './routes/settings.ts';
import { storageRoutes } from './routes/storage.ts';
import { type SeedOptions, type SeedResult, seedMarketplace } from './seed-marketplace.ts';
import { createCatalogueStore } from './stores/catalogue-store.ts';
import { createInstallsStore } from './stores/installs-store.ts';
import { lazyDatabase } from './stores/open-database.ts';
import { createStorageStore } from './stores/storage-store.ts';

/**
 * The back end of a plugin host.
 *
 * @example
 * const { status, body } = await server.handle({ method: 'GET', path: '/', headers: { cookie } });
 */
export interface PluginServer {
  /** The core, for any framework: a plain request in, a plain response out. Never rejects. */
  handle(request: PluginRequest): Promise<PluginResponse>;
  /** For frameworks that speak Fetch. */
  fetch(request: Request): Promise<Response>;
  /** For `node:http` and everything that looks like it. With `next`, page navigations are left to the app. */
  node: NodeHandler;
  /** Creates and updates the tables. Call it at start-up; processes that start together wait for each other. */
  migrate(): Promise<MigrateResult>;
  /** Publishes the built plugins in a directory, one per folder. Meant for a catalogue that ships with the app. */
  seedMarketplace(directory: string, options?: SeedOptions): Promise<SeedResult>;
  /** Closes the database, unless it is the app's own. Requests are answered with 503 from then on. */
  close(): Promise<void>;
}

/**
 * Creates the back end: installs, settings, marketplace, bundles and the sandbox document.
 *
 * The database is opened at its first use, so this never waits and fails only for options that make no sense.
 *
 * @throws PluginError `INVALID_ARGUMENT`
 * @example
 * const server = createPluginServer({
 *   db: { connectionString: process.env.DATABASE_URL },
 *   authenticate: (_request, native: AppRequest) => (native.user ? { userId: native.user.id } : null),
 * });
 * await server.migrate();
 * createServer(server.node).listen(3000);
 */
export function createPluginServer(options: PluginServerOptions): PluginServer {
  checkOptions(options);
  const logger = options.logger ?? console;
  const db = lazyDatabase(options.db, logger);
  const installs = createInstallsStore(db);
  const catalogue = createCatalogueStore(db);
  const frameAncestors = options.runtime?.frameAncestors ?? ["'self'"];

  const handle = createCore({
    routes: [
      ...installRoutes(installs),
      ...settingsRoutes(installs),
      ...storageRoutes(createStorageStore(db)),
      ...marketplaceRoutes(catalogue),
      ...bundleRoutes(catalogue, options.publicBundles ? 'public' : 'user'),
      ...runtimeRoutes(frameDocument({ frameAncestors })),
    ],
    authenticate: (request, native) => options.authenticate(request, native),
    logger,
  });
  const bases = basePaths(options);

  return {
    handle,
    fetch: fetchShell(handle, bases),
    node: nodeShell(handle, { bases, logger }),
    migrate: () => migrate(db, { usersTable: options.tables?.users }),
    seedMarketplace: (directory, seedOptions) => seedMarketplace(db, directory, seedOptions),
    close: () => db.close(),
  };
}
