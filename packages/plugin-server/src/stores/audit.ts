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
