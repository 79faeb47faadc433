/** One row, by column name. Numbers and dates arrive as each driver has them: read them with the functions of `row.ts`. */
export type Row = Readonly<Record<string, unknown>>;

/**
 * A statement whose text never changes. PostgreSQL parses and plans it once for a connection, which is a third of its work for the
 * short ones.
 */
export interface Statement {
  readonly name: string;
  readonly text: string;
}

/** Where statements run: the database, or one transaction of it. */
export interface Sql {
  /** One statement with `$1` parameters. */
  query(statement: Statement | string, values?: readonly unknown[]): Promise<Row[]>;
  /** Several statements without parameters. */
  script(text: string): Promise<void>;
}

/** How a transaction may be run. */
export interface TransactionOptions {
  /**
   * Whether it may run again when the connection was lost while it was being committed, so that nobody knows whether it was. Without this
   * it runs again only while that cannot be: `work` is always one that can be started anew.
   */
  repeatable?: boolean;
}

/** A PostgreSQL, real or embedded. */
export interface SqlDatabase {
  /** One statement that changes nothing. It is tried again while the database is away. */
  read(statement: Statement | string, values?: readonly unknown[]): Promise<Row[]>;
  /** Commits when `work` resolves, rolls back when it rejects. Inside it, only `tx` may be used. */
  transaction<T>(work: (tx: Sql) => Promise<T>, options?: TransactionOptions): Promise<T>;
  /** Whether the database answers now. */
  ping(): Promise<void>;
  /**
   * Hears what is announced on a channel, by this process and others, until the signal. `onLost` is called when it hears no more.
   *
   * @throws whatever the database says where it cannot listen
   */
  listen(channel: string, listener: Listener, signal: AbortSignal): Promise<void>;
  close(): Promise<void>;
}

export interface Listener {
  onMessage(payload: string): void;
  onLost(): void;
}

/** Lets statements of one kind wait for each other, until the transaction ends. */
export const ADVISORY_LOCKS = {
  migrate: 7_271_115,
  seed: 7_271_116,
  events: 7_271_117,
  upkeep: 7_271_118,
} as const;

export async function lock(tx: Sql, name: keyof typeof ADVISORY_LOCKS): Promise<void> {
  // A script, which has no deadline on this side: whoever waits here waits for another process to be done.
  await tx.script(`SELECT pg_advisory_xact_lock(${ADVISORY_LOCKS[name]})`);
}
