import type { PluginSettingsSchema } from '../manifest/settings-schema.ts';
import { effectiveSettings } from './effective-settings.ts';
import {
  createPatternlessValidator,
  type SettingIssue,
  type SettingsValidator,
} from './validate-settings.ts';

type Values = Readonly<Record<string, unknown>>;

/** What a plugin sees of its settings, and what is stored beside it. */
export interface SettingsDescription {
  /** What is in force, as {@link effectiveSettings} makes it. */
  readonly values: Values;
  /** Names that are stored and that the schema does not have, of another version perhaps. They are in force as stored. */
  readonly unknown: string[];
  /** What is stored and not right for the schema. */
  readonly invalid: SettingIssue[];
}

/**
 * The settings in force, and what of the stored ones is unknown or invalid.
 *
 * @param validator finds values that do not match their pattern as well; they are reported, and in force nevertheless
 */
export function describeSettings(
  schema: PluginSettingsSchema | undefined,
  stored: Values,
  validator: SettingsValidator = createPatternlessValidator(schema),
): SettingsDescription {
  const { issues, unknown } = validator.checkAll(stored);
  return { values: effectiveSettings(schema, stored), unknown, invalid: issues };
}
