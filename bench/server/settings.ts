import { SERVER_ROW_IDS, type ServerRowId } from './targets.ts';

/** How long and how often blocks of requests are measured. */
export interface Load {
  /** Of a block. */
  requests: number;
  /** Milliseconds after which no further round starts. */
  budget: number;
  minRounds: number;
  maxRounds: number;
  /** Rounds in which contenders are measured that are no row's ours or peer. */
  sideRounds: number;
  /** Rounds that are run and not counted. */
  warmup: number;
}

/** How much and how often; the quick settings show that everything runs, not what it costs. */
export interface ServerSettings {
  quick: boolean;
  rows: ReadonlySet<ServerRowId>;
  users: number;
  catalogue: number;
  static: Load;
  list: Load;
  etag: Load;
  /** Rare words searched for, common ones, how often each, and milliseconds after which no further word is. */
  search: { rare: number; common: number; repeats: number; budget: number };
  /** Users whose list is explained. */
  explained: number;
}

const FULL = {
  users: 50_000,
  catalogue: 100_000,
  static: { requests: 1_500, budget: 50_000, minRounds: 7, maxRounds: 25, sideRounds: 7, warmup: 3 },
  list: { requests: 300, budget: 70_000, minRounds: 7, maxRounds: 25, sideRounds: 7, warmup: 3 },
  etag: { requests: 600, budget: 25_000, minRounds: 7, maxRounds: 25, sideRounds: 0, warmup: 3 },
  search: { rare: 15, common: 2, repeats: 3, budget: 40_000 },
  explained: 60,
};

const QUICK: typeof FULL = {
  users: 1_000,
  catalogue: 2_000,
  static: { requests: 200, budget: 3_000, minRounds: 2, maxRounds: 3, sideRounds: 2, warmup: 1 },
  list: { requests: 50, budget: 3_000, minRounds: 2, maxRounds: 3, sideRounds: 2, warmup: 1 },
  etag: { requests: 50, budget: 2_000, minRounds: 2, maxRounds: 3, sideRounds: 0, warmup: 1 },
  search: { rare: 4, common: 1, repeats: 1, budget: 3_000 },
  explained: 10,
};

/** Requests on their way at once. */
export const CONCURRENCY = 16;
export const PLUGINS_PER_USER = 20;

/** `names` are ids of rows; none means all. */
export function createServerSettings(quick: boolean, names: readonly string[]): ServerSettings {
  const known: readonly string[] = SERVER_ROW_IDS;
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) throw new Error(`No row ${unknown.join(', ')}: there are ${known.join(', ')}`);
  const rows = new Set(SERVER_ROW_IDS.filter((id) => names.length === 0 || names.includes(id)));
  return { quick, rows, ...(quick ? QUICK : FULL) };
}
