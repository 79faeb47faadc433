import type {
  PluginSettingsSchema,
  SettingProperty,
} from '@fluxstudio/plugin-protocol/manifest/settings-schema';
import { sameJson } from '@fluxstudio/plugin-protocol/settings/same-json';
import type { SettingIssue } from '@fluxstudio/plugin-protocol/settings/validate-settings';
import { useState } from 'react';
import { useStrings } from '../strings/use-strings.tsx';
import { toSentence, useSettingsValidator } from './setting-validator.ts';
import { type SettingValue, toSettingValue } from './setting-value.ts';

export type SettingValues = Readonly<Record<string, SettingValue>>;

/** Settings while a user changes them. */
export interface SettingsDraft {
  /** In the order of the form. */
  readonly properties: readonly (readonly [name: string, property: SettingProperty])[];
  readonly values: SettingValues;
  /** What differs from what is stored. */
  readonly changes: SettingValues;
  /** What is wrong, as sentences by name: all of it, whether or not it is shown yet. */
  readonly problems: ReadonlyMap<string, string>;
  readonly isDirty: boolean;
  isDefault(name: string): boolean;
  defaultOf(name: string): SettingValue;
  /** What is wrong with any value of a setting, as a sentence. */
  check(name: string, value: unknown): { readonly code: string; readonly problem: string } | undefined;
  put(values: SettingValues): void;
}

/** Holds what is in a settings form, and says what is wrong with it. */
export function useSettingsDraft(
  schema: PluginSettingsSchema,
  settings: Readonly<Record<string, unknown>>,
): SettingsDraft {
  const { text } = useStrings();
  const validator = useSettingsValidator(schema);
  const properties = inOrder(schema);
  const [before] = useState(() => toValues(properties, (name) => settings[name]));
  const [values, setValues] = useState(before);

  const sentence = ({ field, code, message }: SettingIssue) => {
    const { min = '', max = '', pattern = '' } = schema.properties[field]?.validation ?? {};
    return text(`settings.problem.${code}`, { message: toSentence(message), min, max, pattern });
  };
  const check: SettingsDraft['check'] = (name, value) => {
    const issue = validator.check(name, value);
    return issue && { code: issue.code, problem: sentence(issue) };
  };
  const defaultOf = (name: string) => {
    const property = schema.properties[name];
    return property ? toSettingValue(property, property.default) : null;
  };
  const problems = new Map(
    properties.flatMap(([name]) => {
      const fault = check(name, values[name] ?? null);
      return fault ? [[name, fault.problem] as const] : [];
    }),
  );
  const changes = Object.fromEntries(
    Object.entries(values).filter(([name, value]) => !sameJson(value, before[name])),
  );
  return {
    properties,
    values,
    changes,
    problems,
    isDirty: Object.keys(changes).length > 0,
    isDefault: (name) => sameJson(values[name], defaultOf(name)),
    defaultOf,
    check,
    put: (patch) => setValues((current) => ({ ...current, ...patch })),
  };
}

/**
 * The settings in the order of the manifest, or by their `order` where they have one: a database that stores the manifest
 * as an object may not keep the order of its keys.
 */
function inOrder(schema: PluginSettingsSchema): [string, SettingProperty][] {
  const order = ({ order }: SettingProperty) => (typeof order === 'number' ? order : 0);
  return Object.entries(schema.properties).sort(([, a], [, b]) => order(a) - order(b));
}

function toValues(
  properties: readonly [string, SettingProperty][],
  read: (name: string) => unknown,
): Record<string, SettingValue> {
  return Object.fromEntries(
    properties.map(([name, property]) => [name, toSettingValue(property, read(name))]),
  );
}
