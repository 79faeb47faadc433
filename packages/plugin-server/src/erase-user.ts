import { randomUUID } from 'node:crypto';
import { audit } from './stores/audit.ts';
import type { SqlDatabase } from './stores/sql.ts';
import { forUser } from './stores/user-scope.ts';

/**
 * Deletes what the platform keeps of a user, in all tenants: for an app without a `users` table whose rows would take theirs along. The audit
 * stays: it says that somebody did something, and outlives them.
 */
export async function eraseUser(db: SqlDatabase, userId: string): Promise<{ installs: number }> {
  const requestId = randomUUID();
  return forUser(userId, () =>
    db.transaction(async (tx) => {
      const gone = await tx.query('DELETE FROM user_plugins WHERE user_id = $1 RETURNING id', [userId]);
      for (const table of ['plugin_ratings', 'plugin_disabled', 'plugin_idempotency', 'plugin_events'])
        await tx.query(`DELETE FROM ${table} WHERE user_id = $1`, [userId]);
      await audit(tx, { userId, tenantId: '', roles: [], requestId }, 'erase', '', { installs: gone.length });
      return { installs: gone.length };
    }),
  );
}
