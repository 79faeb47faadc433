import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PluginSettingsSchema } from '../manifest/settings-schema.ts';
import { describeSettings } from './describe-settings.ts';
import { effectiveSettings } from './effective-settings.ts';
import { sameJson } from './same-json.ts';
import { createSettingsValidator } from './validate-settings.ts';

const schema: PluginSettingsSchema = {
  properties: {
    name: { type: 'string', title: 'Name', default: 'x' },
    size: { type: 'number', title: 'Size', default: 5, validation: { max: 12 } },
    live: { type: 'boolean', title: 'Live' },
    tags: { type: 'multiselect', title: 'Tags', default: ['a'] },
    code: { type: 'string', title: 'Code', default: 'A1', validation: { pattern: '[A-Z]\\d' } },
  },
};
const defaults = { name: 'x', size: 5, tags: ['a'], code: 'A1' };

describe('effectiveSettings', () => {
  it('puts what is stored over the defaults: null and unknown names included', () => {
    expect(effectiveSettings(schema, { size: null, live: true, extra: { a: 1 } })).toEqual({
      ...defaults,
      size: null,
      live: true,
      extra: { a: 1 },
    });
    expect(effectiveSettings(undefined, { any: 1 })).toEqual({ any: 1 });
  });

  it('falls back to the default where the stored value is none for the schema, and leaves what is stored', () => {
    const stored = Object.freeze({ size: 'large', live: 'yes', name: 'kept' });
    expect(effectiveSettings(schema, stored)).toEqual({ ...defaults, name: 'kept' });
  });

  it('shares nothing with the manifest or the store', () => {
    const stored = { extra: { list: [1] } };
    const first = effectiveSettings(schema, stored);
    expect(Object.isFrozen(first)).toBe(true);
    expect(first.tags).not.toBe(schema.properties.tags?.default);
    expect(first.extra).not.toBe(stored.extra);
  });

  it('has own properties only, whatever they are called', () => {
    const stored = JSON.parse('{"__proto__": {"polluted": true}, "constructor": 1}');
    const settings = effectiveSettings(schema, stored);
    expect(Object.getPrototypeOf(settings)).toBe(Object.prototype);
    expect(Object.keys(settings)).toEqual(expect.arrayContaining(['__proto__', 'constructor']));
    expect('polluted' in settings).toBe(false);
  });

  it('leaves out a default so deep that nothing could send it', () => {
    const deep = JSON.parse('['.repeat(50_000) + ']'.repeat(50_000));
    const odd: PluginSettingsSchema = {
      properties: { deep: { type: 'string', title: 'Deep', default: deep }, ...schema.properties },
    };
    expect(effectiveSettings(odd, {})).toEqual(defaults);
  });
});

describe('describeSettings', () => {
  it('says what is unknown and what is invalid', () => {
    expect(describeSettings(schema, { size: 13, extra: 1 })).toEqual({
      values: { ...defaults, extra: 1 },
      unknown: ['extra'],
      invalid: [{ field: 'size', message: 'must be 12 or less', code: 'max' }],
    });
  });

  it('reports what does not match its pattern, which stays in force', async () => {
    const described = describeSettings(schema, { code: 'zz' }, await createSettingsValidator(schema));
    expect(described.values.code).toBe('zz');
    expect(described.invalid).toEqual([{ field: 'code', message: 'must match [A-Z]\\d', code: 'pattern' }]);
  });
});

describe('sameJson', () => {
  it('is true for a copy, in whatever order its keys are, and for nothing else', () => {
    const turned = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(turned);
      if (typeof value !== 'object' || value === null) return value;
      return Object.fromEntries(
        Object.entries(value)
          .reverse()
          .map(([key, part]) => [key, turned(part)]),
      );
    };
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), fc.jsonValue(), (a, b) => {
        const sorted = (value: unknown) =>
          JSON.stringify(value, (_key, part) =>
            typeof part === 'object' && part !== null && !Array.isArray(part)
              ? Object.entries(part).sort(([x], [y]) => (x < y ? -1 : 1))
              : part,
          );
        expect(sameJson(a, turned(a))).toBe(true);
        if (sorted(a) !== sorted(b)) expect(sameJson(a, b)).toBe(false);
      }),
    );
  });

  it.each([
    [{ a: undefined }, {}],
    [[], {}],
    [[1], [1, 2]],
    [{ a: 1 }, { b: 1 }],
    [JSON.parse('{"__proto__": 1}'), {}],
  ])('tells %j from %j', (a, b) => {
    expect([sameJson(a, b), sameJson(b, a)]).toEqual([false, false]);
  });
});
