import type { SettingProperty } from '@fluxstudio/plugin-protocol/manifest/settings-schema';

/** What a form control holds. `null` is a number, a choice or a file that was left empty. */
export type SettingValue = string | number | boolean | null | readonly (string | number | boolean)[];

/**
 * A stored value as its control can show it. A value of another type than the schema says, or none of its options, is replaced by
 * an empty one: it was stored for another version of the plugin.
 */
export function toSettingValue(property: SettingProperty, stored: unknown): SettingValue {
  switch (property.type) {
    case 'boolean':
      return stored === true;
    case 'number':
      return typeof stored === 'number' && Number.isFinite(stored) ? stored : null;
    case 'multiselect':
      return Array.isArray(stored) ? stored.filter((value) => isOption(property, value)) : [];
    case 'select':
      return isOption(property, stored) ? stored : null;
    case 'file':
      return typeof stored === 'string' && stored !== '' ? stored : null;
    case 'string':
    case 'color':
      return typeof stored === 'string' ? stored : '';
  }
}

function isOption({ enum: options }: SettingProperty, value: unknown): value is string | number | boolean {
  if (options?.length) return options.some((option) => option.value === value);
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}
