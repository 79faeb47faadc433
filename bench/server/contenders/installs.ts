import type { PgPool } from '../modules.ts';

/** What one would write first: columns as `pg` parses them, the bundle by a join. */
export const LIST_STATEMENT = `
  SELECT up.id, up.plugin_id, up.manifest, up.state, up.settings, up.installed_at, up.updated_at, up.enabled_at, up.version,
         up.granted_permissions, b.sha256, b.integrity, b.size
  FROM user_plugins up LEFT JOIN plugin_blobs b ON b.sha256 = up.bundle_sha256
  WHERE up.user_id = $1
  ORDER BY up.installed_at DESC, up.plugin_id`;

interface InstallRow {
  id: string;
  plugin_id: string;
  manifest: object;
  state: string;
  settings: object;
  installed_at: Date;
  updated_at: Date;
  enabled_at: Date | null;
  version: string | null;
  granted_permissions: string[] | null;
  sha256: string | null;
  integrity: string | null;
  size: number | null;
}

/** The answer of `GET /` in the shape of the contract, to be made JSON by whoever sends it. */
export async function listInstalls(pool: PgPool, userId: string): Promise<object> {
  const { rows } = await pool.query<InstallRow>(LIST_STATEMENT, [userId]);
  return { success: true, plugins: rows.map(toInstall) };
}

function toInstall(row: InstallRow): object {
  const { sha256, integrity, size } = row;
  return {
    id: row.id,
    pluginId: row.plugin_id,
    manifest: row.manifest,
    state: row.state,
    settings: row.settings,
    installedAt: row.installed_at,
    updatedAt: row.updated_at,
    enabledAt: row.enabled_at,
    version: row.version,
    grantedPermissions: row.granted_permissions,
    bundle: sha256 === null ? null : { sha256, integrity, size },
  };
}
