import type { Disposable } from '@fluxstudio/plugin-protocol/disposable';
import { effectiveSettings } from '@fluxstudio/plugin-protocol/manifest/settings-schema';
import { createNanoEvents } from 'nanoevents';
import { callListeners } from '../call-listeners.ts';
import type { InstanceTable } from './instance-table.ts';
import { createKeyedQueue } from './keyed-queue.ts';

type Values = Readonly<Record<string, unknown>>;

/** What users have set for their plugins. */
export interface PluginSettings {
  /** Merges settings shallowly, stores them, and tells the plugin which changed. */
  update(pluginId: string, patch: Record<string, unknown>): Promise<Values>;
  /** Hears which settings of one plugin changed, whoever changed them. */
  onDidChange(pluginId: string, listener: (keys: string[]) => void): Disposable;
}

export function createPluginSettings(
  table: InstanceTable,
  store: (pluginId: string, patch: Record<string, unknown>) => Promise<Record<string, unknown>>,
): PluginSettings {
  const changes = createNanoEvents<Record<string, (keys: string[]) => void>>();
  const queue = createKeyedQueue();

  async function update(pluginId: string, patch: Record<string, unknown>): Promise<Values> {
    table.require(pluginId);
    const stored = await store(pluginId, patch);
    const before = table.require(pluginId);
    const settings = effectiveSettings(before.manifest.settings, stored);
    table.patch(pluginId, { settings });
    const keys = changedKeys(before.settings, settings);
    if (keys.length > 0) callListeners(changes.events[`$${pluginId}`] ?? [], keys);
    return settings;
  }

  return {
    // One after the other, so that the last answer is the newest.
    update: (pluginId, patch) => queue.run(pluginId, () => update(pluginId, patch)),
    onDidChange: (pluginId, listener) => ({ dispose: changes.on(`$${pluginId}`, listener) }),
  };
}

/** The settings that differ. */
export function changedKeys(before: Values, after: Values): string[] {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]));
}
