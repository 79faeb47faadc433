/**
 * The back end of a plugin host: installs, settings, marketplace, bundles and the sandbox document, in any Node framework.
 *
 * @module
 */

export type { Authenticated, PluginUser, ResponseLike } from './authenticate.ts';
export { createPluginServer, type PluginServer } from './create-plugin-server.ts';
export type { EventOptions } from './events/event-options.ts';
export type { Logger } from './logger.ts';
export { createMemoryRateLimiter } from './memory-rate-limiter.ts';
export type { MigrateResult } from './migrate.ts';
export type { FetchLimits } from './network/limits.ts';
export type { MediatedFetchOptions } from './network/mediated-fetch.ts';
export type { PluginServerOptions } from './options.ts';
export type { Listing } from './publish.ts';
export { type Allowance, DEFAULT_RATE_LIMITS, type RateLimiter, type RateLimits } from './rate-limits.ts';
export type { PluginRequest } from './request.ts';
export type { RequestRecord } from './request-log.ts';
export type { PluginResponse } from './response.ts';
export type { SeedOptions, SeedResult } from './seed-marketplace.ts';
export type { FetchHandler } from './shells/fetch.ts';
export type { NativeContext } from './shells/native-context.ts';
export type { NodeHandler } from './shells/node.ts';
export type { NodeRequest } from './shells/node-body.ts';
export { lockDirectory } from './stores/directory-lock.ts';
export type { DatabaseOption } from './stores/open-database.ts';
export type { PgClientLike, PgPoolLike } from './stores/pg-sql.ts';
export type { PGliteLike } from './stores/pglite-sql.ts';
export type { UpkeepResult } from './stores/upkeep.ts';
