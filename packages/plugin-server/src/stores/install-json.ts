/** ISO 8601 in UTC, as `Date.toISOString()` has it. A column of before the platform may have no time zone: it is the session's. */
export const ISO_TIME = (column: string): string =>
  `to_char(${column}::timestamptz AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** Tables of before the platform may hold NULL or anything else. */
const OBJECT = (column: string): string =>
  `CASE WHEN jsonb_typeof(${column}) = 'object' THEN ${column} ELSE '{}'::jsonb END`;

/** Its version is blocked: there is code, and an install has no copy of where it is. */
export const IS_BLOCKED = '(up.bundle_sha256 IS NOT NULL AND up.bundle IS NULL)';

/** Why an administrator has disabled it, out of the `error` that they have left, or in our words. */
export const DISABLED_FAULT = (error: string): string => `json_build_object(
  'code', coalesce(${error} ->> 'code', 'PLUGIN_DISABLED'),
  'message', coalesce(${error} ->> 'message', 'An administrator has disabled this plugin'))`;

const FIELDS = `
  'id', up.id, 'pluginId', up.plugin_id, 'manifest', ${OBJECT('up.manifest')}, 'settings', ${OBJECT('up.settings')},
  'installedAt', ${ISO_TIME('up.installed_at')}, 'updatedAt', ${ISO_TIME('up.updated_at')},
  'enabledAt', ${ISO_TIME('up.enabled_at')}, 'version', up.version, 'grantedPermissions', up.granted_permissions,
  'bundle', up.bundle`;

/**
 * One install as the API shows it, made by PostgreSQL: manifest and settings are stored as JSON, and parsing them only to write them again
 * would be more than half of the work of a list. What does not run has a `fault`; no other has that member.
 */
export const INSTALL_JSON = `(CASE
  WHEN up.state = 'disabled' THEN json_build_object(${FIELDS}, 'state', 'disabled', 'fault', ${DISABLED_FAULT('up.error')})
  WHEN ${IS_BLOCKED} THEN json_build_object(${FIELDS}, 'state', 'disabled', 'fault', json_build_object(
    'code', 'VERSION_WITHDRAWN', 'message', concat('Version ', up.version, ' is blocked: choose another one')))
  ELSE json_build_object(${FIELDS}, 'state', coalesce(up.state, 'inactive')) END)::text`;

/** What changes whenever an install does, also by an app of before the platform, which does not count revisions. */
export const INSTALL_MARK = `up.id || '@' || up.revision || '@' || extract(epoch FROM up.updated_at)`;
