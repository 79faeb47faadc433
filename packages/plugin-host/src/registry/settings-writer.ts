import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import type { Issue } from '@fluxstudio/plugin-protocol/issues';
import type { PluginSettingsSchema } from '@fluxstudio/plugin-protocol/manifest/settings-schema';
import {
  describeSettings,
  type SettingsDescription,
} from '@fluxstudio/plugin-protocol/settings/describe-settings';
import {
  createSettingsValidator,
  type SettingsValidator,
  toSettingsIssues,
} from '@fluxstudio/plugin-protocol/settings/validate-settings';
import { createWriteCombiner, type WriteCombiner } from './write-combiner.ts';

type Values = Readonly<Record<string, unknown>>;

export interface SettingsWriterOptions {
  schemaOf(pluginId: string): PluginSettingsSchema | undefined;
  /** Merges into what is stored, and resolves with what is in force then. */
  write(pluginId: string, patch: Record<string, unknown>): Promise<Values>;
}

/** Writes settings that their plugin's schema allows. A part of its own: most pages only read settings. */
export interface SettingsWriter extends WriteCombiner<Values> {
  describe(schema: PluginSettingsSchema | undefined, stored: Values): Promise<SettingsDescription>;
}

export function createSettingsWriter({ schemaOf, write }: SettingsWriterOptions): SettingsWriter {
  const validators = new WeakMap<PluginSettingsSchema, Promise<SettingsValidator>>();

  function validatorOf(schema: PluginSettingsSchema): Promise<SettingsValidator> {
    const known = validators.get(schema);
    if (known) return known;
    const validator = createSettingsValidator(schema);
    validators.set(schema, validator);
    // What could not be downloaded may be there the next time.
    validator.catch(() => validators.delete(schema));
    return validator;
  }

  /** @throws PluginError `INVALID_SETTINGS` */
  async function check(pluginId: string, patch: Values): Promise<void> {
    const schema = schemaOf(pluginId);
    if (!schema) return;
    const { issues } = (await validatorOf(schema)).checkAll(patch);
    if (issues.length > 0) throw invalidSettings(pluginId, toSettingsIssues(issues));
  }

  return {
    ...createWriteCombiner({ check, write }),
    describe: async (schema, stored) =>
      describeSettings(schema, stored, schema && (await validatorOf(schema))),
  };
}

function invalidSettings(pluginId: string, issues: readonly Issue[]): PluginError {
  const words = issues.map(({ message }) => message).join('; ');
  return new PluginError('INVALID_SETTINGS', `The settings of ${pluginId} were not stored: ${words}`, {
    data: { issues },
  });
}
