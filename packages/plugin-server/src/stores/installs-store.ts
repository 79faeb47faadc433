import { HttpError, pluginNotFound, tooLarge, versionNotFound } from '../http-error.ts';
import type { JsonObject } from '../json-safety.ts';
import { LIMITS } from '../limits.ts';
import { type Actor, audit } from './audit.ts';
import type { Change } from './change.ts';
import { DISABLED_FAULT, INSTALL_JSON, INSTALL_MARK, IS_BLOCKED } from './install-json.ts';
import { integer, optionalText, parsedObject, text } from './row.ts';
import type { Row, Sql, SqlDatabase, Statement } from './sql.ts';
import { forUser } from './user-scope.ts';
import { findVersion, type Missing, type PublishedVersion } from './versions.ts';

export type InstallState = 'inactive' | 'active';

/** What is asked for: a version of a plugin, with what the user allows it. */
export interface NewInstall {
  pluginId: string;
  version: string;
  /** As sent. Where the catalogue has the version, its own manifest is what counts. */
  manifest: JsonObject;
  /** `null` when the user has not been asked. */
  grantedPermissions: readonly string[] | null;
}

/** All installs of a user. */
export interface InstallList {
  /** The installs, as JSON with commas between them. */
  items: string;
  etag: string;
}

const TRANSITIONS: Record<InstallState, string> = {
  active: `state = 'active', enabled_at = CASE WHEN state = 'active' THEN coalesce(enabled_at, now()) ELSE now() END`,
  inactive: `state = 'inactive', enabled_at = NULL`,
};

const NEWEST_FIRST = 'up.installed_at DESC, up.plugin_id';
const OF_USER = 'up.user_id = $1 AND up.tenant_id = $2';
// Strong: whenever one of the installs changes, so does its mark.
const ETAG = `md5(coalesce(string_agg(${INSTALL_MARK}, ',' ORDER BY ${NEWEST_FIRST}), '')) AS etag`;

const LIST: Statement = {
  name: 'plugin_installs_list',
  text: `SELECT ${ETAG}, coalesce(string_agg(${INSTALL_JSON}, ',' ORDER BY ${NEWEST_FIRST}), '') AS items
         FROM user_plugins up WHERE ${OF_USER}`,
};
const LIST_ETAG: Statement = {
  name: 'plugin_installs_etag',
  text: `SELECT ${ETAG} FROM user_plugins up WHERE ${OF_USER}`,
};

const INSTALL = 'user_id = $1 AND tenant_id = $2 AND plugin_id = $3';
const REVISED = 'updated_at = now(), revision = revision + 1';

// What was disabled leaves that behind: an install anew would lift it.
const REMOVE = `
  WITH gone AS (DELETE FROM user_plugins WHERE ${INSTALL} RETURNING user_id, tenant_id, plugin_id, version, state, error),
       kept AS (INSERT INTO plugin_disabled (user_id, tenant_id, plugin_id, error)
                SELECT user_id, tenant_id, plugin_id, error FROM gone WHERE state = 'disabled' ON CONFLICT DO NOTHING)
  SELECT version FROM gone`;

/** What users have installed. Every statement names user and tenant. */
export interface InstallsStore {
  /** Newest first. */
  list(actor: Actor): Promise<InstallList>;
  /** The ETag of {@link list}, without reading what is in the installs. */
  listEtag(actor: Actor): Promise<string>;
  /** As JSON. 409 when the user already has the plugin, 403 when they uninstalled it while it was disabled. */
  add(actor: Actor, install: NewInstall): Promise<string>;
  /**
   * 409 `INVALID_STATE` for one that is disabled: switching it on or off does not lift that. 409 `VERSION_WITHDRAWN` when one of a blocked
   * version is switched on.
   */
  setState(actor: Actor, pluginId: string, state: InstallState): Promise<void>;
  /** Puts another version in the place of an install; settings and state stay. As JSON. */
  update(actor: Actor, install: NewInstall): Promise<string>;
  /** Stores what the user allows. `allowed` says what that is, given what the install asks for; what it throws, nothing is stored. */
  setPermissions(
    actor: Actor,
    pluginId: string,
    allowed: (manifest: JsonObject) => readonly string[],
  ): Promise<readonly string[]>;
  remove(actor: Actor, pluginId: string): Promise<void>;
}

