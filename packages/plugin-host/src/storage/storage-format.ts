import { errorMessage, PluginError } from '@fluxstudio/plugin-protocol/errors';
import { toIssues } from '@fluxstudio/plugin-protocol/issues';
import * as v from 'valibot';
import { decodeValue, type EncodedValue, encodeValue } from './value-format.ts';

/** What a plugin stored, as JSON: see docs/storage.md. Secrets are never in it. */
export interface StorageExport {
  readonly format: 'fluxstudio-plugin-storage';
  readonly version: 1;
  /** Keys and values, sorted by key. */
  readonly entries: readonly (readonly [key: string, value: EncodedValue])[];
}

const MAX_KEY = 500;

const exported = v.object({
  format: v.literal('fluxstudio-plugin-storage', 'this is no export of a plugin’s storage'),
  version: v.literal(1, 'this export was made by another version of the app'),
  entries: v.array(v.strictTuple([v.pipe(v.string(), v.minLength(1), v.maxLength(MAX_KEY)), v.unknown()])),
});

/** @throws PluginError `DATA_CLONE` that names every key whose value cannot be exported */
export function encodeExport(
  keys: readonly string[],
  values: readonly PromiseSettledResult<unknown>[],
): StorageExport {
  const faults: { key: string; message: string }[] = [];
  const entries = keys.flatMap((key, index): [string, EncodedValue][] => {
    try {
      const result = values[index];
      if (result?.status === 'rejected') throw result.reason;
      return [[key, encodeValue(result?.value)]];
    } catch (error) {
      faults.push({ key, message: errorMessage(error) });
      return [];
    }
  });
  if (faults.length > 0) {
    const list = faults.map(({ key, message }) => `“${key}”: ${message}`).join('; ');
    throw new PluginError('DATA_CLONE', `The data cannot be exported. ${list}`, { data: { keys: faults } });
  }
  entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return { format: 'fluxstudio-plugin-storage', version: 1, entries };
}

/** @throws PluginError `INVALID_ARGUMENT` that says what is wrong */
export function decodeExport(data: unknown): [string, unknown][] {
  const result = v.safeParse(exported, data, { abortEarly: true });
  if (!result.success) {
    const [issue] = toIssues(result.issues);
    throw refused(issue?.message ?? 'it is damaged');
  }
  const entries = result.output.entries.map(([key, value]): [string, unknown] => {
    try {
      return [key, decodeValue(value)];
    } catch (error) {
      throw refused(`the value of “${key}” is damaged: ${errorMessage(error)}`);
    }
  });
  if (new Set(entries.map(([key]) => key)).size < entries.length) throw refused('a key is in it twice');
  return entries;
}

function refused(why: string): PluginError {
  return new PluginError('INVALID_ARGUMENT', `The data cannot be imported: ${why}`);
}
