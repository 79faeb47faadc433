import type { PermissionInfo } from '@fluxstudio/plugin-protocol/contract';
import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import type { PluginManifest } from '@fluxstudio/plugin-protocol/manifest/manifest';
import { satisfies } from '@fluxstudio/plugin-protocol/manifest/satisfies';
import { isVersion } from '@fluxstudio/plugin-protocol/manifest/version';
import { isPermission } from '@fluxstudio/plugin-protocol/permissions';

/** What a manifest may expect of the app it is installed in. */
export interface Compatibility {
  /** @throws PluginError `INCOMPATIBLE`, naming the range of the manifest and the app's version */
  requireVersion(manifest: PluginManifest): Promise<void>;
  /** @throws PluginError `INCOMPATIBLE`, naming the permissions that the app has */
  requirePermissions(manifest: PluginManifest): void;
}

export interface CompatibilityOptions {
  /** Version of the app; absent: every range fits. */
  appVersion?: string | undefined;
  /** The permissions of the app's own namespaces. */
  permissions: ReadonlyMap<string, PermissionInfo>;
}

/** @throws PluginError `INVALID_ARGUMENT` for a version that is none */
export function createCompatibility({ appVersion, permissions }: CompatibilityOptions): Compatibility {
  if (appVersion !== undefined && !isVersion(appVersion))
    throw new PluginError(
      'INVALID_ARGUMENT',
      `appVersion must be a version such as 1.2.3, not ${appVersion}`,
    );
  const own = withPlainNames(permissions.keys());

  return {
    async requireVersion({ name, fluxStudioVersion: range }) {
      if (appVersion === undefined || range === undefined || (await satisfies(appVersion, range))) return;
      throw new PluginError(
        'INCOMPATIBLE',
        `${name} needs version ${range} of this app, and this is ${appVersion}`,
        { data: { range, appVersion } },
      );
    },
    requirePermissions(manifest) {
      const unknown = [...manifest.permissions, ...manifest.optionalPermissions].filter(
        (permission) => !isPermission(permission) && !own.has(permission),
      );
      if (unknown.length === 0) return;
      const known =
        own.size > 0 ? `Its own permissions are ${[...own].join(', ')}` : 'It has none of its own';
      throw new PluginError(
        'INCOMPATIBLE',
        `${manifest.name} asks for ${unknown.map((permission) => `“${permission}”`).join(', ')}, which this app does not have. ${known}`,
        { data: { unknown, known: [...own] } },
      );
    },
  };
}

/** `board:draw` makes `board` a name as well: it stands for all of them. */
function withPlainNames(names: Iterable<string>): ReadonlySet<string> {
  return new Set([...names].flatMap((name) => [name.split(':')[0] ?? name, name]));
}