/** The installs in a database. Methods that name a plugin throw 404 where the user does not have it. */
export function createInstallsStore(db: SqlDatabase, change: Change): InstallsStore {
  const aggregate = (statement: Statement, { userId, tenantId }: Actor): Promise<Row> =>
    forUser(userId, async () => {
      const [row = {}] = await db.read(statement, [userId, tenantId]);
      return row;
    });

  return {
    async list(actor) {
      const row = await aggregate(LIST, actor);
      return { items: text(row, 'items'), etag: etagOf(row) };
    },

    listEtag: async (actor) => etagOf(await aggregate(LIST_ETAG, actor)),

    add: (actor, install) => change(actor, (tx) => insert(tx, actor, install)),

    setState: (actor, pluginId, state) =>
      change(actor, async (tx) => {
        const here = [actor.userId, actor.tenantId, pluginId];
        const [before] = await tx.query(
          `SELECT up.state, ${IS_BLOCKED} AS blocked FROM user_plugins up WHERE ${INSTALL} FOR UPDATE`,
          here,
        );
        if (!before) throw pluginNotFound();
        if (before.state === 'disabled') {
          throw new HttpError(
            409,
            'INVALID_STATE',
            'The plugin is disabled: an administrator has to enable it first',
          );
        }
        if (state === 'active' && before.blocked === true) {
          throw new HttpError(
            409,
            'VERSION_WITHDRAWN',
            'This version is blocked: choose another one, or wait until it no longer is',
          );
        }
        await tx.query(
          `UPDATE user_plugins SET ${TRANSITIONS[state]}, error = NULL, ${REVISED} WHERE ${INSTALL}`,
          here,
        );
        await audit(tx, actor, state === 'active' ? 'activate' : 'deactivate', pluginId);
      }),

    update: (actor, install) => change(actor, (tx) => replace(tx, actor, install)),

    setPermissions: (actor, pluginId, allowed) =>
      change(actor, async (tx) => {
        const permissions = allowed(await lockedManifest(tx, actor, pluginId));
        await tx.query(`UPDATE user_plugins SET granted_permissions = $4, ${REVISED} WHERE ${INSTALL}`, [
          actor.userId,
          actor.tenantId,
          pluginId,
          permissions,
        ]);
        await audit(tx, actor, 'permissions', pluginId, { grantedPermissions: permissions });
        return permissions;
      }),

    remove: (actor, pluginId) =>
      change(actor, async (tx) => {
        const [row] = await tx.query(REMOVE, [actor.userId, actor.tenantId, pluginId]);
        if (!row) throw pluginNotFound();
        await audit(tx, actor, 'uninstall', pluginId, { version: optionalText(row, 'version') });
      }),
  };
}

/** Locked, so that an update cannot put another manifest in its place before what was checked against this one is stored. */
async function lockedManifest(tx: Sql, actor: Actor, pluginId: string): Promise<JsonObject> {
  const [row] = await tx.query(
    `SELECT manifest::text AS manifest FROM user_plugins WHERE ${INSTALL} FOR UPDATE`,
    [actor.userId, actor.tenantId, pluginId],
  );
  if (!row) throw pluginNotFound();
  return parsedObject(row, 'manifest');
}

