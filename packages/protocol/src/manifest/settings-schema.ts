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

/** A form of more is no form. */
const MAX_SETTINGS = 200;

const options = v.pipe(
  v.array(v.looseObject({ value: scalar, label: label() }), 'must be a list of {value, label}'),
  v.check(
    (list) => new Set(list.map(({ value }) => value)).size === list.length,
    'must not have a value twice',
  ),
);

const validation = v.pipe(
  v.looseObject({
    required: v.optional(v.boolean('must be true or false')),
    min: v.optional(v.number('must be a number')),
    max: v.optional(v.number('must be a number')),
    pattern: v.optional(label(256)),
  }),
  v.check(
    ({ min, max }) => min === undefined || max === undefined || min <= max,
    'must not have a min above its max',
  ),
);

const settingProperty = v.looseObject({
  key: v.optional(label(100)),
  type: v.picklist(SETTING_TYPES, `must be one of ${SETTING_TYPES.join(', ')}`),
  title: label(),
  description: v.optional(label(1000)),
  /** Where it stands in the form; databases do not keep the order of keys. */
  order: v.optional(v.number('must be a number')),
  default: v.optional(v.unknown()),
  enum: v.optional(options),
  validation: v.optional(validation),
});

const properties = v.pipe(
  // Leaves out `__proto__`, `constructor` and `prototype`, which no server stores as names of settings.
  v.record(v.string(), settingProperty, 'must be an object of settings'),
  v.check(
    (settings) => Object.keys(settings).length <= MAX_SETTINGS,
    `must have at most ${MAX_SETTINGS} settings`,
  ),
);

/** The `settings` of a manifest: a form the app draws, and the defaults the plugin starts from. */
export const settingsSchema = v.looseObject({
  title: v.optional(label()),
  properties,
});

export type SettingProperty = v.InferOutput<typeof settingProperty>;
export type PluginSettingsSchema = v.InferOutput<typeof settingsSchema>;

/**
 * The settings of a manifest that nobody has checked, or `undefined` where there are none or the schema does not allow them: such
 * a manifest is of before the schema, and its settings are stored unchecked.
 */
export function parseSettingsSchema(settings: unknown): PluginSettingsSchema | undefined {
  const result = v.safeParse(settingsSchema, settings);
  return result.success ? result.output : undefined;
}
