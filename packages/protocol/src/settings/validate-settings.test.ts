import { describe, expect, it } from 'vitest';
import type { PluginSettingsSchema, SettingProperty } from '../manifest/settings-schema.ts';
import {
  checkSettingsPatterns,
  createPatternlessValidator,
  createSettingsValidator,
  toSettingsIssues,
} from './validate-settings.ts';

const text = (pattern: string): SettingProperty => ({
  type: 'string',
  title: 'Text',
  validation: { pattern },
});
const withPattern = (pattern: string): PluginSettingsSchema => ({ properties: { text: text(pattern) } });
const size: SettingProperty = { type: 'number', title: 'Size', validation: { min: 2, max: 12 } };

describe('a validator', () => {
  it('names each value that is wrong, and each name it does not know', async () => {
    const validator = await createSettingsValidator({ properties: { size, name: text('[a-z]+') } });
    expect(validator.checkAll({ size: 99, name: 'A', other: 1, constructor: 2, gone: undefined })).toEqual({
      issues: [
        { field: 'size', message: 'must be 12 or less', code: 'max' },
        { field: 'name', message: 'must match [a-z]+', code: 'pattern' },
      ],
      unknown: ['other', 'constructor'],
    });
    expect(validator.check('size', 5)).toBeUndefined();
    expect(validator.check('toString', 5)).toBeUndefined();
    expect(validator.problems).toEqual([]);
  });

  it('knows of nothing that it is unknown where nothing is declared', async () => {
    const validator = await createSettingsValidator(undefined);
    expect(validator.checkAll({ any: [1] })).toEqual({ issues: [], unknown: [] });
  });

  it('matches a pattern with the whole text', async () => {
    const { check } = await createSettingsValidator(withPattern('a|ab'));
    expect([check('text', 'ab'), check('text', '')]).toEqual([undefined, undefined]);
    expect([check('text', 'abc')?.code, check('text', 'xa')?.code]).toEqual(['pattern', 'pattern']);
  });

  it('needs no exponential time', async () => {
    const { check } = await createSettingsValidator(withPattern('^(a+)+$'));
    // The longest that the server keeps; an engine that backtracks would not end.
    expect(check('text', `${'a'.repeat(64 * 1024)}!`)?.code).toBe('pattern');
    expect(check('text', 'a'.repeat(64 * 1024))).toBeUndefined();
  });

  it.each(['(?=a)a', '(a)\\1', '(', '(a?){1000}', '(a?){200}'.repeat(10), '\\Q(\\E'])(
    'does not apply %s, and says so',
    async (pattern) => {
      const schema = withPattern(pattern);
      const validator = await createSettingsValidator(schema);
      expect(validator.check('text', 'whatever')).toBeUndefined();
      expect(validator.problems).toEqual([{ field: 'text', message: expect.any(String) }]);
      const field = 'settings.properties.text.validation.pattern';
      expect(await checkSettingsPatterns(schema)).toEqual([
        { field, message: `${field} ${validator.problems[0]?.message}`, code: 'pattern' },
      ]);
    },
  );

  it('says what is wrong with a pattern, once', async () => {
    const [issue] = await checkSettingsPatterns(withPattern('(?=a)b'));
    expect(issue?.message).toBe(
      'settings.properties.text.validation.pattern cannot be used: error parsing regexp: invalid or unsupported Perl syntax: `(?=`',
    );
  });

  it('leaves patterns of other types and those that match alone', async () => {
    const colour: SettingProperty = { type: 'color', title: 'Colour', validation: { pattern: '(' } };
    expect(await checkSettingsPatterns({ properties: { colour, text: text('[a-z]{1,60}') } })).toEqual([]);
  });

  it('is there at once without its patterns', () => {
    const validator = createPatternlessValidator({ properties: { size, name: text('[a-z]+') } });
    expect(validator.checkAll({ size: 1, name: 'A' }).issues).toEqual([
      { field: 'size', message: 'must be 2 or more', code: 'min' },
    ]);
  });

  it('has issues that can be sent', () => {
    expect(toSettingsIssues([{ field: 'a b', message: 'must be text', code: 'type' }])).toEqual([
      { field: 'settings.a b', message: 'settings.a b must be text', code: 'type' },
    ]);
  });
});