async function insert(tx: Sql, actor: Actor, install: NewInstall): Promise<string> {
  const { pluginId, version, grantedPermissions } = install;
  const published = whereFound(await findVersion(tx, install));
  const [row] = await tx.query(
    `INSERT INTO user_plugins AS up
       (user_id, tenant_id, plugin_id, manifest, state, settings, version, bundle_sha256, granted_permissions, installed_at, updated_at)
     VALUES ($1, $2, $3, $4, 'inactive', '{}', $5, $6, $7, now(), now())
     ON CONFLICT DO NOTHING
     RETURNING ${INSTALL_JSON} AS item, octet_length(up.manifest::text) AS size`,
    [
      actor.userId,
      actor.tenantId,
      pluginId,
      JSON.stringify(published?.manifest ?? install.manifest),
      version,
      published?.sha256 ?? null,
      grantedPermissions,
    ],
  );
  if (!row) throw new HttpError(409, 'ALREADY_EXISTS', 'Plugin already installed');
  requireSize(row, published);
  if (published) {
    // One for each user, however often they come back.
    await tx.query(
      `INSERT INTO plugin_downloads (plugin_id) SELECT $1::text WHERE NOT EXISTS (
         SELECT 1 FROM plugin_audit WHERE user_id = $2 AND coalesce(tenant_id, '') = $3 AND plugin_id = $4 AND action = 'install')`,
      [pluginId, actor.userId, actor.tenantId, pluginId],
    );
  }
  await audit(tx, actor, 'install', pluginId, { version, grantedPermissions });
  // Behind the lock of the audit, where installs of a user wait for each other: none is counted without the others.
  await requireRoom(tx, actor);
  await requireEnabled(tx, actor, pluginId);
  return text(row, 'item');
}

async function replace(tx: Sql, actor: Actor, install: NewInstall): Promise<string> {
  const { pluginId, version, grantedPermissions } = install;
  // In the order of a publication, which changes the version first and then the installs of it.
  const found = await findVersion(tx, install);
  await lockedManifest(tx, actor, pluginId);
  // There was code before, and nothing could start what has none.
  if (found === 'no such version') throw versionNotFound();
  const published = whereFound(found);
  const [row] = await tx.query(
    `UPDATE user_plugins up SET manifest = $4, version = $5, bundle_sha256 = $6, granted_permissions = $7,
       error = CASE WHEN up.state = 'disabled' THEN up.error END, ${REVISED}
     WHERE ${INSTALL} RETURNING ${INSTALL_JSON} AS item, octet_length(up.manifest::text) AS size`,
    [
      actor.userId,
      actor.tenantId,
      pluginId,
      JSON.stringify(published?.manifest ?? install.manifest),
      version,
      published?.sha256 ?? null,
      grantedPermissions,
    ],
  );
  if (!row) throw pluginNotFound();
  requireSize(row, published);
  await audit(tx, actor, 'update', pluginId, { version, grantedPermissions });
  return text(row, 'item');
}

/** @throws HttpError 413 */
function requireSize(row: Row, published: PublishedVersion | undefined): void {
  const most = published ? LIMITS.manifestBytes : LIMITS.foreignManifestBytes;
  if (integer(row, 'size') > most) throw tooLarge('The manifest', most);
}

function whereFound(found: PublishedVersion | Missing): PublishedVersion | undefined {
  return typeof found === 'string' ? undefined : found;
}

function etagOf(row: Row): string {
  return `"${text(row, 'etag')}"`;
}

/** @throws HttpError 413 for a user with too many plugins, the one just installed among them */
async function requireRoom(tx: Sql, { userId, tenantId }: Actor): Promise<void> {
  const [row] = await tx.query(
    'SELECT count(*) AS installs FROM user_plugins WHERE user_id = $1 AND tenant_id = $2',
    [userId, tenantId],
  );
  if (!row || integer(row, 'installs') <= LIMITS.installs) return;
  throw new HttpError(
    413,
    'QUOTA_EXCEEDED',
    `A user can have at most ${LIMITS.installs} plugins: uninstall some first`,
  );
}

/** @throws HttpError 403 for a plugin that was disabled when its user removed it */
async function requireEnabled(tx: Sql, { userId, tenantId }: Actor, pluginId: string): Promise<void> {
  const [row] = await tx.query(
    `SELECT ${DISABLED_FAULT('error')} ->> 'message' AS reason FROM plugin_disabled WHERE ${INSTALL}`,
    [userId, tenantId, pluginId],
  );
  if (!row) return;
  throw new HttpError(403, 'PLUGIN_DISABLED', `The plugin cannot be installed: ${text(row, 'reason')}`);
}
