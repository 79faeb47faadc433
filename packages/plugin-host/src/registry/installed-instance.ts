import { effectiveSettings } from '@fluxstudio/plugin-protocol/settings/effective-settings';
import type { InstalledPlugin } from '../backend/backend.ts';
import type { PluginInstance, PluginState } from './plugin-instance.ts';

/** An install as the back end has it, as the registry shows it. Nothing runs yet. */
export function toInstance(plugin: InstalledPlugin): PluginInstance {
  return {
    manifest: plugin.manifest,
    state: stateOf(plugin),
    enabled: plugin.state === 'active',
    ...(plugin.fault ? { error: plugin.fault, damage: plugin.fault } : {}),
    settings: effectiveSettings(plugin.manifest.settings, plugin.settings),
    grantedPermissions: plugin.grantedPermissions && Object.freeze([...plugin.grantedPermissions]),
    bundle: plugin.bundle,
    installedAt: plugin.installedAt,
    updatedAt: plugin.updatedAt,
  };
}

/** What was active or failed elsewhere does not run here yet; what was disabled stays so. */
function stateOf({ state, fault }: InstalledPlugin): PluginState {
  if (fault) return 'error';
  return state === 'disabled' ? 'disabled' : 'inactive';
}
