import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeValue, encodeValue } from './value-format.ts';

/** Whatever structured clone keeps and JSON does not, in whatever is around it. */
const { value } = fc.letrec((tie) => ({
  leaf: fc.oneof(
    fc.string(),
    fc.double(),
    fc.boolean(),
    fc.bigInt(),
    fc.constantFrom(null, undefined, -0),
    fc.date({ noInvalidDate: false }),
    fc.uint8Array().map((bytes) => bytes.buffer),
    fc.uint8Array(),
    fc.float64Array(),
    fc.constantFrom(/a+/giu, new DataView(new ArrayBuffer(3)), new BigInt64Array([-1n])),
  ),
  value: fc.oneof(
    { maxDepth: 4 },
    tie('leaf'),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.oneof(fc.string(), fc.constantFrom('$type', '__proto__', 'entries')), tie('value'), {
      maxKeys: 4,
      noNullPrototype: true,
    }),
    fc.array(fc.tuple(tie('value'), tie('value')), { maxLength: 3 }).map((entries) => new Map(entries)),
    fc.array(tie('value'), { maxLength: 3 }).map((values) => new Set(values)),
  ),
}));

describe('values as JSON', () => {
  it('come back as they were', () => {
    fc.assert(
      fc.property(value, (original) => {
        const text = JSON.stringify(encodeValue(original));
        expect(decodeValue(JSON.parse(text))).toStrictEqual(original);
      }),
      { numRuns: 1000 },
    );
  });

  it('are plain where JSON has a word for them', () => {
    const plain = { a: [1, 'b', null, { c: true }] };
    expect(encodeValue(plain)).toEqual(plain);
  });

  it('take only their own part of a larger buffer along', () => {
    const view = new Uint16Array(new Uint8Array([9, 9, 1, 0, 2, 0]).buffer, 2, 1);
    expect(decodeValue(encodeValue(view))).toEqual(new Uint16Array([1]));
  });

  const circle: unknown[] = [];
  circle.push({ circle });
  const named = Object.assign([1], { name: 'list' });
  it.each([
    ['a function', () => 1, 'a function'],
    ['a symbol', [Symbol('s')], 'a symbol'],
    ['a Blob', { blob: new Blob() }, 'a Blob'],
    ['an error', new Error('e'), 'a Error'],

    ['a list with holes', Array(3), 'holes'],
    ['a list with names', named, 'names'],
    ['a circle', circle, 'contains itself'],
    ['a boxed text', Object('text'), 'a String'],
  ])('that cannot be written down are refused: %s', (_, given, words) => {
    expect(() => encodeValue(given)).toThrow(words);
  });

  it.each([
    ['an unknown type', { $type: 'Spaceship' }],
    ['a type that is no text', { $type: 1 }],
    ['a date without its time', { $type: 'Date' }],
    ['base64 that is none', { $type: 'Uint8Array', base64: '*' }],
    ['half a number of a list', { $type: 'Float64Array', base64: 'AA==' }],
    ['digits that are none', { $type: 'BigInt', digits: 'ten' }],
    ['entries that are no pairs', { $type: 'Map', entries: [[1, 2, 3]] }],
    ['entries that are no list', { $type: 'Object', entries: { a: 1 } }],
    ['a pattern that does not compile', { $type: 'RegExp', source: '(', flags: '' }],
    ['no JSON', () => 1],
    ['a number out of range', [Number.POSITIVE_INFINITY]],
  ])('that are damaged are refused: %s', (_, damaged) => {
    expect(() => decodeValue({ deep: [damaged] })).toThrow();
  });

  it('cannot pollute a prototype', () => {
    const decoded = decodeValue(JSON.parse('{"__proto__":{"admin":true}}')) as { admin?: boolean };
    expect(decoded.admin).toBe(undefined);
    expect(Object.keys(decoded)).toEqual(['__proto__']);
  });
});
