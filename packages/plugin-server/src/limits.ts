/** What a request may be. Each bound is a defence, so none is an option yet. */
export const LIMITS = {
  /** A request body. The largest honest one is a manifest. */
  bodyBytes: 1024 * 1024,
  /** Time for a body to arrive, so that a slow sender cannot hold a connection. */
  bodyMs: 30_000,
  /** Levels of arrays and objects: V8 and PostgreSQL both fail on stacks far above it. */
  jsonDepth: 64,
  /** Stored text of one install's settings. PostgreSQL writes `1e300` as 301 digits, so this is measured after storing. */
  settingsBytes: 64 * 1024,
  /** Key and stored text of one value that a plugin keeps for all devices, and of all of them. */
  storageValueBytes: 64 * 1024,
  storageBytes: 1024 * 1024,
  storageKeys: 512,
  /** Characters of a key. */
  storageKeyLength: 500,
  /** Stored text of a manifest, for the same reason. */
  manifestBytes: 1024 * 1024,
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
} as const;
