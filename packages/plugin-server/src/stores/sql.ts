/** One row, by column name. Numbers and dates arrive as each driver has them: read them with the functions of `row.ts`. */
export type Row = Readonly<Record<string, unknown>>;

/** Where statements run: the database, or one transaction of it. */
export interface Sql {
  /** One statement with `$1` parameters. */
  query(text: string, values?: readonly unknown[]): Promise<Row[]>;
  /** Several statements without parameters. */
  script(text: string): Promise<void>;
}

/** A PostgreSQL, real or embedded. */
export interface SqlDatabase extends Sql {
  /** Commits when `work` resolves, rolls back when it rejects. Inside it, only `tx` may be used. */
  transaction<T>(work: (tx: Sql) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** Lets statements of one kind wait for each other, until the transaction ends. */
export const ADVISORY_LOCKS = { migrate: 7_271_115, seed: 7_271_116 } as const;

export async function lock(tx: Sql, name: keyof typeof ADVISORY_LOCKS): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock($1)', [ADVISORY_LOCKS[name]]);
}
