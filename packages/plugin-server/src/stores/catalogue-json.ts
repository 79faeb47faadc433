import { ISO_TIME } from './install-json.ts';

/** Where the bytes of `v`, a version, are: `null` for one that was withdrawn. */
export const BUNDLE_JSON = `(SELECT json_build_object('sha256', b.sha256, 'integrity', b.integrity, 'size', b.size)
  FROM plugin_blobs b WHERE b.sha256 = v.bundle_sha256 AND v.status = 'published')`;

/** Of a list: whoever wants to read all of it opens the plugin. */
const CHANGELOG_EXCERPT = 2_000;

/**
 * One entry as the API shows it, made by PostgreSQL, without the brace at its end so that more can follow. `changelog` is absent where there
 * is none, as it always was.
 */
const openEntry = (changelog: string): string => `left(json_build_object(
    'id', p.id, 'manifest', p.manifest, 'downloads', p.downloads, 'rating', p.rating, 'ratingCount', p.rating_count,
    'featured', p.featured, 'verified', p.verified, 'categories', p.categories, 'screenshots', p.screenshots,
    'publishedAt', ${ISO_TIME('p.published_at')}, 'updatedAt', ${ISO_TIME('p.updated_at')},
    'bundle', (SELECT ${BUNDLE_JSON} FROM plugin_versions v WHERE v.plugin_id = p.id AND v.version = p.latest_version)
  )::text, -1) || coalesce(',"changelog":' || to_json(${changelog})::text, '')`;

/** An entry of a list, from `p`. */
export const ENTRY_JSON = `${openEntry(`left(p.changelog, ${CHANGELOG_EXCERPT})`)} || '}'`;

/** The members of an entry that is shown alone, from `p`: what follows them ends with a brace. */
export const DETAIL_MEMBERS = `${openEntry('p.changelog')} || ',"readme":' || coalesce(to_json(p.readme)::text, 'null')
  || ',"publisher":' || coalesce(to_json(p.publisher)::text, 'null')`;

/** A version in the list of all, from `v`. */
export const VERSION_JSON = `json_build_object(
    'version', v.version, 'status', v.status, 'publishedAt', ${ISO_TIME('v.published_at')},
    'size', (SELECT b.size FROM plugin_blobs b WHERE b.sha256 = v.bundle_sha256),
    'permissions', coalesce(v.manifest -> 'permissions', '[]'),
    'optionalPermissions', coalesce(v.manifest -> 'optionalPermissions', '[]'),
    'hosts', coalesce(v.manifest #> '{network,hosts}', '[]'), 'bundle', ${BUNDLE_JSON})::text`;
