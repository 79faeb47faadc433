import type { SettingProperty } from '../manifest/settings-schema.ts';
import type { LinearPattern } from '../pattern/linear-pattern.ts';

/** Why a value is none for a setting. */
export type SettingFaultCode =
  | 'required'
  | 'type'
  | 'min'
  | 'max'
  | 'pattern'
  | 'option'
  | 'duplicate'
  | 'format';

/** What is wrong with a value, in words that stand below a field: “must be 2 or more”. */
export interface SettingFault {
  readonly message: string;
  readonly code: SettingFaultCode;
}

/**
 * Checks one value against what the manifest says of the setting. `null` is “no value”.
 *
 * @param pattern the compiled `validation.pattern`; without it the pattern is not applied
 */
export function checkSetting(
  property: SettingProperty,
  value: unknown,
  pattern?: LinearPattern,
): SettingFault | undefined {
  const { type } = property;
  const empty = type === 'multiselect' ? Array.isArray(value) && value.length === 0 : value === '';
  if (value === null || empty) {
    if (property.validation?.required) return { message: 'must not be empty', code: 'required' };
    // A control that was cleared. A boolean and a number have no such value, and of a choice it may be an option.
    if (value === null || CLEARABLE.has(type)) return undefined;
  }
  switch (type) {
    case 'string':
      return checkText(property, value, pattern);
    case 'number':
      return checkNumber(property, value);
    case 'boolean':
      return typeof value === 'boolean' ? undefined : mustBe('true or false');
    case 'select':
      return checkOption(optionsOf(property), value, 'must be');
    case 'multiselect':
      return checkOptions(property, value);
    case 'color':
      if (typeof value !== 'string') return mustBe('a colour such as #1e90ff');
      return COLOR.test(value) ? undefined : { message: 'must be a colour such as #1e90ff', code: 'format' };
    case 'file':
      return typeof value === 'string' ? undefined : mustBe('text: a data URL or a path');
  }
}

const CLEARABLE: ReadonlySet<string> = new Set(['string', 'color', 'file', 'multiselect']);
/** More options than this are not listed in a message. */
const MAX_NAMED = 10;
const COLOR = /^#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$/i;

function checkText(
  property: SettingProperty,
  value: unknown,
  pattern: LinearPattern | undefined,
): SettingFault | undefined {
  if (typeof value !== 'string') return mustBe('text');
  const fault = checkCount(property, countCharacters(value), 'character');
  if (fault) return fault;
  if (!pattern || pattern.matches(value)) return undefined;
  return { message: `must match ${property.validation?.pattern}`, code: 'pattern' };
}

function checkNumber({ validation }: SettingProperty, value: unknown): SettingFault | undefined {
  if (typeof value !== 'number' || !Number.isFinite(value)) return mustBe('a number');
  const { min, max } = validation ?? {};
  if (min !== undefined && value < min) return { message: `must be ${min} or more`, code: 'min' };
  if (max !== undefined && value > max) return { message: `must be ${max} or less`, code: 'max' };
  return undefined;
}

function checkOptions(property: SettingProperty, value: unknown): SettingFault | undefined {
  if (!Array.isArray(value)) return mustBe('a list');
  const options = optionsOf(property);
  for (const option of value) {
    const fault = checkOption(options, option, 'must only have');
    if (fault) return fault;
  }
  if (new Set(value).size < value.length)
    return { message: 'must not have an option twice', code: 'duplicate' };
  return checkCount(property, value.length, 'option');
}

/** A setting without options takes any: the plugin may know them, though no form can offer them. */
function optionsOf({ enum: options }: SettingProperty): ReadonlySet<unknown> | undefined {
  return options?.length ? new Set(options.map((option) => option.value)) : undefined;
}

function checkOption(
  options: ReadonlySet<unknown> | undefined,
  value: unknown,
  verb: string,
): SettingFault | undefined {
  if (!isScalar(value)) return { message: `${verb} text, a number, true or false`, code: 'type' };
  if (!options || options.has(value)) return undefined;
  const named = [...options].slice(0, MAX_NAMED).map((option) => JSON.stringify(option));
  const rest = options.size > MAX_NAMED ? ', …' : '';
  return { message: `${verb} one of ${named.join(', ')}${rest}`, code: 'option' };
}

function checkCount({ validation }: SettingProperty, count: number, noun: string): SettingFault | undefined {
  const { min, max } = validation ?? {};
  const of = (bound: number) => `${bound} ${noun}${bound === 1 ? '' : 's'}`;
  if (min !== undefined && count < min) return { message: `must have at least ${of(min)}`, code: 'min' };
  if (max !== undefined && count > max) return { message: `must have at most ${of(max)}`, code: 'max' };
  return undefined;
}

function mustBe(what: string): SettingFault {
  return { message: `must be ${what}`, code: 'type' };
}

function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);
}

/** As people count them, an emoji of two UTF-16 units being one. */
function countCharacters(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}
