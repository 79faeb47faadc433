import type { Actor } from './audit.ts';
import { idempotently } from './idempotency.ts';
import type { Sql, SqlDatabase } from './sql.ts';
import { forUser } from './user-scope.ts';

/**
 * Makes a change for a user in one transaction, and tells those who listen when it is made. `work` may run more than once, each time in a
 * new transaction; what it resolves with is JSON.
 */
export type Change = <T>(
  actor: Actor,
  work: (tx: Sql) => Promise<T>,
  /** For changes that no other device shows. */
  options?: { silent: boolean },
) => Promise<T>;

export function createChange(db: SqlDatabase, onChanged: (actor: Actor) => void): Change {
  return async (actor, work, { silent } = { silent: false }) => {
    const { idempotency } = actor;
    const result = await forUser(actor.userId, () =>
      idempotency
        ? db.transaction((tx) => idempotently(tx, actor, idempotency, work), { repeatable: true })
        : db.transaction(work),
    );
    if (!silent) onChanged(actor);
    return result;
  };
}
