/** ISO 8601 in UTC, as `Date.toISOString()` has it. A column of before the platform may have no time zone: it is the session's. */
export const ISO_TIME = (column: string): string =>
  `to_char(${column}::timestamptz AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** Tables of before the platform may hold NULL or anything else. */
const OBJECT = (column: string): string =>
  `CASE WHEN jsonb_typeof(${column}) = 'object' THEN ${column} ELSE '{}'::jsonb END`;

/**
 * One install as the API shows it, made by PostgreSQL: manifest and settings are stored as JSON, and parsing them only to write them again
 * would be more than half of the work of a list.
 */
export const INSTALL_JSON = `json_build_object(
  'id', up.id, 'pluginId', up.plugin_id, 'manifest', ${OBJECT('up.manifest')}, 'state', coalesce(up.state, 'inactive'),
  'settings', ${OBJECT('up.settings')}, 'installedAt', ${ISO_TIME('up.installed_at')},
  'updatedAt', ${ISO_TIME('up.updated_at')}, 'enabledAt', ${ISO_TIME('up.enabled_at')}, 'version', up.version,
  'grantedPermissions', up.granted_permissions,
  'bundle', up.bundle)::text`;

/** What changes whenever an install does, also by an app of before the platform, which does not count revisions. */
export const INSTALL_MARK = `up.id || '@' || up.revision || '@' || extract(epoch FROM up.updated_at)`;
