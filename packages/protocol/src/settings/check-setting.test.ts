import { describe, expect, it } from 'vitest';
import type { SettingProperty } from '../manifest/settings-schema.ts';
import { checkSetting } from './check-setting.ts';

const options = [
  { value: 'a', label: 'A' },
  { value: 2, label: 'Two' },
  { value: false, label: 'Off' },
];
const setting = (type: SettingProperty['type'], rest: Partial<SettingProperty> = {}): SettingProperty => ({
  type,
  title: 'Title',
  ...rest,
});
const check = (property: SettingProperty, value: unknown) => checkSetting(property, value)?.message;

describe('a setting takes', () => {
  it.each<[SettingProperty, unknown[]]>([
    [setting('string'), ['', 'text', null]],
    [setting('string', { validation: { min: 2, max: 2 } }), ['ab', '🎨🎨', '', null]],
    [setting('number'), [0, -1.5, 1e300, null]],
    [setting('number', { validation: { min: 2, max: 12 } }), [2, 12]],
    [setting('boolean', { validation: { required: true } }), [true, false]],
    [setting('select', { enum: options }), ['a', 2, false, null]],
    [setting('select'), ['anything', '', 7, true]],
    [setting('select', { enum: [] }), ['anything']],
    [setting('select', { enum: [{ value: '', label: 'None' }] }), ['']],
    [setting('multiselect', { enum: options }), [[], ['a', 2], [false], null]],
    [setting('multiselect'), [['any', 1]]],
    [setting('multiselect', { enum: options, validation: { min: 1, max: 2 } }), [['a'], ['a', 2], []]],
    [setting('color'), ['#abc', '#ABCD', '#1e90ff', '#1E90FF80', '', null]],
    [setting('file'), ['data:text/plain;name=a.txt;base64,aGk=', 'assets/logo.png', '', null]],
  ])('%o: each of %j', (property, values) => {
    for (const value of values) expect(check(property, value)).toBeUndefined();
  });
});

describe('a setting refuses', () => {
  it.each<[SettingProperty, unknown, string]>([
    [setting('string'), 3, 'must be text'],
    [setting('string', { validation: { min: 2 } }), 'a', 'must have at least 2 characters'],
    [setting('string', { validation: { max: 1 } }), 'ab', 'must have at most 1 character'],
    [setting('number'), '3', 'must be a number'],
    [setting('number'), '', 'must be a number'],
    [setting('number'), Number.NaN, 'must be a number'],
    [setting('number'), Number.POSITIVE_INFINITY, 'must be a number'],
    [setting('number', { validation: { min: 2 } }), 1, 'must be 2 or more'],
    [setting('number', { validation: { max: 12 } }), 13, 'must be 12 or less'],
    [setting('boolean'), 'true', 'must be true or false'],
    [setting('boolean'), 0, 'must be true or false'],
    [setting('select', { enum: options }), 'b', 'must be one of "a", 2, false'],
    [setting('select', { enum: options }), '2', 'must be one of "a", 2, false'],
    [setting('select', { enum: options }), '', 'must be one of "a", 2, false'],
    [setting('select'), ['a'], 'must be text, a number, true or false'],
    [setting('multiselect', { enum: options }), 'a', 'must be a list'],
    [setting('multiselect', { enum: options }), ['a', 'b'], 'must only have one of "a", 2, false'],
    [setting('multiselect', { enum: options }), ['a', 'a'], 'must not have an option twice'],
    [setting('multiselect'), [null], 'must only have text, a number, true or false'],
    [
      setting('multiselect', { enum: options, validation: { max: 1 } }),
      ['a', 2],
      'must have at most 1 option',
    ],
    [setting('color'), 'blue', 'must be a colour such as #1e90ff'],
    [setting('color'), '#12345', 'must be a colour such as #1e90ff'],
    [setting('color'), '#fff\n', 'must be a colour such as #1e90ff'],
    [setting('file'), {}, 'must be text: a data URL or a path'],
  ])('%o: %j', (property, value, message) => {
    expect(check(property, value)).toBe(message);
  });

  it.each<[SettingProperty['type'], unknown[]]>([
    ['string', [null, '']],
    ['number', [null]],
    ['boolean', [null]],
    ['select', [null, '']],
    ['multiselect', [null, []]],
    ['color', [null, '']],
    ['file', [null, '']],
  ])('a required %s without a value: each of %j', (type, values) => {
    const property = setting(type, { validation: { required: true }, enum: [{ value: '', label: 'None' }] });
    for (const value of values)
      expect(checkSetting(property, value)).toEqual({ message: 'must not be empty', code: 'required' });
  });

  it('a list that is long for many options without comparing each with each', () => {
    const many = Array.from({ length: 30_000 }, (_, value) => ({ value, label: `${value}` }));
    const values = many.map(({ value }) => value);
    expect(check(setting('multiselect', { enum: many }), values)).toBeUndefined();
    expect(check(setting('multiselect', { enum: many }), [...values, -1])).toBe(
      'must only have one of 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, …',
    );
  });
});
