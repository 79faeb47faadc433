/**
 * The back end of a plugin host: installs, settings, marketplace, bundles and the sandbox document, in any Node framework.
 *
 * @module
 */
export type { NodeHandler } from './adapters/node.ts';
export type { NodeRequest } from './adapters/node-body.ts';
export type { Authenticated, PluginUser, ResponseLike } from './authenticate.ts';
export { createPluginServer, type PluginServer } from './create-plugin-server.ts';
export type { Logger } from './logger.ts';
export type { MigrateResult } from './migrate.ts';
export type { PluginServerOptions } from './options.ts';
export type { Listing } from './publish.ts';
export type { PluginRequest } from './request.ts';
export type { PluginResponse } from './response.ts';
export type { SeedOptions, SeedResult } from './seed-marketplace.ts';
export type { DatabaseOption } from './stores/open-database.ts';
export type { PgClientLike, PgPoolLike } from './stores/pg-sql.ts';
export type { PGliteLike } from './stores/pglite-sql.ts';
