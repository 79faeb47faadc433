import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import type { PluginManifest } from '@fluxstudio/plugin-protocol/manifest/manifest';
import { checkSettingsPatterns } from '@fluxstudio/plugin-protocol/settings/validate-settings';
import compare from 'semver/functions/compare.js';
import type { JsonObject } from './json-safety.ts';
import { parsedObject, text } from './stores/row.ts';
import type { Row, Sql } from './stores/sql.ts';
import { asksFor } from './stores/versions.ts';

/**
 * What the marketplace says of a plugin beyond its manifest.
 *
 * @example
 * const listing: Listing = { featured: true, verified: true, screenshots: ['/shots/palette.png'] };
 */
export interface Listing {
  featured?: boolean;
  verified?: boolean;
  screenshots?: readonly string[];
  /** Markdown. Default: the plugin's CHANGELOG.md. */
  changelog?: string;
}

export interface Publication {
  manifest: PluginManifest;
  /** The manifest as its author wrote it: this is what is stored. */
  source: JsonObject;
  bundle: { sha256: string; integrity: string; content: Uint8Array };
  /** Markdown. */
  readme?: string | undefined;
  changelog?: string | undefined;
  listing: Listing;
}

/**
 * Puts a version into the catalogue. One that is already there gets the new content, and so do the installs of it that came
 * from the catalogue. Says whether anything changed.
 *
 * @throws PluginError `INVALID_MANIFEST` for patterns of settings that could not be applied
 */
export async function publish(tx: Sql, publication: Publication): Promise<boolean> {
  const { manifest, bundle } = publication;
  await requirePatterns(manifest);
  const source = JSON.stringify(publication.source);
  const [before] = await tx.query(
    `SELECT bundle_sha256, manifest::text AS manifest, manifest = $3::jsonb AS same FROM plugin_versions
     WHERE plugin_id = $1 AND version = $2 FOR UPDATE`,
    [manifest.id, manifest.version, source],
  );
  await upsertPlugin(tx, publication, source);
  if (before?.bundle_sha256 === bundle.sha256 && before.same === true) return false;

  await tx.query(
    'INSERT INTO plugin_blobs (sha256, integrity, size, content) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING',
    [bundle.sha256, bundle.integrity, bundle.content.length, bundle.content],
  );
  await tx.query(
    `INSERT INTO plugin_versions (plugin_id, version, manifest, bundle_sha256) VALUES ($1, $2, $3, $4)
     ON CONFLICT (plugin_id, version) DO UPDATE SET manifest = excluded.manifest, bundle_sha256 = excluded.bundle_sha256`,
    [manifest.id, manifest.version, source, bundle.sha256],
  );
  if (before) await moveInstalls(tx, publication, source, before);
  return true;
}

async function requirePatterns({ id, version, settings }: PluginManifest): Promise<void> {
  const issues = await checkSettingsPatterns(settings);
  if (issues.length === 0) return;
  const faults = issues.map(({ message }) => message).join('; ');
  throw new PluginError('INVALID_MANIFEST', `${id}@${version}: ${faults}`, { data: { issues } });
}

async function upsertPlugin(tx: Sql, publication: Publication, source: string): Promise<void> {
  const { manifest, listing } = publication;
  const [known] = await tx.query('SELECT latest_version FROM plugins WHERE id = $1 FOR UPDATE', [
    manifest.id,
  ]);
  // An older version takes its place in the catalogue without becoming its face.
  if (known && compare(manifest.version, String(known.latest_version)) < 0) return;
  const columns: Record<string, unknown> = {
    id: manifest.id,
    name: manifest.name,
    description: manifest.description ?? '',
    keywords: manifest.keywords ?? [],
    categories: manifest.categories ?? [],
    latest_version: manifest.version,
    manifest: source,
    publisher: manifest.publisher ?? null,
    featured: listing.featured ?? false,
    verified: listing.verified ?? false,
    screenshots: listing.screenshots ?? [],
    readme: publication.readme ?? null,
    changelog: listing.changelog ?? publication.changelog ?? null,
  };
  const names = Object.keys(columns);
  const [, ...changeable] = names;
  const row = (table: string): string => `(${changeable.map((name) => `${table}.${name}`).join(', ')})`;
  // What is the same is not written again: an app seeds its whole catalogue at each start.
  await tx.query(
    `INSERT INTO plugins AS p (${names.join(', ')}) VALUES (${names.map((_name, index) => `$${index + 1}`).join(', ')})
     ON CONFLICT (id) DO UPDATE SET
       ${changeable.map((name) => `${name} = excluded.${name}`).join(', ')},
       updated_at = CASE WHEN p.manifest = excluded.manifest THEN p.updated_at ELSE now() END
     WHERE ${row('p')} IS DISTINCT FROM ${row('excluded')}`,
    Object.values(columns),
  );
}

async function moveInstalls(tx: Sql, publication: Publication, source: string, before: Row): Promise<void> {
  const { manifest, bundle } = publication;
  const from = text(before, 'bundle_sha256');
  await tx.query(
    `UPDATE user_plugins SET manifest = $3, bundle_sha256 = $4, updated_at = now(), revision = revision + 1,
       granted_permissions = CASE WHEN $6 THEN granted_permissions END
     WHERE plugin_id = $1 AND version = $2 AND bundle_sha256 = $5`,
    // What users agreed to was the former content: where that asked for something else they are asked again.
    [
      manifest.id,
      manifest.version,
      source,
      bundle.sha256,
      from,
      asksFor(parsedObject(before, 'manifest')) === asksFor(publication.source),
    ],
  );
  await tx.query(
    `DELETE FROM plugin_blobs b WHERE b.sha256 = $1
       AND NOT EXISTS (SELECT 1 FROM plugin_versions v WHERE v.bundle_sha256 = b.sha256)
       AND NOT EXISTS (SELECT 1 FROM user_plugins u WHERE u.bundle_sha256 = b.sha256)`,
    [from],
  );
}
