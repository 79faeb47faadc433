import type { Disposable } from '@fluxstudio/plugin-protocol/disposable';
import { errorMessage, PluginError } from '@fluxstudio/plugin-protocol/errors';
import type { PluginSettingsSchema } from '@fluxstudio/plugin-protocol/manifest/settings-schema';
import type { SettingsDescription } from '@fluxstudio/plugin-protocol/settings/describe-settings';
import { effectiveSettings } from '@fluxstudio/plugin-protocol/settings/effective-settings';
import { sameJson } from '@fluxstudio/plugin-protocol/settings/same-json';
import { createNanoEvents } from 'nanoevents';
import { callListeners } from '../call-listeners.ts';
import { loadOnce } from '../load-once.ts';
import type { InstanceTable } from './instance-table.ts';

type Values = Readonly<Record<string, unknown>>;

/** What users have set for their plugins. */
export interface PluginSettings {
  /**
   * Merges settings shallowly, stores them, and tells the plugin which changed. Names the plugin does not declare are stored as well.
   * Writes of one plugin that are asked for while another is on its way go to the back end together. Resolves with the settings in
   * force once the values are stored.
   *
   * @throws PluginError `INVALID_SETTINGS`, with `data.issues` as the server has them: nothing is stored. `NOT_FOUND`; the back end’s
   */
  update(pluginId: string, patch: Record<string, unknown>): Promise<Values>;
  /** Takes over all that is stored, as it arrives from elsewhere: the back end at start-up, another tab or device. Of a plugin that is not installed here it is ignored. */
  apply(pluginId: string, stored: Values): void;
  /** What is in force, and what of the stored values is unknown or no longer valid. */
  describe(pluginId: string): Promise<SettingsDescription>;
  /** Hears which settings of one plugin changed, whoever changed them. */
  onDidChange(pluginId: string, listener: (keys: string[]) => void): Disposable;
}

/** @param store merges into what is stored, and resolves with all of it */
export function createPluginSettings(
  table: InstanceTable,
  store: (pluginId: string, patch: Record<string, unknown>) => Promise<Record<string, unknown>>,
): PluginSettings {
  const changes = createNanoEvents<Record<string, (keys: string[]) => void>>();
  /** By the settings in force that were made of it: what is stored. */
  const storedBehind = new WeakMap<Values, Values>();
  const writer = loadOnce(
    () => import('./changes.ts'),
    ({ createSettingsWriter }) =>
      createSettingsWriter({
        schemaOf: (pluginId) => table.require(pluginId).manifest.settings,
        write: async (pluginId, patch) => apply(pluginId, await store(pluginId, patch)),
      }),
  );

  function apply(pluginId: string, stored: Values): Values {
    const { manifest, settings: before } = table.require(pluginId);
    const values = effectiveSettings(manifest.settings, stored);
    const keys = changedKeys(before, values);
    const settings = keys.length > 0 ? values : before;
    storedBehind.set(settings, stored);
    if (keys.length > 0) {
      table.patch(pluginId, { settings });
      callListeners(changes.events[`$${pluginId}`] ?? [], keys);
    }
    return settings;
  }

  return {
    async update(pluginId, patch) {
      table.require(pluginId);
      const wanted = asJson(pluginId, patch);
      return (await writer.get()).add(pluginId, wanted);
    },
    apply(pluginId, stored) {
      if (table.get(pluginId)) apply(pluginId, stored);
    },
    async describe(pluginId) {
      const { describe } = await writer.get();
      const { manifest, settings } = table.require(pluginId);
      const stored = storedBehind.get(settings) ?? withoutDefaults(manifest.settings, settings);
      return describe(manifest.settings, stored);
    },
    onDidChange: (pluginId, listener) => ({ dispose: changes.on(`$${pluginId}`, listener) }),
  };
}

/** What is stored at the least, where nobody has said what is. */
export function withoutDefaults(schema: PluginSettingsSchema | undefined, settings: Values): Values {
  return Object.fromEntries(
    Object.entries(settings).filter(([name, value]) => !sameJson(value, schema?.properties[name]?.default)),
  );
}

/** The settings that differ. */
export function changedKeys(before: Values, after: Values): string[] {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].filter(
    (key) => Object.hasOwn(before, key) !== Object.hasOwn(after, key) || !sameJson(before[key], after[key]),
  );
}

/**
 * What a back end would receive: checked is what is stored, and what the caller does to its object afterwards changes nothing.
 *
 * @throws PluginError `INVALID_SETTINGS`
 */
function asJson(pluginId: string, patch: unknown): Record<string, unknown> {
  const refuse = (words: string, cause?: unknown): never => {
    const message = `settings ${words}`;
    throw new PluginError('INVALID_SETTINGS', `The settings of ${pluginId} were not stored: ${message}`, {
      data: { issues: [{ field: 'settings', message, code: 'invalid' }] },
      cause,
    });
  };
  let json: unknown;
  try {
    const text = JSON.stringify(patch, (_key, value) => {
      // JSON would make `null` of it, which is another value.
      if (typeof value === 'number' && !Number.isFinite(value)) throw new TypeError(`${value} is no number`);
      return value;
    });
    json = JSON.parse(text);
  } catch (cause) {
    return refuse(`must be values that JSON can hold: ${errorMessage(cause)}`, cause);
  }
  return isRecord(json) ? json : refuse('must be an object of settings and values');
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
