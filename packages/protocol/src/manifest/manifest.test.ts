import { describe, expect, it } from 'vitest';
import { parseManifest, unknownManifestKeys } from './manifest.ts';
import { parseSettingsSchema } from './settings-schema.ts';

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

describe('the settings of a manifest', () => {
  const size = { type: 'number', title: 'Size' };
  const settings = (properties: unknown) => messages({ ...minimal, settings: { properties } });
  const option = (value: unknown) => ({ value, label: 'Label' });

  it('refuses what could never hold a value', () => {
    expect(
      settings({
        size: { ...size, validation: { min: 3, max: 2 } },
        mode: { type: 'select', title: 'Mode', enum: [option(1), option('1'), option(1)] },
      }),
    ).toEqual([
      'settings.properties.size.validation must not have a min above its max',
      'settings.properties.mode.enum must not have a value twice',
    ]);
    const many = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, i) => [`s${i}`, size]));
    expect(settings(many(200))).toEqual([]);
    expect(settings(many(201))).toEqual(['settings.properties must have at most 200 settings']);
    expect(settings([])).toEqual([]);
    expect(settings('none')).toEqual(['settings.properties must be an object of settings']);
  });

  it('takes what is only odd', () => {
    expect(
      settings({
        size: { ...size, default: 'none', validation: { min: 2, max: 2, pattern: '(' } },
        mode: { type: 'select', title: 'Mode', enum: [] },
        'two words': size,
      }),
    ).toEqual([]);
  });

  it('has no setting whose name no server stores', () => {
    const properties = JSON.parse(
      '{"__proto__": {"type": "string", "title": "P"}, "constructor": {}, "size": {"type": "number", "title": "Size"}}',
    );
    const result = parseManifest({ ...minimal, settings: { properties } });
    expect(result.ok && Object.keys(result.manifest.settings?.properties ?? {})).toEqual(['size']);
    expect(Object.hasOwn(Object.prototype, 'type')).toBe(false);
  });

  it('is nothing where it is not what the schema allows', () => {
    expect(parseSettingsSchema({ properties: { size } })).toEqual({ properties: { size } });
    expect(parseSettingsSchema({ properties: { size: { type: 'slider' } } })).toBeUndefined();
    expect(parseSettingsSchema(undefined)).toBeUndefined();
  });
});
