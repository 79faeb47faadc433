import { describe, expect, it } from 'vitest';
import { looksTheSame, nameFaults } from './look-alike.ts';

describe('nameFaults', () => {
  it.each([
    ['Color Palette', []],
    ['FluxStudio Palette', []],
    ['Palette for Flux-Studio', []],
    ['Grüne Palette', []],
    ['Палитра', []],
    ['Палитра для FluxStudio', []],
    ['色パレット v2', []],
    ['π-Rechner', []],
    ['👩‍👩‍👧 Family', []],
    ['🏴󠁧󠁢󠁥󠁮󠁧󠁿 Flag', []],
    ['می‌خواهم', []],
    ['FluxStudio', ['app']],
    ['flux studio', ['app']],
    ['FIuxStudio', ['app']],
    ['F1uxStudio Tools', ['app']],
    ['FluxStúdio', ['app']],
    ['ＦｌｕｘＳｔｕｄｉｏ', ['app']],
    ['FluxStudіo', ['scripts', 'app']],
    ['Pаlette', ['scripts']],
    ['Palette\u202Egnp', ['bidi']],
    ['Pal\u200Bette', ['invisible']],
    ['Pal\u200Dette', ['invisible']],
    ['Palette\u{E0041}', ['invisible']],
  ])('%s: %j', (name, expected) => {
    expect(nameFaults(name, 'FluxStudio')).toEqual(expected);
  });

  it('compares with no app where none is named', () => {
    expect(nameFaults('FluxStudio')).toEqual([]);
    expect(nameFaults('', '')).toEqual([]);
  });
});

describe('looksTheSame', () => {
  it.each([
    ['Color Palette', 'Color Palette', true],
    ['Cоlor Palette', 'Color Palette', true],
    ['C0lor-Pa1ette', 'color palette', true],
    ['Color Palette Pro', 'Color Palette', false],
    ['Colour Palette', 'Color Palette', false],
    ['…', '—', false],
    ['', '', false],
  ])('%s and %s: %j', (name, other, expected) => {
    expect(looksTheSame(name, other)).toBe(expected);
  });
});
