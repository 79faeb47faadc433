import type { PluginManifest } from '@fluxstudio/plugin-protocol/manifest/manifest';
import type { PluginInstance } from '../../registry/plugin-instance.ts';
import type { PluginRegistry } from '../../registry/plugin-registry.ts';
import { withoutDefaults } from '../../registry/plugin-settings.ts';

/** What an uninstall takes away and {@link restorePlugin} gives back. It is kept in memory only. */
export interface RemovedPlugin {
  readonly manifest: PluginManifest;
  readonly permissions: readonly string[] | null;
  /** Where they differ from the defaults. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** Whether the user wanted it to run. */
  readonly enabled: boolean;
}

/**
 * To be called before the uninstall. `null` for what cannot come back as it was: a record that is no plugin, and one that others
 * have switched off.
 */
export function rememberPlugin(plugin: PluginInstance): RemovedPlugin | null {
  const { manifest, grantedPermissions, settings, enabled, state, error, damage } = plugin;
  if (damage || (state === 'disabled' && error?.code !== 'CRASH_LOOP')) return null;
  return {
    manifest,
    permissions: grantedPermissions,
    settings: withoutDefaults(manifest.settings, settings),
    enabled,
  };
}

/**
 * Installs the same version with the same grants and settings, and starts it if it was on. What the plugin had stored is not
 * brought back. What failed half-way can be called again.
 *
 * @throws PluginError `VERSION_WITHDRAWN` and others of an install; a plugin that does not start says so itself
 */
export async function restorePlugin(
  registry: Pick<PluginRegistry, 'isInstalled' | 'install' | 'updateSettings' | 'activate'>,
  { manifest, permissions, settings, enabled }: RemovedPlugin,
): Promise<void> {
  const { id } = manifest;
  if (!registry.isInstalled(id)) await registry.install(manifest, { permissions });
  if (Object.keys(settings).length > 0) await registry.updateSettings(id, settings);
  if (enabled) await registry.activate(id).catch(() => undefined);
}
