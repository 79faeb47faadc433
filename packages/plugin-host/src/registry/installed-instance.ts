import { effectiveSettings } from '@fluxstudio/plugin-protocol/settings/effective-settings';
import type { InstalledPlugin } from '../backend/backend.ts';
import type { PluginFault, PluginInstance, PluginState } from './plugin-instance.ts';

/** An install as the back end has it, as the registry shows it. Nothing runs yet. */
export function toInstance(plugin: InstalledPlugin): PluginInstance {
  const damage = damageOf(plugin);
  return {
    manifest: plugin.manifest,
    state: stateOf(plugin),
    enabled: plugin.state === 'active',
    ...(plugin.fault ? { error: plugin.fault } : {}),
    ...(damage ? { damage } : {}),
    settings: effectiveSettings(plugin.manifest.settings, plugin.settings),
    grantedPermissions: plugin.grantedPermissions && Object.freeze([...plugin.grantedPermissions]),
    bundle: plugin.bundle,
    installedAt: plugin.installedAt,
    updatedAt: plugin.updatedAt,
  };
}

/** Why a record cannot be used. The reason of one that is disabled is none: its record is as it should be. */
export function damageOf({ state, fault }: InstalledPlugin): PluginFault | undefined {
  return state === 'disabled' ? undefined : fault;
}

/** What was active or failed elsewhere does not run here yet; what was disabled stays so, whatever is said of it. */
function stateOf({ state, fault }: InstalledPlugin): PluginState {
  if (state === 'disabled') return 'disabled';
  return fault ? 'error' : 'inactive';
}
