import { effectiveSettings } from '@fluxstudio/plugin-protocol/manifest/settings-schema';
import type { InstalledPlugin } from '../backend/backend.ts';
import type { PluginInstance } from './plugin-instance.ts';

/** An install as the back end has it, as the registry shows it. Nothing runs yet. */
export function toInstance(plugin: InstalledPlugin): PluginInstance {
  return {
    manifest: plugin.manifest,
    state: 'inactive',
    settings: effectiveSettings(plugin.manifest.settings, plugin.settings),
    grantedPermissions: plugin.grantedPermissions && Object.freeze([...plugin.grantedPermissions]),
    bundle: plugin.bundle,
    installedAt: plugin.installedAt,
    updatedAt: plugin.updatedAt,
  };
}
