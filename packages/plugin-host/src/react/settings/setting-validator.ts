import type { PluginSettingsSchema } from '@fluxstudio/plugin-protocol/manifest/settings-schema';
import {
  createPatternlessValidator,
  createSettingsValidator,
  hasPatterns,
  type SettingsValidator,
} from '@fluxstudio/plugin-protocol/settings/validate-settings';
import { useEffect, useMemo, useState } from 'react';

/**
 * The validator that host and server use as well. Until what checks patterns is downloaded they are not applied; if it cannot be, the
 * host refuses the values.
 */
export function useSettingsValidator(schema: PluginSettingsSchema): SettingsValidator {
  const patternless = useMemo(() => createPatternlessValidator(schema), [schema]);
  const [whole, setWhole] = useState<{ schema: PluginSettingsSchema; validator: SettingsValidator }>();

  useEffect(() => {
    if (!hasPatterns(schema)) return;
    let wanted = true;
    createSettingsValidator(schema).then(
      (validator) => wanted && setWhole({ schema, validator }),
      () => undefined,
    );
    return () => {
      wanted = false;
    };
  }, [schema]);

  return whole?.schema === schema ? whole.validator : patternless;
}

/** A message of the validator as it stands below a field. */
export function toSentence(message: string): string {
  return `${message.charAt(0).toUpperCase()}${message.slice(1)}.`;
}
