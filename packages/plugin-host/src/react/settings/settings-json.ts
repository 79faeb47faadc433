import type { Strings } from '../strings/use-strings.tsx';
import { toSettingValue } from './setting-value.ts';
import type { SettingsDraft, SettingValues } from './use-settings-draft.ts';

/** Settings read from text: values for the form, or what is wrong and where. */
export type ParsedSettings =
  | { readonly ok: true; readonly values: SettingValues }
  | { readonly ok: false; readonly problems: readonly string[] };

/** The settings as a user edits them as text. */
export function toSettingsJson({ properties, values }: SettingsDraft): string {
  return JSON.stringify(Object.fromEntries(properties.map(([name]) => [name, values[name]])), null, 2);
}

/** Reads such a text. A setting that is left out has its default; what is wrong is named by its path, such as `tags[1]`. */
export function parseSettingsJson(json: string, draft: SettingsDraft, { text }: Strings): ParsedSettings {
  let input: unknown;
  try {
    input = JSON.parse(json);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { ok: false, problems: [text('settings.json.invalid', { reason })] };
  }
  if (typeof input !== 'object' || input === null || Array.isArray(input))
    return { ok: false, problems: [text('settings.json.noObject')] };
  const given = new Map<string, unknown>(Object.entries(input));
  const known = new Map(draft.properties);
  const at = (path: string, problem: string) => text('settings.json.problem', { path, problem });
  const problems = [...given].flatMap(([name, value]) => {
    if (!known.has(name)) return [at(name, text('settings.json.unknown'))];
    const fault = draft.check(name, value);
    return fault ? [at(`${name}${faultyIndex(name, value, fault.code, draft)}`, fault.problem)] : [];
  });
  if (problems.length > 0) return { ok: false, problems };
  const values = draft.properties.map(
    ([name, property]) =>
      [name, given.has(name) ? toSettingValue(property, given.get(name)) : draft.defaultOf(name)] as const,
  );
  return { ok: true, values: Object.fromEntries(values) };
}

/** Which member of a list is at fault: `[1]`, where it is one member and not the list. */
function faultyIndex(name: string, value: unknown, code: string, draft: SettingsDraft): string {
  if (!Array.isArray(value) || (code !== 'option' && code !== 'type')) return '';
  const index = value.findIndex((member) => draft.check(name, [member])?.code === code);
  return index < 0 ? '' : `[${index}]`;
}
