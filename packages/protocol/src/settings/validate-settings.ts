import { PluginError } from '../errors.ts';
import { fieldPath } from '../field-path.ts';
import type { Issue } from '../issues.ts';
import type { PluginSettingsSchema, SettingProperty } from '../manifest/settings-schema.ts';
import type { LinearPattern } from '../pattern/linear-pattern.ts';
import { checkSetting, type SettingFault } from './check-setting.ts';
import type { CompiledPatterns } from './compile-patterns.ts';

/** A value that is none for its setting. `field` is the setting’s name. */
export interface SettingIssue extends SettingFault {
  readonly field: string;
}

/** What is wrong with values that are to be stored. */
export interface SettingsCheck {
  readonly issues: SettingIssue[];
  /** Names the schema does not have: stored all the same. None where the plugin declares no settings at all. */
  readonly unknown: string[];
}

/** Checks values against the settings of one manifest, the same way wherever it runs. */
export interface SettingsValidator {
  /** `undefined` for a value that is right, and for a name the schema does not have. */
  check(name: string, value: unknown): SettingIssue | undefined;
  /** Checks those that are there: a patch need not have all. Members that are `undefined` are not. */
  checkAll(values: Readonly<Record<string, unknown>>): SettingsCheck;
  /** Patterns that are not applied because they cannot be. `field` is the setting’s name. */
  readonly problems: readonly { readonly field: string; readonly message: string }[];
}

/**
 * The validator of a schema. Patterns need a library that is loaded for a schema that has one; without patterns nothing is loaded.
 *
 * @example
 * const validator = await createSettingsValidator(manifest.settings);
 * validator.check('size', 99) // { field: 'size', message: 'must be 12 or less', code: 'max' }
 * @throws PluginError `NETWORK_ERROR` when the library cannot be downloaded
 */
export async function createSettingsValidator(
  schema: PluginSettingsSchema | undefined,
): Promise<SettingsValidator> {
  const sources = patternsOf(schema);
  if (sources.length === 0) return createPatternlessValidator(schema);
  const { patterns, problems } = await loadPatterns(sources);
  return toValidator(schema, patterns, problems);
}

/** Whether the validator of a schema is more than {@link createPatternlessValidator} makes. */
export function hasPatterns(schema: PluginSettingsSchema): boolean {
  return patternsOf(schema).length > 0;
}

/** A validator that applies no patterns, and is there at once: for a form until the whole one is. */
export function createPatternlessValidator(schema: PluginSettingsSchema | undefined): SettingsValidator {
  return toValidator(schema, new Map(), []);
}

/**
 * What is wrong with the patterns of a schema, for whoever publishes a manifest: one that cannot be matched in linear time (with
 * look-around or back-references, or whose counted repetitions come to more than 500 characters) would not be applied.
 *
 * @example
 * const issues = await checkSettingsPatterns(manifest.settings);
 * issues[0]?.field // 'settings.properties.code.validation.pattern'
 */
export async function checkSettingsPatterns(schema: PluginSettingsSchema | undefined): Promise<Issue[]> {
  const { problems } = await createSettingsValidator(schema);
  return problems.map(({ field: name, message }) => {
    const field = fieldPath(['settings', 'properties', name, 'validation', 'pattern']);
    return { field, message: `${field} ${message}`, code: 'pattern' };
  });
}

/** Issues of a patch as an answer names them: `settings.size must be 12 or less`. */
export function toSettingsIssues(issues: readonly SettingIssue[]): Issue[] {
  return issues.map(({ field: name, message, code }) => {
    const field = fieldPath(['settings', name]);
    return { field, message: `${field} ${message}`, code };
  });
}

/** What the schema says of a setting; names such as `constructor` are none of it. */
export function settingOf(
  schema: PluginSettingsSchema | undefined,
  name: string,
): SettingProperty | undefined {
  return schema && Object.hasOwn(schema.properties, name) ? schema.properties[name] : undefined;
}

function toValidator(
  schema: PluginSettingsSchema | undefined,
  patterns: ReadonlyMap<string, LinearPattern>,
  problems: SettingsValidator['problems'],
): SettingsValidator {
  function check(field: string, value: unknown): SettingIssue | undefined {
    const property = settingOf(schema, field);
    const fault = property && checkSetting(property, value, patterns.get(field));
    return fault && { field, ...fault };
  }

  return {
    check,
    checkAll(values) {
      const present = Object.keys(values).filter((name) => values[name] !== undefined);
      return {
        issues: present.flatMap((name) => check(name, values[name]) ?? []),
        unknown: schema ? present.filter((name) => !settingOf(schema, name)) : [],
      };
    },
    problems,
  };
}

function patternsOf(schema: PluginSettingsSchema | undefined): [name: string, source: string][] {
  return Object.entries(schema?.properties ?? {}).flatMap(([name, { type, validation }]) =>
    type === 'string' && validation?.pattern !== undefined ? [[name, validation.pattern]] : [],
  );
}

async function loadPatterns(sources: readonly [name: string, source: string][]): Promise<CompiledPatterns> {
  try {
    const { compilePatterns } = await import('./compile-patterns.ts');
    return await compilePatterns(sources);
  } catch (cause) {
    throw new PluginError(
      'NETWORK_ERROR',
      'The part that checks patterns of settings was not downloaded: check the connection or reload the page',
      { cause },
    );
  }
}
