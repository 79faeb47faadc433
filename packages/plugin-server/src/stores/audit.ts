import { LIMITS } from '../limits.ts';
import { ADVISORY_LOCKS, type Sql, type Statement } from './sql.ts';

/** On whose behalf a change is made, and in which request. */
export interface Actor {
  readonly userId: string;
  /** Empty in an app without tenants. */
  readonly tenantId: string;
  readonly roles: readonly string[];
  readonly requestId: string;
  /** The request may be sent again: it is told from another one with the same key by the hash of what it asks for. */
  readonly idempotency?: { readonly key: string; readonly sha256: string };
}

export type AuditAction =
  | 'install'
  | 'update'
  | 'uninstall'
  | 'activate'
  | 'deactivate'
  | 'permissions'
  | 'settings'
  | 'storage'
  | 'network'
  | 'rating'
  | 'erase';

/** What is written down and not announced: no other device shows it. */
const SILENT: ReadonlySet<AuditAction> = new Set(['network', 'storage', 'rating', 'erase']);

const AUDIT: Statement = {
  name: 'plugin_audit',
  text: `INSERT INTO plugin_audit (user_id, tenant_id, plugin_id, action, detail, request_id)
         VALUES ($1, nullif($2, ''), $3, $4, $5, $6)`,
};

// The locks make ids of events grow in the order in which their transactions are committed, as far as one reader sees them: those of a
// user wait for each other, and what concerns everybody waits for all. Otherwise a reader could pass an event that is still under way.
const AUDIT_AND_EVENT: Statement = {
  name: 'plugin_audit_and_event',
  text: `WITH turn AS MATERIALIZED (
           SELECT pg_advisory_xact_lock_shared(${ADVISORY_LOCKS.events}),
                  pg_advisory_xact_lock(${ADVISORY_LOCKS.events}, hashtext($1 || chr(31) || $2))
         ), event AS (
           INSERT INTO plugin_events (user_id, tenant_id, plugin_id, type) SELECT $1, $2, $3, $4 FROM turn
         )
         INSERT INTO plugin_audit (user_id, tenant_id, plugin_id, action, detail, request_id)
         VALUES ($1, nullif($2, ''), $3, $4, $5, $6)`,
};

/**
 * Writes down a change, and announces it to the user's other devices, in the transaction that makes it. Its last statement, because of the
 * locks. Never values of settings or storage: they may be secrets.
 */
export async function audit(
  tx: Sql,
  actor: Actor,
  action: AuditAction,
  pluginId: string,
  detail: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  const { userId, tenantId, requestId } = actor;
  await tx.query(SILENT.has(action) ? AUDIT : AUDIT_AND_EVENT, [
    userId,
    tenantId,
    pluginId,
    action,
    JSON.stringify(detail),
    requestId,
  ]);
}

/** Announces to everybody what no user has done: the catalogue has changed. */
export async function announceToAll(tx: Sql, pluginId: string, type: 'published'): Promise<void> {
  await tx.query(
    `WITH turn AS MATERIALIZED (SELECT pg_advisory_xact_lock(${ADVISORY_LOCKS.events}))
     INSERT INTO plugin_events (plugin_id, type) SELECT $1, $2 FROM turn`,
    [pluginId, type],
  );
}

/**
 * Counts what happens too often for a row each: a plugin, a user, an action and a minute have one, such as `{ "set": 3, "removed": 1 }`.
 * The caller holds the install's lock.
 */
export async function auditCounted(
  tx: Sql,
  actor: Actor,
  action: 'storage' | 'network',
  pluginId: string,
  what: string,
): Promise<void> {
  const counted = await tx.query(
    `UPDATE plugin_audit a SET detail = a.detail || jsonb_build_object(kind.name, coalesce((a.detail ->> kind.name)::bigint, 0) + 1)
     FROM (SELECT id, CASE WHEN detail ? $5 OR (SELECT count(*) FROM jsonb_object_keys(detail)) < ${LIMITS.auditKeys}
                           THEN $5 ELSE 'other' END AS name
           FROM plugin_audit
           WHERE user_id = $1 AND coalesce(tenant_id, '') = $2 AND plugin_id = $3 AND action = $4
             AND created_at > now() - interval '1 minute'
           ORDER BY created_at DESC LIMIT 1) AS kind
     WHERE a.id = kind.id RETURNING a.id`,
    [actor.userId, actor.tenantId, pluginId, action, what],
  );
  if (counted.length === 0) await audit(tx, actor, action, pluginId, { [what]: 1 });
}
