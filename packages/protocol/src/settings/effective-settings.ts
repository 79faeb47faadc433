import type { PluginSettingsSchema } from '../manifest/settings-schema.ts';
import { checkSetting } from './check-setting.ts';

type Values = Readonly<Record<string, unknown>>;

/**
 * A plugin’s settings as it sees them: the manifest’s defaults under what the user has stored. Where a stored value is none for the
 * schema, which may be newer than it, the default is in force; what is stored is not touched. Patterns are not applied: what no
 * longer matches one stays in force. A frozen copy, which shares no list or object with the manifest.
 *
 * @example
 * effectiveSettings(manifest.settings, { size: 'large', note: 'mine' }) // { size: 5, note: 'mine' }
 */
export function effectiveSettings(schema: PluginSettingsSchema | undefined, stored: Values): Values {
  const properties = new Map(Object.entries(schema?.properties ?? {}));
  // Keys become own properties here whatever they are called, which an assignment to `__proto__` would not do.
  const values = new Map<string, unknown>();
  for (const [name, property] of properties)
    if (property.default !== undefined) values.set(name, property.default);
  for (const [name, value] of Object.entries(stored)) {
    const property = properties.get(name);
    if (value !== undefined && !(property && checkSetting(property, value))) values.set(name, value);
  }
  return Object.freeze(Object.fromEntries([...values].flatMap(copied)));
}

/** What cannot be copied is no JSON, or nested so deeply that no plugin could be sent it: it is left out. */
function copied([name, value]: [string, unknown]): [string, unknown][] {
  try {
    return [[name, structuredClone(value)]];
  } catch {
    return [];
  }
}
