import type { PluginUser } from './authenticate.ts';
import { checkOptions } from './check-options.ts';
import { createCore, type Handle } from './core.ts';
import { eraseUser } from './erase-user.ts';
import { createEventHub } from './events/event-hub.ts';
import { LIMITS } from './limits.ts';
import { CONSOLE, safeLogger } from './logger.ts';
import { createMemoryRateLimiter } from './memory-rate-limiter.ts';
import { type MigrateResult, migrate } from './migrate.ts';
import { basePaths, type PluginServerOptions } from './options.ts';
import { createRateGate, NO_RATES } from './rate-limits.ts';
import type { PluginRequest } from './request.ts';
import { createRequestLog } from './request-log.ts';
import type { PluginResponse } from './response.ts';
import { createRoutes } from './routes.ts';
import { type SeedOptions, type SeedResult, seedMarketplace } from './seed-marketplace.ts';
import { type FetchHandler, fetchShell } from './shells/fetch.ts';
import { type NodeHandler, nodeShell } from './shells/node.ts';
import { createChange } from './stores/change.ts';
import { lazyDatabase } from './stores/open-database.ts';
import { createUpkeep, type UpkeepResult } from './stores/upkeep.ts';
import { createTraffic } from './traffic.ts';

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
  fetch: FetchHandler;
  /** For `node:http` and everything that looks like it. With `next`, page navigations are left to the app. */
  node: NodeHandler;
  /** Creates and updates the tables. Call it at start-up; processes that start together wait for each other. */
  migrate(): Promise<MigrateResult>;
  /**
   * Deletes what is kept of a user. An app whose `users` table the installs refer to needs it not: their rows go with the user's.
   *
   * @throws HttpError 401 for an id that no user could have
   */
  eraseUser(userId: PluginUser['userId']): Promise<{ installs: number }>;
  /** Publishes the built plugins in a directory, one per folder. Meant for a catalogue that ships with the app. */
  seedMarketplace(directory: string, options?: SeedOptions): Promise<SeedResult>;
  /**
   * Adds up downloads and deletes what is kept for a day. A server that has answered a request does so every 30 seconds by itself: this is for
   * processes that come and go, such as functions with a scheduler of their own.
   */
  upkeep(): Promise<UpkeepResult>;
  /**
   * Lets the requests under way come to their end, ends the streams of events, and closes the database, unless it is the app's own. New
   * requests are answered with 503 from then on.
   */
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
  const logger = options.logger ? safeLogger(options.logger) : CONSOLE;
  const bases = basePaths(options);
  const traffic = createTraffic();
  const db = lazyDatabase(options.db, logger);
  const events =
    options.events === false
      ? undefined
      : createEventHub(db, { ...options.events, logger, closing: traffic.closing });
  const change = createChange(db, (actor) => events?.announce([actor]));
  const limiter = options.rateLimiter ?? createMemoryRateLimiter();

  const upkeep = createUpkeep(db, { logger });

  const core = createCore({
    routes: createRoutes(options, { db, change, traffic, events }),
    authenticate: (request, native) => options.authenticate(request, native),
    origins: options.origins ?? [],
    rates:
      options.rateLimits === false ? NO_RATES : createRateGate(limiter, options.rateLimits ?? {}, logger),
    traffic,
    log: createRequestLog(logger, options.onRequest),
  });
  const handle: Handle = (request) => {
    upkeep.start();
    return core(request);
  };

  return {
    handle,
    fetch: fetchShell(handle, bases),
    node: nodeShell(handle, { bases, logger }),
    migrate: () => migrate(db, { usersTable: options.tables?.users }),
    eraseUser: (userId) => eraseUser(db, String(userId)),
    async seedMarketplace(directory, seedOptions) {
      const result = await seedMarketplace(db, directory, seedOptions);
      if (result.published.length > 0) events?.announce('everybody');
      return result;
    },
    upkeep: () => upkeep.run(),
    async close() {
      await traffic.close(options.shutdownMs ?? LIMITS.shutdownMs);
      await upkeep.stop();
      await events?.close();
      await db.close();
    },
  };
}
