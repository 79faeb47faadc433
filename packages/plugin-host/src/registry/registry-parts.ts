import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import type { InstalledPlugin } from '../backend/backend.ts';
import { type WatchedBackend, watchBackend } from '../tabs/watched-backend.ts';
import { type CrashGuard, createCrashGuard, noJournal } from './crash-guard.ts';
import { toInstance } from './installed-instance.ts';
import { createInstanceTable, type InstanceTable } from './instance-table.ts';
import { createKeyedQueue, type KeyedQueue } from './keyed-queue.ts';
import { createPluginGrants, type PluginGrants } from './plugin-grants.ts';
import type { PluginInstance } from './plugin-instance.ts';
import { createPluginSettings, type PluginSettings } from './plugin-settings.ts';
import { createPluginStarts, type PluginStarts } from './plugin-starts.ts';
import type { PluginRegistryEvents, PluginRegistryOptions } from './registry-options.ts';
import type { RunningPlugin, StartContext } from './running-plugin.ts';

/** What a registry is made of. */
export interface RegistryParts {
  readonly table: InstanceTable;
  /** Steps on one plugin happen one after the other. */
  readonly queue: KeyedQueue;
  readonly backend: WatchedBackend;
  readonly grants: PluginGrants;
  readonly settings: PluginSettings;
  readonly starts: PluginStarts;
  readonly crashes: CrashGuard;
  /** Whether there is a dialog to ask the user with. */
  readonly canAsk: boolean;
  /** Takes in an install of the back end. */
  add(installed: InstalledPlugin): void;
  /** Forgets one that is no longer installed. */
  remove(pluginId: string): void;
  /** Removes what a plugin stored on this device. */
  clearStorage(pluginId: string): Promise<void>;
  emit(pluginId: string, event: keyof PluginRegistryEvents): void;
}

/**
 * @param ended ends open questions
 * @param tell hears what happens to a plugin
 */
export function createRegistryParts(
  options: PluginRegistryOptions,
  ended: AbortSignal,
  tell: (event: keyof PluginRegistryEvents, plugin: PluginInstance) => void,
): RegistryParts {
  const { consent, compatibility, crashJournal = noJournal, onDidWrite = () => undefined } = options;
  const table = createInstanceTable();
  const queue = createKeyedQueue();
  const backend = watchBackend(options.backend, onDidWrite);
  const grants = createPluginGrants({ table, store: backend.setPermissions, consent, signal: ended });
  const settings = createPluginSettings(table, backend.updateSettings);
  const crashes = createCrashGuard(crashJournal, Date.now);
  const starts = createPluginStarts({
    table,
    queue,
    crashes,
    safeMode: options.safeMode ?? false,
    record: backend.setActive,
    start,
    emit,
  });

  function emit(pluginId: string, event: keyof PluginRegistryEvents): void {
    const plugin = table.get(pluginId);
    if (plugin) tell(event, plugin);
  }

  async function start(plugin: PluginInstance, context: StartContext): Promise<RunningPlugin> {
    const { manifest, damage, grantedPermissions } = plugin;
    if (damage) throw new PluginError(damage.code, damage.message);
    await compatibility?.requireVersion(manifest);
    // An install from before grants were recorded: its user was never asked.
    if (grantedPermissions === null && consent && manifest.permissions.length > 0)
      await grants.ask(manifest.id, manifest.permissions, 'activation', context.signal);
    context.signal.throwIfAborted();
    // As it is now: the answer of the user has changed it.
    return options.start(table.require(manifest.id), context);
  }

  return {
    table,
    queue,
    backend,
    grants,
    settings,
    starts,
    crashes,
    canAsk: consent !== undefined,
    clearStorage: (pluginId) => options.clearStorage(pluginId),
    add(installed) {
      const instance = toInstance(installed);
      const { id } = instance.manifest;
      table.set(instance);
      settings.apply(id, installed.settings);
      const reason = crashes.disabled(id);
      if (reason) starts.lifecycle(id).disable(reason);
    },
    remove(pluginId) {
      const plugin = table.require(pluginId);
      starts.forget(pluginId);
      table.delete(pluginId);
      grants.forget(pluginId);
      tell('plugin:uninstalled', plugin);
    },
    emit,
  };
}
