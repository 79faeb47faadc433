import { describe, expect, it } from 'vitest';
import { parseManifest, unknownManifestKeys } from './manifest.ts';
import { effectiveSettings } from './settings-schema.ts';

const minimal = { id: 'hello', name: 'Hello', version: '1.0.0', main: 'dist/main.js' };

const fields = (input: unknown) => {
  const result = parseManifest(input);
  return result.ok ? [] : result.issues.map(({ field }) => field);
};
const messages = (input: unknown) => {
  const result = parseManifest(input);
  return result.ok ? [] : result.issues.map(({ message }) => message);
};

describe('parseManifest', () => {
  it('takes the four fields that the first generation required, and asks for nothing', () => {
    expect(parseManifest(minimal)).toEqual({
      ok: true,
      manifest: { ...minimal, permissions: [], optionalPermissions: [] },
    });
  });

  it('keeps unknown keys and can name them', () => {
    const result = parseManifest({
      ...minimal,
      homepge: 'https://example.com',
      contributes: { widgets: [1] },
    });
    expect(result).toMatchObject({
      ok: true,
      manifest: { homepge: 'https://example.com', contributes: { widgets: [1] } },
    });
    expect(result.ok && unknownManifestKeys(result.manifest)).toEqual(['homepge']);
  });

  it('names every missing field', () => {
    expect(messages({})).toEqual([
      'id is required',
      'name is required',
      'version is required',
      'main is required',
    ]);
  });

  it('names nested fields by path', () => {
    expect(
      fields({
        ...minimal,
        permissions: ['storage', 'files:reed'],
        contributes: { commands: [{ id: 'ok', title: 'Ok' }, { id: 'two words' }] },
        settings: { properties: { hue: { type: 'colour', title: 'Hue' } } },
      }),
    ).toEqual([
      'permissions[1]',
      'contributes.commands[1].id',
      'contributes.commands[1].title',
      'settings.properties.hue.type',
    ]);
  });

  it.each([
    ['id', 'Upper', 'a-z'],
    ['id', 'with.dot', 'a-z'],
    ['id', 'a'.repeat(65), '64'],
    ['id', 'marketplace', 'reserved'],
    ['id', '__proto__', 'a-z'],
    ['version', 'one', 'semantic version'],
    ['version', 3, 'must be a string'],
    ['fluxStudioVersion', 'latest!', 'semver range'],
    ['main', '', 'empty'],
    ['name', 'x'.repeat(201), '200'],
    ['manifestVersion', 3, '1 or 2'],
    ['permissions', 'storage', 'list of permissions'],
  ])('refuses %s = %j', (field, value, words) => {
    const [message, ...others] = messages({ ...minimal, [field]: value });
    expect(others).toEqual([]);
    expect(message).toContain(`${field} `);
    expect(message).toContain(words);
  });

  it.each([[null], [[]], ['text'], [1], [undefined]])('refuses %j as a whole', (input) => {
    expect(messages(input)).toHaveLength(1);
  });

  it('removes repeated permissions', () => {
    const result = parseManifest({ ...minimal, permissions: ['storage', 'storage'] });
    expect(result.ok && result.manifest.permissions).toEqual(['storage']);
  });
});

describe('effectiveSettings', () => {
  it('puts what is stored over the defaults, null included', () => {
    const schema = {
      properties: {
        a: { type: 'string' as const, title: 'A', default: 'x' },
        b: { type: 'number' as const, title: 'B', default: 1 },
        c: { type: 'boolean' as const, title: 'C' },
      },
    };
    expect(effectiveSettings(schema, { b: null, extra: true })).toEqual({ a: 'x', b: null, extra: true });
  });
});
