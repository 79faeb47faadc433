import { HttpError, pluginNotFound, tooLarge } from '../http-error.ts';
import type { JsonObject } from '../json-safety.ts';
import { LIMITS } from '../limits.ts';
import { type Actor, audit } from './audit.ts';
import type { Change } from './change.ts';
import { integer, parsedObject, text } from './row.ts';
import type { Row, SqlDatabase, Statement } from './sql.ts';
import { forUser } from './user-scope.ts';

/** The settings of one install. */
export interface StoredSettings {
  settings: JsonObject;
  /** Of their content: what is the same has the same. */
  etag: string;
}

/** How stored settings are changed. */
export interface SettingsChange {
  /** What comes out, given what is there and what the install declares; what it throws, nothing is stored. */
  apply(stored: JsonObject, manifest: JsonObject): Promise<JsonObject>;
  /** Whether settings with this ETag may be changed. */
  mayChange(etag: string): boolean;
  /** What is written down: never the values. */
  keys: readonly string[];
}

/** What users have set. Methods throw 404 where the user does not have the plugin. */
export interface SettingsStore {
  get(actor: Actor, pluginId: string): Promise<StoredSettings>;
  /** Concurrent writers wait for each other. 412 where {@link SettingsChange.mayChange} says no. */
  change(actor: Actor, pluginId: string, how: SettingsChange): Promise<StoredSettings>;
}

const COLUMNS = `coalesce(settings, '{}'::jsonb)::text AS settings, md5(coalesce(settings, '{}'::jsonb)::text) AS hash`;
const HERE = 'user_id = $1 AND tenant_id = $2 AND plugin_id = $3';

const GET: Statement = {
  name: 'plugin_settings_get',
  text: `SELECT ${COLUMNS} FROM user_plugins WHERE ${HERE}`,
};

export function createSettingsStore(db: SqlDatabase, change: Change): SettingsStore {
  return {
    get: (actor, pluginId) =>
      forUser(actor.userId, async () => {
        const [row] = await db.read(GET, [actor.userId, actor.tenantId, pluginId]);
        if (!row) throw pluginNotFound();
        return toSettings(row);
      }),

    change: (actor, pluginId, { apply, mayChange, keys }) =>
      change(actor, async (tx) => {
        const here = [actor.userId, actor.tenantId, pluginId];
        const [before] = await tx.query(
          `SELECT ${COLUMNS}, manifest::text AS manifest FROM user_plugins WHERE ${HERE} FOR UPDATE`,
          here,
        );
        if (!before) throw pluginNotFound();
        const { settings, etag } = toSettings(before);
        if (!mayChange(etag))
          throw new HttpError(412, 'PRECONDITION_FAILED', 'The settings have changed: read them again');
        const wanted = await apply(settings, parsedObject(before, 'manifest'));
        const [after] = await tx.query(
          `UPDATE user_plugins SET settings = $4::jsonb, updated_at = now(), revision = revision + 1 WHERE ${HERE}
           RETURNING ${COLUMNS}, octet_length(settings::text) AS size`,
          [...here, JSON.stringify(wanted)],
        );
        if (!after) throw pluginNotFound();
        if (integer(after, 'size') > LIMITS.settingsBytes)
          throw tooLarge('The settings', LIMITS.settingsBytes);
        const more = keys.length - LIMITS.auditKeys;
        await audit(tx, actor, 'settings', pluginId, {
          keys: keys.slice(0, LIMITS.auditKeys),
          ...(more > 0 ? { more } : {}),
        });
        return toSettings(after);
      }),
  };
}

function toSettings(row: Row): StoredSettings {
  return { settings: parsedObject(row, 'settings'), etag: `"${text(row, 'hash')}"` };
}
