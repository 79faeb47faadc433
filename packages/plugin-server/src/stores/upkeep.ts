import type { Logger } from '../logger.ts';
import { integer } from './row.ts';
import { ADVISORY_LOCKS, type SqlDatabase, type Statement } from './sql.ts';

/**
 * What an upkeep has done.
 *
 * @example
 * const { downloads } = await server.upkeep();
 */
export interface UpkeepResult {
  /** Downloads that were added to the catalogue's counts. */
  downloads: number;
  /** Answers that were kept for an `Idempotency-Key`, and are kept no longer. */
  idempotencyKeys: number;
  /** Events that nobody can resume from any more. */
  events: number;
}

export interface UpkeepOptions {
  /** Time between two runs. Default 30 seconds. */
  everyMs?: number;
  logger: Logger;
}

/** Work that no request should wait for. */
export interface Upkeep {
  /** Does what there is to do. What another process is doing at the moment is left to it. */
  run(): Promise<UpkeepResult>;
  /** Runs now and then from now on, without keeping the process alive. A run that fails is reported, and the next one tries again. */
  start(): void;
  /** Resolves when a run under way has come to its end. */
  stop(): Promise<void>;
}

const EVERY_MS = 30_000;
/** Rows of one transaction: a few milliseconds, so that nobody waits for its locks. */
const BATCH = 5_000;
/** Transactions of one run. What is left after so many is the next run's. */
const BATCHES = 200;

const TRY_LOCK: Statement = {
  name: 'plugin_upkeep_lock',
  text: `SELECT pg_try_advisory_xact_lock(${ADVISORY_LOCKS.upkeep}) AS mine`,
};

const STEPS: Readonly<Record<keyof UpkeepResult, Statement>> = {
  downloads: {
    name: 'plugin_upkeep_downloads',
    text: `WITH counted AS (
             DELETE FROM plugin_downloads WHERE id IN (SELECT id FROM plugin_downloads ORDER BY id LIMIT ${BATCH})
             RETURNING plugin_id
           ), sums AS (
             SELECT plugin_id, count(*) AS downloads FROM counted GROUP BY plugin_id
           ), added AS (
             UPDATE plugins p SET downloads = p.downloads + s.downloads FROM sums s WHERE p.id = s.plugin_id
           )
           SELECT count(*) AS done FROM counted`,
  },
  idempotencyKeys: expiry('plugin_idempotency'),
  events: expiry('plugin_events'),
};

function expiry(table: string): Statement {
  return {
    name: `plugin_upkeep_${table}`,
    text: `WITH gone AS (
             DELETE FROM ${table} WHERE ctid = ANY (ARRAY(
               SELECT ctid FROM ${table} WHERE created_at < now() - interval '24 hours' LIMIT ${BATCH}
             )) RETURNING 1
           )
           SELECT count(*) AS done FROM gone`,
  };
}

/** Creates the upkeep of a database. */
export function createUpkeep(
  db: Pick<SqlDatabase, 'transaction'>,
  { everyMs = EVERY_MS, logger }: UpkeepOptions,
): Upkeep {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<unknown> = Promise.resolve();
  let stopped = false;

  async function run(): Promise<UpkeepResult> {
    const result: UpkeepResult = { downloads: 0, idempotencyKeys: 0, events: 0 };
    for (const step of ['downloads', 'idempotencyKeys', 'events'] as const)
      result[step] = await repeat(db, STEPS[step], () => stopped);
    return result;
  }

  /** The next run is planned when one has ended: they never overlap. */
  function plan(): void {
    if (stopped) return;
    timer = setTimeout(() => {
      running = run()
        .catch((error) => logger.warn?.('The upkeep failed, and is tried again', { error }))
        .then(plan);
    }, everyMs).unref();
  }

  return {
    run,
    start() {
      if (!timer) plan();
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}

/** Batches, each in a transaction of its own, until one is not full. */
async function repeat(
  db: Pick<SqlDatabase, 'transaction'>,
  step: Statement,
  isOver: () => boolean,
): Promise<number> {
  let sum = 0;
  for (let batch = 0; batch < BATCHES && !isOver(); batch++) {
    const done = await db.transaction(async (tx) => {
      const [lock] = await tx.query(TRY_LOCK);
      if (lock?.mine !== true) return 0;
      const [row] = await tx.query(step);
      return row ? integer(row, 'done') : 0;
    });
    sum += done;
    if (done < BATCH) break;
  }
  return sum;
}
