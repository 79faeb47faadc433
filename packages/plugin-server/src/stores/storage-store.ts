import { HttpError, pluginNotFound } from '../http-error.ts';
import type { Json } from '../json-safety.ts';
import { LIMITS } from '../limits.ts';
import { type Actor, auditCounted } from './audit.ts';
import type { Change } from './change.ts';
import { integer, parsedJson, text } from './row.ts';
import type { Sql, SqlDatabase, Statement } from './sql.ts';
import { forUser } from './user-scope.ts';

/** What a plugin has stored for a user. */
export interface StoredKeys {
  keys: string[];
  /** Bytes of all keys and values. */
  used: number;
}

/** What plugins store for all devices of a user. Every statement names user and tenant. */
export interface StorageStore {
  /** Sorted. */
  keys(actor: Actor, pluginId: string): Promise<StoredKeys>;
  /** @throws HttpError 404 `KEY_NOT_FOUND` for a key that is not there */
  get(actor: Actor, pluginId: string, key: string): Promise<Json>;
  /** @throws HttpError 413 `QUOTA_EXCEEDED`, and nothing has changed */
  set(actor: Actor, pluginId: string, key: string, value: Json): Promise<void>;
  /** A key that is not there is no error. */
  remove(actor: Actor, pluginId: string, key: string): Promise<void>;
  clear(actor: Actor, pluginId: string): Promise<void>;
}

const HERE = 'user_id = $1 AND tenant_id = $2 AND plugin_id = $3';
const JOINED = 's.user_id = up.user_id AND s.tenant_id = up.tenant_id AND s.plugin_id = up.plugin_id';
const OF_INSTALL = 'up.user_id = $1 AND up.tenant_id = $2 AND up.plugin_id = $3';

const KEYS: Statement = {
  name: 'plugin_storage_keys',
  text: `SELECT s.key, s.size FROM user_plugins up LEFT JOIN plugin_storage s ON ${JOINED}
         WHERE ${OF_INSTALL} ORDER BY s.key COLLATE "C"`,
};
const GET: Statement = {
  name: 'plugin_storage_get',
  text: `SELECT s.value::text AS value, s.key FROM user_plugins up
         LEFT JOIN plugin_storage s ON ${JOINED} AND s.key = $4 WHERE ${OF_INSTALL}`,
};

/** The storage in a database. Methods throw 404 where the user does not have the plugin. */
export function createStorageStore(db: SqlDatabase, change: Change): StorageStore {
  const of = ({ userId, tenantId }: Actor, pluginId: string): string[] => [userId, tenantId, pluginId];

  /** Changes of one install wait for each other, so that none is counted without the others. */
  const changeOne = (actor: Actor, pluginId: string, work: (tx: Sql) => Promise<void>): Promise<void> =>
    change(
      actor,
      async (tx) => {
        const installs = await tx.query(
          `SELECT 1 AS one FROM user_plugins WHERE ${HERE} FOR UPDATE`,
          of(actor, pluginId),
        );
        if (installs.length === 0) throw pluginNotFound();
        await work(tx);
      },
      { silent: true },
    );

  return {
    keys: (actor, pluginId) =>
      forUser(actor.userId, async () => {
        const rows = await db.read(KEYS, of(actor, pluginId));
        if (rows.length === 0) throw pluginNotFound();
        const stored = rows.filter(({ key }) => key !== null);
        return {
          keys: stored.map((row) => text(row, 'key')),
          used: stored.reduce((sum, row) => sum + integer(row, 'size'), 0),
        };
      }),

    get: (actor, pluginId, key) =>
      forUser(actor.userId, async () => {
        const [row] = await db.read(GET, [...of(actor, pluginId), key]);
        if (!row) throw pluginNotFound();
        if (row.key === null) throw new HttpError(404, 'KEY_NOT_FOUND', 'There is no such key');
        return parsedJson(row, 'value');
      }),

    set: (actor, pluginId, key, value) =>
      changeOne(actor, pluginId, async (tx) => {
        const [row] = await tx.query(
          `INSERT INTO plugin_storage AS s (user_id, tenant_id, plugin_id, key, value, size)
           VALUES ($1, $2, $3, $4, $5::jsonb, octet_length($6::text) + octet_length(($7::jsonb)::text))
           ON CONFLICT (user_id, tenant_id, plugin_id, key) DO UPDATE SET
             value = excluded.value, size = excluded.size, revision = s.revision + 1, updated_at = now()
           RETURNING size`,
          [...of(actor, pluginId), key, JSON.stringify(value), key, JSON.stringify(value)],
        );
        if (row && integer(row, 'size') > LIMITS.storageValueBytes)
          throw full('A value', `${LIMITS.storageValueBytes} bytes with its key`);
        const [all] = await tx.query(
          `SELECT count(*) AS keys, coalesce(sum(size), 0) AS bytes FROM plugin_storage WHERE ${HERE}`,
          of(actor, pluginId),
        );
        if (all && integer(all, 'keys') > LIMITS.storageKeys)
          throw full('A plugin', `${LIMITS.storageKeys} keys`);
        if (all && integer(all, 'bytes') > LIMITS.storageBytes)
          throw full('A plugin', `${LIMITS.storageBytes} bytes in all`);
        await auditCounted(tx, actor, 'storage', pluginId, 'set');
      }),

    remove: (actor, pluginId, key) =>
      changeOne(actor, pluginId, async (tx) => {
        const rows = await tx.query(`DELETE FROM plugin_storage WHERE ${HERE} AND key = $4 RETURNING key`, [
          ...of(actor, pluginId),
          key,
        ]);
        if (rows.length > 0) await auditCounted(tx, actor, 'storage', pluginId, 'removed');
      }),

    clear: (actor, pluginId) =>
      changeOne(actor, pluginId, async (tx) => {
        const rows = await tx.query(
          `DELETE FROM plugin_storage WHERE ${HERE} RETURNING key`,
          of(actor, pluginId),
        );
        if (rows.length > 0) await auditCounted(tx, actor, 'storage', pluginId, 'cleared');
      }),
  };
}

function full(what: string, most: string): HttpError {
  return new HttpError(413, 'QUOTA_EXCEEDED', `${what} may have at most ${most}: store less, or delete some`);
}
