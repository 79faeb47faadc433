/** What a request may be. Each bound is a defence, so none is an option yet. */
export const LIMITS = {
  /** A request body. The largest honest one is a manifest. */
  bodyBytes: 1024 * 1024,
  /** Time for a body to arrive, so that a slow sender cannot hold a connection. */
  bodyMs: 30_000,
  /** Time for the rest of a body that nobody waits for any more. */
  drainMs: 2_000,
  drainBytes: 16 * 1024 * 1024,
  /** Levels of arrays and objects: V8 and PostgreSQL both fail on stacks far above it. */
  jsonDepth: 64,
  /** Values in a body, those in lists and objects included: each costs more to check than to send. */
  jsonValues: 20_000,
  /** Faults that an answer names. */
  issues: 50,
  /** Stored text of one install's settings. PostgreSQL writes `1e300` as 301 digits, so this is measured after storing. */
  settingsBytes: 64 * 1024,
  /** Key and stored text of one value that a plugin keeps for all devices, and of all of them. */
  storageValueBytes: 64 * 1024,
  storageBytes: 1024 * 1024,
  storageKeys: 512,
  /** Characters of a key. */
  storageKeyLength: 500,
  /** Stored text of a manifest, for the same reason. All of a user's are sent together, so one that nobody published is kept smaller. */
  manifestBytes: 256 * 1024,
  foreignManifestBytes: 64 * 1024,
  /** Plugins of one user. */
  installs: 200,
  /** A plugin bundle. */
  bundleBytes: 5 * 1024 * 1024,
  /** Entries per page of the marketplace. */
  pageSize: 100,
  /** Pages beyond this are empty in any real catalogue, and keep the offset an integer. */
  page: 100_000,
  /** Characters of a marketplace query that are looked at. */
  queryLength: 200,
  /** Characters of a plugin id in a path. Stored ids are shorter. */
  idLength: 255,
  /** HTTP requests of plugins under way at once: of a user, as many as a host lets one plugin have, and of all. */
  fetchesOfUser: 32,
  fetches: 1_000,
  /** Requests of plugins with a large body under way at once, of a user and of all: each is held in memory. */
  largeFetchesOfUser: 4,
  largeFetches: 32,
  /** Time without a byte of an answer being taken, after which its connection is cut. */
  sendMs: 60_000,
  /** Keys of an idempotent request that are kept for a user. */
  idempotencyKeys: 100,
  /** Kinds of things, and keys of settings, that a row of the audit names. */
  auditKeys: 50,
  /** Time for a rate limiter to answer. After it a request is let through. */
  limiterMs: 1_000,
  /** Characters of an `Idempotency-Key`. */
  idempotencyKeyLength: 200,
  /** Time for a connection: of the pool, or a new one. */
  connectMs: 5_000,
  /** Time PostgreSQL gives a statement, and a statement waits for a lock. The statements of this package take milliseconds. */
  statementMs: 10_000,
  lockMs: 2_000,
  /** Time the client waits for an answer: longer, for a PostgreSQL that can still say what was wrong. */
  queryMs: 12_000,
  pingMs: 2_000,
  /** Time a migration waits for a table that is in use. */
  migrationLockMs: 10_000,
  /** Time for the requests under way when the server closes. */
  shutdownMs: 10_000,
  /** Time in which a statement is tried again while the database is away. A restart takes seconds. */
  retryMs: 8_000,
} as const;
