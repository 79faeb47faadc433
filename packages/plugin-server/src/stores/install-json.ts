/** ISO 8601 in UTC, as `Date.toISOString()` has it. A column of before the platform may have no time zone: it is the session's. */
export const ISO_TIME = (column: string): string =>
  `to_char(${column}::timestamptz AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/**
 * One install as the API shows it, made by PostgreSQL: manifest and settings are stored as JSON, and parsing them only to write them again
 * would be more than half of the work of a list. Tables of before the platform may hold NULL settings.
 */
export const INSTALL_JSON = `json_build_object(
  'id', up.id, 'pluginId', up.plugin_id, 'manifest', up.manifest, 'state', up.state,
  'settings', coalesce(up.settings, '{}'::jsonb), 'installedAt', ${ISO_TIME('up.installed_at')},
  'updatedAt', ${ISO_TIME('up.updated_at')}, 'enabledAt', ${ISO_TIME('up.enabled_at')}, 'version', up.version,
  'grantedPermissions', up.granted_permissions,
  'bundle', up.bundle)::text`;

/** What changes whenever an install does, also by an app of before the platform, which does not count revisions. */
export const INSTALL_MARK = `up.id || '@' || up.revision || '@' || extract(epoch FROM up.updated_at)`;
