import { HttpError, pluginNotFound, tooLarge, versionNotFound } from '../http-error.ts';
import type { JsonObject } from '../json-safety.ts';
import { LIMITS } from '../limits.ts';
import { type Actor, audit } from './audit.ts';
import { type BundleRef, parsedBundle } from './catalogue-store.ts';
import { integer, isoTime, optionalIsoTime, optionalText, parsedJson, parsedObject, text } from './row.ts';
import type { Row, Sql, SqlDatabase } from './sql.ts';
import { forUser } from './user-scope.ts';

export type InstallState = 'inactive' | 'active';

/** One plugin of one user, as the API shows it. */
export interface Install {
  id: string;
  pluginId: string;
  manifest: JsonObject;
  state: string;
  settings: JsonObject;
  installedAt: string;
  updatedAt: string;
  enabledAt: string | null;
  version: string | null;
  /** `null` when the user has not been asked: the install is older than grants, or came without them. */
  grantedPermissions: string[] | null;
  /** `null` when the catalogue does not have this version: it is kept, and no host can start it. */
  bundle: BundleRef | null;
}

export interface NewInstall {
  pluginId: string;
  version: string;
  manifest: JsonObject;
  grantedPermissions: readonly string[] | null;
}

// Tables of before the platform may hold NULL settings.
const COLUMNS = `up.id, up.plugin_id, up.manifest::text AS manifest, up.state,
  coalesce(up.settings, '{}'::jsonb)::text AS settings, up.installed_at, up.updated_at, up.enabled_at, up.version,
  array_to_json(up.granted_permissions)::text AS granted_permissions,
  (SELECT json_build_object('sha256', b.sha256, 'integrity', b.integrity, 'size', b.size)::text
   FROM plugin_blobs b WHERE b.sha256 = up.bundle_sha256) AS bundle`;

const TRANSITIONS: Record<InstallState, string> = {
  active: `state = 'active', enabled_at = CASE WHEN state = 'active' THEN coalesce(enabled_at, now()) ELSE now() END`,
  inactive: `state = 'inactive', enabled_at = NULL`,
};

/** What users have installed. Every statement names the user. */
export interface InstallsStore {
  /** Newest first. */
  list(userId: string): Promise<Install[]>;
  /** `undefined` when the user already has the plugin. */
  add(actor: Actor, install: NewInstall): Promise<Install | undefined>;
  /** 409 `INVALID_STATE` for one that is disabled: switching it on or off does not lift that. */
  setState(actor: Actor, pluginId: string, state: InstallState): Promise<void>;
  /**
   * Puts another version in the place of an install; settings and state stay. 404 for a version that the catalogue does not have of
   * a plugin it has: nothing could start it.
   */
  update(actor: Actor, install: NewInstall): Promise<Install>;
  /** Stores what the user allows. `allowed` says what that is, given what the install asks for; what it throws, nothing is stored. */
  setPermissions(
    actor: Actor,
    pluginId: string,
    allowed: (manifest: JsonObject) => readonly string[],
  ): Promise<readonly string[]>;
  remove(actor: Actor, pluginId: string): Promise<void>;
  settings(userId: string, pluginId: string): Promise<JsonObject>;
  /**
   * Merges the top level only; `null` is a value. Concurrent writers keep each other's keys. `check` says whether the install that is
   * there may have the values; what it throws, nothing is stored.
   */
  mergeSettings(
    actor: Actor,
    pluginId: string,
    patch: JsonObject,
    check: (manifest: JsonObject) => Promise<void>,
  ): Promise<JsonObject>;
}

/** The installs in a database. Methods that name a plugin throw 404 where the user does not have it. */
export function createInstallsStore(db: SqlDatabase): InstallsStore {
  const change = <T>(actor: Actor, work: (tx: Sql) => Promise<T>): Promise<T> =>
    forUser(actor.userId, () => db.transaction(work));

  return {
    list: (userId) =>
      forUser(userId, async () => {
        const rows = await db.query(
          `SELECT ${COLUMNS} FROM user_plugins up WHERE up.user_id = $1 ORDER BY up.installed_at DESC, up.plugin_id`,
          [userId],
        );
        return rows.map(toInstall);
      }),

    add: (actor, install) => change(actor, (tx) => insert(tx, actor, install)),

    setState: (actor, pluginId, state) =>
      change(actor, async (tx) => {
        const rows = await tx.query(
          `UPDATE user_plugins SET ${TRANSITIONS[state]}, error = NULL, updated_at = now(), revision = revision + 1
           WHERE user_id = $1 AND plugin_id = $2 AND state IS DISTINCT FROM 'disabled' RETURNING id`,
          [actor.userId, pluginId],
        );
        if (rows.length === 0) {
          await lockedManifest(tx, actor, pluginId);
          throw new HttpError(
            409,
            'INVALID_STATE',
            'The plugin is disabled: an administrator has to enable it first',
          );
        }
        await audit(tx, actor, state === 'active' ? 'activate' : 'deactivate', pluginId);
      }),

    update: (actor, install) => change(actor, (tx) => replace(tx, actor, install)),

    setPermissions: (actor, pluginId, allowed) =>
      change(actor, async (tx) => {
        const permissions = allowed(await lockedManifest(tx, actor, pluginId));
        await tx.query(
          `UPDATE user_plugins SET granted_permissions = $3, updated_at = now(), revision = revision + 1
           WHERE user_id = $1 AND plugin_id = $2`,
          [actor.userId, pluginId, permissions],
        );
        await audit(tx, actor, 'permissions', pluginId, { grantedPermissions: permissions });
        return permissions;
      }),

    remove: (actor, pluginId) =>
      change(actor, async (tx) => {
        const rows = await tx.query(
          'DELETE FROM user_plugins WHERE user_id = $1 AND plugin_id = $2 RETURNING version',
          [actor.userId, pluginId],
        );
        if (!rows[0]) throw pluginNotFound();
        await audit(tx, actor, 'uninstall', pluginId, { version: optionalText(rows[0], 'version') });
      }),

    settings: (userId, pluginId) =>
      forUser(userId, async () => {
        const [row] = await db.query(
          `SELECT coalesce(settings, '{}'::jsonb)::text AS settings FROM user_plugins
           WHERE user_id = $1 AND plugin_id = $2`,
          [userId, pluginId],
        );
        if (!row) throw pluginNotFound();
        return parsedObject(row, 'settings');
      }),

    mergeSettings: (actor, pluginId, patch, check) =>
      change(actor, async (tx) => {
        await check(await lockedManifest(tx, actor, pluginId));
        const [row] = await tx.query(
          `UPDATE user_plugins SET
             settings = coalesce(settings, '{}'::jsonb) || $3::jsonb, updated_at = now(), revision = revision + 1
           WHERE user_id = $1 AND plugin_id = $2
           RETURNING settings::text AS settings, octet_length(settings::text) AS size`,
          [actor.userId, pluginId, JSON.stringify(patch)],
        );
        if (!row) throw pluginNotFound();
        if (integer(row, 'size') > LIMITS.settingsBytes) throw tooLarge('The settings', LIMITS.settingsBytes);
        await audit(tx, actor, 'settings', pluginId, { keys: Object.keys(patch) });
        return parsedObject(row, 'settings');
      }),
  };
}

