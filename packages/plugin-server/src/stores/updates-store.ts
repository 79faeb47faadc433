import coerce from 'semver/functions/coerce.js';
import compare from 'semver/functions/compare.js';
import parse from 'semver/functions/parse.js';
import type { Actor } from './audit.ts';
import { BUNDLE_JSON } from './catalogue-json.ts';
import { optionalText, text } from './row.ts';
import type { SqlDatabase, Statement } from './sql.ts';
import { forUser } from './user-scope.ts';

export interface UpdatesStore {
  /** What the user has in a lower version than the catalogue, as JSON with commas between. */
  list(actor: Actor): Promise<string>;
}

const CANDIDATES: Statement = {
  name: 'plugin_updates_candidates',
  text: `SELECT up.plugin_id, up.version, json_agg(v.version)::text AS versions
         FROM user_plugins up JOIN plugin_versions v ON v.plugin_id = up.plugin_id
         WHERE up.user_id = $1 AND up.tenant_id = $2 AND v.status = 'published'
         GROUP BY up.plugin_id, up.version ORDER BY up.plugin_id COLLATE "C"`,
};

const CHOSEN: Statement = {
  name: 'plugin_updates_chosen',
  text: `SELECT coalesce(string_agg(json_build_object(
             'pluginId', v.plugin_id, 'from', c.old_version, 'to', v.version, 'manifest', v.manifest, 'bundle', ${BUNDLE_JSON},
             'changelog', p.changelog)::text, ',' ORDER BY c.n), '') AS items
         FROM unnest($1::text[], $2::text[], $3::text[]) WITH ORDINALITY AS c (plugin_id, old_version, new_version, n)
         JOIN plugin_versions v ON v.plugin_id = c.plugin_id AND v.version = c.new_version AND v.status = 'published'
         JOIN plugins p ON p.id = v.plugin_id`,
};

/** Which installs of a user have an update. */
export function createUpdatesStore(db: SqlDatabase): UpdatesStore {
  return {
    async list({ userId, tenantId }) {
      const rows = await forUser(userId, () => db.read(CANDIDATES, [userId, tenantId]));
      const updates = rows.flatMap((row) => {
        const from = optionalText(row, 'version') ?? '';
        const to = updateOf(from, JSON.parse(text(row, 'versions')));
        return to === undefined ? [] : [{ pluginId: text(row, 'plugin_id'), from, to }];
      });
      if (updates.length === 0) return '';
      const [chosen] = await db.read(CHOSEN, [
        updates.map(({ pluginId }) => pluginId),
        updates.map(({ from }) => from),
        updates.map(({ to }) => to),
      ]);
      return chosen ? text(chosen, 'items') : '';
    },
  };
}

/**
 * The version that an install should be updated to, if any. An install of before the platform may have a version that is none today, such
 * as `1.0`.
 */
export function updateOf(installed: string, published: readonly string[]): string | undefined {
  const current = parse(installed) ?? coerce(installed);
  if (!current) return undefined;
  const takesPrereleases = current.prerelease.length > 0;
  return published
    .filter((version) => takesPrereleases || parse(version)?.prerelease.length === 0)
    .filter((version) => compare(version, current) > 0)
    .sort(compare)
    .at(-1);
}
