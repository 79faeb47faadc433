import type { Issue } from '@fluxstudio/plugin-protocol/issues';
import { type PluginManifest, parseManifest } from '@fluxstudio/plugin-protocol/manifest/manifest';
import { covers, isPermissionName } from '@fluxstudio/plugin-protocol/permissions';
import { badField, badRequest } from '../http-error.ts';
import type { Json, JsonObject } from '../json-safety.ts';
import type { NewInstall } from '../stores/installs-store.ts';

/**
 * What `{ manifest, permissions? }` asks for.
 *
 * @throws HttpError 400
 */
export function parseInstall(source: JsonObject, permissions: Json | undefined): NewInstall {
  const parsed = parseManifest(source);
  if (!parsed.ok) throw badRequest('INVALID_MANIFEST', parsed.issues);
  const { id, version } = parsed.manifest;
  const notAsked = permissions === undefined || permissions === null;
  return {
    pluginId: id,
    version,
    // As sent, so that unknown keys stay and nothing is added.
    manifest: source,
    grantedPermissions: notAsked ? null : parseGrant(permissions, askedBy(parsed.manifest)),
  };
}

/**
 * `{ manifest, permissions }` for a plugin that is installed: the user has been asked by then.
 *
 * @throws HttpError 400
 */
export function parseUpdate(pluginId: string, source: JsonObject, permissions: Json | undefined): NewInstall {
  const install = parseInstall(source, permissions);
  if (install.pluginId !== pluginId)
    throw badField('INVALID_ARGUMENT', 'id', `must be "${pluginId}": a plugin keeps its id`);
  if (!install.grantedPermissions)
    throw badField('INVALID_ARGUMENT', 'permissions', 'must be a list of permissions');
  return install;
}

/** What the manifest of an install asks for; one of before the platform may be anything. */
export function askedByStored(manifest: JsonObject): string[] {
  const parsed = parseManifest(manifest);
  return parsed.ok ? askedBy(parsed.manifest) : [];
}

function askedBy({ permissions, optionalPermissions }: PluginManifest): string[] {
  return [...permissions, ...optionalPermissions];
}

/**
 * What the user agreed to: never more than the manifest asks for. Names that are none of the platform's are those of an app.
 *
 * @throws HttpError 400, naming each permission that is too much
 */
export function parseGrant(granted: Json | undefined, asked: readonly string[]): string[] {
  if (!Array.isArray(granted))
    throw badField('INVALID_ARGUMENT', 'permissions', 'must be a list of permissions');
  const issues: Issue[] = [];
  const names = new Set<string>();
  for (const [index, name] of granted.entries()) {
    const field = `permissions[${index}]`;
    if (!isPermissionName(name)) {
      issues.push({ field, message: `${field} must be the name of a permission`, code: 'invalid' });
    } else if (!covers(asked, name)) {
      issues.push({
        field,
        message: `${field} "${name}" is not asked for by the manifest`,
        code: 'not_requested',
      });
    } else {
      names.add(name);
    }
  }
  if (issues.length > 0) throw badRequest('INVALID_ARGUMENT', issues);
  return [...names];
}
