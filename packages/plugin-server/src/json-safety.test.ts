import { describe, expect, it } from 'vitest';
import { isStorableText, parseSafeJson } from './json-safety.ts';

describe('parseSafeJson', () => {
  it('returns what it was given', () => {
    const value = { a: [null, true, 1.5, 'ü🎨'], 'x.y': {}, toString: '' };
    expect(parseSafeJson(value)).toBe(value);
  });

  it('lets pass what JSON.stringify drops', () => {
    expect(() => parseSafeJson({ a: undefined })).not.toThrow();
  });

  const cyclic: Record<string, unknown> = {};
  cyclic.self = cyclic;
  it.each([
    ['a function', { a: { f: () => 0 } }, 'a.f'],
    ['a bigint', { a: [1n] }, 'a[0]'],
    ['nothing in a list', [undefined], '[0]'],
    ['not a number', { a: Number.NaN }, 'a'],
    ['a circle', cyclic, ''],
    ['a polluting key', JSON.parse('{"a":{"__proto__":1}}'), 'a'],
  ])('refuses %s', (_what, value, field) => {
    const issues = [{ field, message: expect.any(String), code: 'unprocessable' }];
    expect(() => parseSafeJson(value)).toThrow(expect.objectContaining({ status: 422, issues }));
  });

  it('counts levels, not siblings', () => {
    const wide = { a: Array.from({ length: 1000 }, () => [{}]) };
    expect(() => parseSafeJson(wide)).not.toThrow();
  });
});

describe('isStorableText', () => {
  it.each([
    ['', true],
    ['🎨', true],
    ['\ufffd\uffff', true],
    ['\u0000', false],
    ['\ud83c', false],
    ['\udfa8\ud83c', false],
    ['🎨\ud83c', false],
  ])('%j is %s', (text, storable) => {
    expect(isStorableText(text)).toBe(storable);
  });
});
