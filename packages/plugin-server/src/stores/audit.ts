import type { Sql } from './sql.ts';

/** On whose behalf a change is made, and in which request. */
export interface Actor {
  userId: string;
  tenantId: string | null;
  requestId: string;
}

export type AuditAction =
  | 'install'
  | 'update'
  | 'uninstall'
  | 'activate'
  | 'deactivate'
  | 'permissions'
  | 'settings'
  | 'storage';

/**
 * Counts changes of what a plugin stores. It makes them as often as it likes, so they are no rows of their own, and their keys are not
 * written down: a plugin, a user and a minute have one row, such as `{ "set": 3, "removed": 1 }`. The caller holds the install's lock.
 */
export async function auditStorage(
  tx: Sql,
  actor: Actor,
  pluginId: string,
  what: 'set' | 'removed' | 'cleared',
): Promise<void> {
  const counted = await tx.query(
    `UPDATE plugin_audit SET detail = detail || jsonb_build_object($3::text,
       CASE WHEN jsonb_typeof(detail -> $3::text) = 'number' THEN (detail ->> $3::text)::bigint ELSE 0 END + 1)
     WHERE id = (SELECT id FROM plugin_audit
                 WHERE user_id = $1 AND plugin_id = $2 AND action = 'storage'
                   AND created_at > now() - interval '1 minute'
                 ORDER BY id DESC LIMIT 1)
     RETURNING id`,
    [actor.userId, pluginId, what],
  );
  if (counted.length === 0) await audit(tx, actor, 'storage', pluginId, { [what]: 1 });
}

/** Writes down a change, in the transaction that makes it. Never values of settings or storage: they may be secrets. */
export async function audit(
  tx: Sql,
  actor: Actor,
  action: AuditAction,
  pluginId: string,
  detail: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  await tx.query(
    `INSERT INTO plugin_audit (user_id, tenant_id, plugin_id, action, detail, request_id)
     VALUES ($1, $2, $3, $4, $5, $6)`,
    [actor.userId, actor.tenantId, pluginId, action, JSON.stringify(detail), actor.requestId],
  );
}
