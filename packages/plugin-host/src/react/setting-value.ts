import type { SettingProperty } from '@fluxstudio/plugin-protocol/manifest/settings-schema';
import { matchesPattern } from './setting-pattern.ts';

/** What a form control holds. `null` is a number or a file that was left empty. */
export type SettingValue = string | number | boolean | null | readonly (string | number | boolean)[];

/**
 * A stored value as its control can show it. A value of another type than the schema says is replaced by an empty one:
 * it was stored for another version of the plugin.
 */
export function toSettingValue(property: SettingProperty, stored: unknown): SettingValue {
  switch (property.type) {
    case 'boolean':
      return stored === true;
    case 'number':
      return typeof stored === 'number' && Number.isFinite(stored) ? stored : null;
    case 'multiselect':
      return Array.isArray(stored) ? stored.filter(isScalar) : [];
    case 'select':
      return isScalar(stored) ? stored : null;
    case 'file':
      return typeof stored === 'string' && stored !== '' ? stored : null;
    case 'string':
    case 'color':
      return typeof stored === 'string' ? stored : '';
  }
}

/** What is wrong with a value, in words, or `undefined`. */
export function settingProblem(property: SettingProperty, value: SettingValue): string | undefined {
  const { required, min, max, pattern } = property.validation ?? {};
  if (isEmpty(value)) return required ? emptyMessage(property) : undefined;
  if (typeof value === 'number' && property.type === 'number') {
    if (min !== undefined && value < min) return `Enter ${min} or more.`;
    if (max !== undefined && value > max) return `Enter ${max} or less.`;
  }
  if (typeof value === 'string' && property.type === 'string') {
    if (min !== undefined && value.length < min) return `Enter at least ${count(min, 'character')}.`;
    if (max !== undefined && value.length > max) return `Enter at most ${count(max, 'character')}.`;
    if (pattern !== undefined && !matchesPattern(value, pattern))
      return `Enter a value that matches ${pattern}`;
  }
  if (property.type === 'color' && typeof value === 'string' && !isColor(value)) {
    return 'Enter a colour such as #1e90ff.';
  }
  if (Array.isArray(value)) {
    if (min !== undefined && value.length < min) return `Choose at least ${min}.`;
    if (max !== undefined && value.length > max) return `Choose at most ${max}.`;
  }
  return undefined;
}

/** Whether two values are the same setting; lists are compared by what they hold. */
export function sameSetting(a: unknown, b: unknown): boolean {
  return Object.is(a, b) || (Array.isArray(a) && Array.isArray(b) && JSON.stringify(a) === JSON.stringify(b));
}

function isEmpty(value: SettingValue): boolean {
  return value === null || value === '' || (Array.isArray(value) && value.length === 0);
}

function emptyMessage({ type }: SettingProperty): string {
  if (type === 'select' || type === 'multiselect') return 'Choose an option.';
  return type === 'file' ? 'Choose a file.' : 'Enter a value.';
}

function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

function isColor(text: string): boolean {
  return /^#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$/i.test(text);
}

function count(amount: number, noun: string): string {
  return `${amount} ${noun}${amount === 1 ? '' : 's'}`;
}
