import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOSTILE_STRINGS } from '../hostile-strings.ts';
import { plainText } from './plain-text.ts';

describe('plainText', () => {
  it('keeps what people write', () => {
    for (const text of ['Palette <b>', 'Grün · 色 · לוח', '👩‍👩‍👧 family', 'می‌خواهم', 'Tiếng Việt', 'a\nb'])
      expect(plainText(text)).toBe(text);
  });

  it('leaves out what turns text around, what nobody sees, and heaps of marks', () => {
    expect(plainText('a\u202Eb\u2066c\u200Ed')).toBe('abcd');
    expect(plainText('Pa\u200Bl\uFEFFette\u00AD\u3164')).toBe('Palette');
    expect(plainText('a\u0000b\u001B[31m')).toBe('ab[31m');
    expect(plainText(`Z${'\u0301'.repeat(100)}algo`)).toBe(`Z${'\u0301'.repeat(4)}algo`);
  });

  it('stands for a text of which nothing can be seen', () => {
    for (const text of ['\u200B\u2060', ' \n', '\u202E', '\u200D\u200C', '\u2800', '\u{E0041}', '\uFE0F'])
      expect(plainText(text)).toBe('…');
    expect(plainText('')).toBe('');
  });

  it('cuts off what is too long, not through an emoji', () => {
    expect(plainText('abcdef', 4)).toBe('abc…');
    expect(plainText('abcd', 4)).toBe('abcd');
    expect(plainText('ab👩‍🚀', 4)).toBe('ab…');
    expect(plainText('a👩‍🚀x', 5)).toBe('a👩…');
  });

  it('never gives more than it may', () => {
    for (const text of Object.values(HOSTILE_STRINGS))
      expect(plainText(text).length).toBeLessThanOrEqual(500);
    const unit = fc.constantFrom('a', ' ', '\u0301', '\u202E', '\u200D', '👩', '\uD83D');
    fc.assert(
      fc.property(fc.string({ unit }), fc.integer({ min: 1, max: 40 }), (text, max) => {
        expect(plainText(text, max).length).toBeLessThanOrEqual(max);
      }),
    );
  });
});
