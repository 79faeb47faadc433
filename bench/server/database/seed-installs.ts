import type { PgClient } from '../modules.ts';
import { PLUGINS_PER_USER } from '../settings.ts';

/** Users of a batch: little enough for sorting in memory. */
const BATCH = 1_000;
/** Entries of the catalogue that are installed at all. */
const POPULAR = 1_000;
/** Of all users, those whose rows do not lie together. */
const SCATTERED = 0.02;

/** How many users have what; the first ones' rows lie together, as when all were installed at once. */
export interface Seeded {
  together: number;
  scattered: number;
}

/** As long as the ids of the app's users. */
export const userId = (index: number): string => `user_${String(index).padStart(20, '0')}`;

/** Gives each user 20 plugins of the catalogue with settings of about 300 bytes. Without a users table: nothing here writes. */
export async function seedInstalls(client: PgClient, users: number): Promise<Seeded> {
  // Manifests are compressed here, as they will be in the table: once, not once for each install.
  await client.query(
    `CREATE TEMP TABLE popular (n int, id text, manifest jsonb, version text, bundle_sha256 text, settings jsonb)
     WITH (toast_tuple_target = 128);
     ALTER TABLE popular ALTER id SET STORAGE PLAIN, ALTER manifest SET STORAGE MAIN, ALTER version SET STORAGE PLAIN,
       ALTER bundle_sha256 SET STORAGE PLAIN, ALTER settings SET STORAGE PLAIN`,
  );
  await client.query(
    `INSERT INTO popular
     SELECT row_number() OVER (ORDER BY p.downloads DESC, p.id) - 1 AS n, p.id, p.manifest, p.latest_version, v.bundle_sha256,
            jsonb_build_object(
              'quality', 80, 'mode', 'best', 'accent', '#' || left(md5(p.id), 6), 'folder', '/projects/' || md5(p.id),
              'recent', jsonb_build_array(md5(p.id || 1), md5(p.id || 2)), 'pinned', true,
              'window', jsonb_build_object('x', 120, 'y', 80, 'width', 640, 'height', 480)) AS settings
     FROM plugins p JOIN plugin_versions v ON v.plugin_id = p.id AND v.version = p.latest_version
     ORDER BY n LIMIT ${POPULAR}`,
  );
  const { rows } = await client.query<{ count: number }>('SELECT count(*)::int AS count FROM popular');
  const popular = rows[0]?.count ?? 0;
  if (popular < POPULAR) throw new Error(`The catalogue has ${popular} entries; users install ${POPULAR}`);
  await client.query(`SET work_mem = '256MB'`);

  const scattered = Math.max(20, Math.round(users * SCATTERED));
  const together = users - scattered;
  for (let from = 0; from < together; from += BATCH) {
    await insert(client, from, Math.min(from + BATCH, together) - 1, 'u, k');
  }
  await insert(client, together, users - 1, 'k, u');

  await client.query('RESET work_mem');
  await client.query('VACUUM (ANALYZE) user_plugins');
  await client.query('CHECKPOINT');
  return { together, scattered };
}

async function insert(client: PgClient, from: number, to: number, order: string): Promise<void> {
  // 53 and the number of popular entries have no common divisor: no user gets a plugin twice.
  await client.query(
    `INSERT INTO user_plugins (user_id, plugin_id, manifest, state, settings, version, bundle_sha256, granted_permissions,
                               installed_at, updated_at, enabled_at)
     SELECT 'user_' || lpad(u::text, 20, '0'), p.id, p.manifest, CASE WHEN k % 3 = 0 THEN 'inactive' ELSE 'active' END, p.settings,
            p.version, p.bundle_sha256, ARRAY['storage', 'projects:read', 'commands', 'notifications', 'ui'],
            t.at, t.at, CASE WHEN k % 3 = 0 THEN NULL ELSE t.at END
     FROM generate_series($1::int, $2::int) u
       CROSS JOIN generate_series(0, ${PLUGINS_PER_USER - 1}) k
       CROSS JOIN LATERAL (SELECT timestamptz '2026-01-01' + k * interval '1 day' + u * interval '1 second' AS at) t
       JOIN popular p ON p.n = (u * 37 + k * 53) % ${POPULAR}
     ORDER BY ${order}`,
    [from, to],
  );
}
