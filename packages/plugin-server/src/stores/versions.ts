import { parseManifest } from '@fluxstudio/plugin-protocol/manifest/manifest';
import { HttpError } from '../http-error.ts';
import type { JsonObject } from '../json-safety.ts';
import type { NewInstall } from './installs-store.ts';
import { parsedObject, text } from './row.ts';
import type { Sql } from './sql.ts';

/** A version as the catalogue has it. */
export interface PublishedVersion {
  manifest: JsonObject;
  sha256: string;
}

/** What the catalogue does not have. Such an install is kept, as one of before the platform may be, and no host can start it. */
export type Missing = 'no such plugin' | 'no such version';

/**
 * The version of the catalogue that an install asks for.
 *
 * The catalogue's manifest is the one that counts, or a caller could have code of the marketplace run under permissions and hosts of its own
 * invention. What the user was shown and agreed to was that of the request, so the two must ask for the same.
 *
 * @throws HttpError 409 for a version that was withdrawn, or that asks for something else
 */
export async function findVersion(
  tx: Sql,
  { pluginId, version, manifest }: Pick<NewInstall, 'pluginId' | 'version' | 'manifest'>,
): Promise<PublishedVersion | Missing> {
  const rows = await tx.query(
    `SELECT v.version, v.status, v.manifest::text AS manifest, v.bundle_sha256 FROM plugin_versions v
     WHERE v.plugin_id = $1 ORDER BY v.version = $2 DESC LIMIT 1 FOR SHARE OF v`,
    [pluginId, version],
  );
  const [row] = rows;
  if (!row) return 'no such plugin';
  if (row.version !== version) return 'no such version';
  if (row.status !== 'published')
    throw new HttpError(
      409,
      'VERSION_WITHDRAWN',
      `${pluginId} ${version} was withdrawn: choose another version`,
    );
  const published = parsedObject(row, 'manifest');
  if (asksFor(published) !== asksFor(manifest))
    throw new HttpError(
      409,
      'MANIFEST_MISMATCH',
      `The marketplace has ${pluginId} ${version} with other permissions or hosts: load it again, and ask the user again`,
    );
  return { manifest: published, sha256: text(row, 'bundle_sha256') };
}

/** What a user agrees to, in a form that can be compared. */
export function asksFor(source: JsonObject): string {
  const parsed = parseManifest(source);
  if (!parsed.ok) return '';
  const { permissions, optionalPermissions, network, dependencies } = parsed.manifest;
  const sorted = (names: readonly string[] = []): string[] => [...new Set(names)].sort();
  return JSON.stringify([
    sorted(permissions),
    sorted(optionalPermissions),
    sorted(network?.hosts),
    Object.entries(dependencies ?? {}).sort(([a], [b]) => (a < b ? -1 : 1)),
  ]);
}
