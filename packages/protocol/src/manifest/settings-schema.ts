import * as v from 'valibot';
import { label } from './contributes.ts';

export const SETTING_TYPES = [
  'string',
  'number',
  'boolean',
  'select',
  'multiselect',
  'color',
  'file',
] as const;

const scalar = v.union([v.string(), v.number(), v.boolean()], 'must be a string, a number or a boolean');

const settingProperty = v.looseObject({
  key: v.optional(label(100)),
  type: v.picklist(SETTING_TYPES, `must be one of ${SETTING_TYPES.join(', ')}`),
  title: label(),
  description: v.optional(label(1000)),
  /** Where it stands in the form; databases do not keep the order of keys. */
  order: v.optional(v.number('must be a number')),
  default: v.optional(v.unknown()),
  enum: v.optional(
    v.array(v.looseObject({ value: scalar, label: label() }), 'must be a list of {value, label}'),
  ),
  validation: v.optional(
    v.looseObject({
      required: v.optional(v.boolean('must be true or false')),
      min: v.optional(v.number('must be a number')),
      max: v.optional(v.number('must be a number')),
      pattern: v.optional(label(256)),
    }),
  ),
});

/** The `settings` of a manifest: a form the app draws, and the defaults the plugin starts from. */
export const settingsSchema = v.looseObject({
  title: v.optional(label()),
  properties: v.record(v.string(), settingProperty, 'must be an object of settings'),
});

export type SettingProperty = v.InferOutput<typeof settingProperty>;
export type PluginSettingsSchema = v.InferOutput<typeof settingsSchema>;

/** A plugin's settings as it sees them: the manifest's defaults under what the user has stored. */
export function effectiveSettings(
  schema: PluginSettingsSchema | undefined,
  stored: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const settings: Record<string, unknown> = {};
  for (const [name, property] of Object.entries(schema?.properties ?? {})) {
    if (property.default !== undefined) settings[name] = property.default;
  }
  return Object.assign(settings, stored);
}