/** Locked, so that an update cannot put another manifest in its place before what was checked against this one is stored. */
async function lockedManifest(tx: Sql, actor: Actor, pluginId: string): Promise<JsonObject> {
  const [row] = await tx.query(
    `SELECT manifest::text AS manifest FROM user_plugins
     WHERE user_id = $1 AND plugin_id = $2 FOR UPDATE`,
    [actor.userId, pluginId],
  );
  if (!row) throw pluginNotFound();
  return parsedObject(row, 'manifest');
}

async function insert(tx: Sql, actor: Actor, install: NewInstall): Promise<Install | undefined> {
  const { pluginId, version, grantedPermissions } = install;
  const [row] = await tx.query(
    `INSERT INTO user_plugins AS up
       (user_id, plugin_id, manifest, state, settings, version, bundle_sha256, granted_permissions, installed_at, updated_at)
     VALUES ($1, $2, $3, 'inactive', '{}', $4,
       (SELECT v.bundle_sha256 FROM plugin_versions v
        WHERE v.plugin_id = $5 AND v.version = $6 AND v.status = 'published'),
       $7, now(), now())
     ON CONFLICT (user_id, plugin_id) DO NOTHING
     RETURNING ${COLUMNS}, octet_length(up.manifest::text) AS size`,
    [
      actor.userId,
      pluginId,
      JSON.stringify(install.manifest),
      version,
      pluginId,
      version,
      grantedPermissions,
    ],
  );
  if (!row) return undefined;
  if (integer(row, 'size') > LIMITS.manifestBytes) throw tooLarge('The manifest', LIMITS.manifestBytes);
  const installed = toInstall(row);
  if (installed.bundle) {
    await tx.query('UPDATE plugins SET downloads = downloads + 1 WHERE id = $1', [pluginId]);
  }
  await audit(tx, actor, 'install', pluginId, { version, grantedPermissions });
  return installed;
}

async function replace(tx: Sql, actor: Actor, install: NewInstall): Promise<Install> {
  const { pluginId, version, grantedPermissions } = install;
  const [row] = await tx.query(
    `UPDATE user_plugins up SET
       manifest = $3, version = $4, granted_permissions = $5, error = NULL, updated_at = now(), revision = revision + 1,
       bundle_sha256 = (SELECT v.bundle_sha256 FROM plugin_versions v
                        WHERE v.plugin_id = $6 AND v.version = $7 AND v.status = 'published')
     WHERE up.user_id = $1 AND up.plugin_id = $2
     RETURNING ${COLUMNS}, octet_length(up.manifest::text) AS size`,
    [
      actor.userId,
      pluginId,
      JSON.stringify(install.manifest),
      version,
      grantedPermissions,
      pluginId,
      version,
    ],
  );
  if (!row) throw pluginNotFound();
  if (integer(row, 'size') > LIMITS.manifestBytes) throw tooLarge('The manifest', LIMITS.manifestBytes);
  const installed = toInstall(row);
  if (!installed.bundle && (await hasCode(tx, pluginId))) throw versionNotFound();
  await audit(tx, actor, 'update', pluginId, { version, grantedPermissions });
  return installed;
}

/** Whether the catalogue has the plugin with code, in whatever version. */
async function hasCode(tx: Sql, pluginId: string): Promise<boolean> {
  const rows = await tx.query('SELECT 1 AS one FROM plugin_versions WHERE plugin_id = $1 LIMIT 1', [
    pluginId,
  ]);
  return rows.length > 0;
}

function toInstall(row: Row): Install {
  return {
    id: text(row, 'id'),
    pluginId: text(row, 'plugin_id'),
    manifest: parsedObject(row, 'manifest'),
    state: text(row, 'state'),
    settings: parsedObject(row, 'settings'),
    installedAt: isoTime(row, 'installed_at'),
    updatedAt: isoTime(row, 'updated_at'),
    enabledAt: optionalIsoTime(row, 'enabled_at'),
    version: optionalText(row, 'version'),
    grantedPermissions:
      row.granted_permissions === null ? null : (parsedJson(row, 'granted_permissions') as string[]),
    bundle: parsedBundle(row),
  };
}
