import { beforeAll, describe, expect, it } from 'vitest';
import { loadPatternCompiler, type PatternCompiler } from './linear-pattern.ts';

let compile: PatternCompiler;
beforeAll(async () => {
  compile = await loadPatternCompiler();
});

describe('linear pattern', () => {
  it('finds within a text, and matches the whole of it', () => {
    const word = compile('[a-z]+');
    expect([word.find('1abc2'), word.matches('1abc2'), word.matches('abc')]).toEqual([true, false, true]);
  });

  it('matches the whole text whichever alternative is shorter', () => {
    expect(compile('a|ab').matches('ab')).toBe(true);
  });

  it('knows the flags', () => {
    expect(compile('ABC', 'i').find('xabcx')).toBe(true);
    expect(compile('^b$', 'm').find('a\nb')).toBe(true);
    expect(compile('a.b', 's').find('a\nb')).toBe(true);
    expect(() => compile('a', 'y')).toThrow(expect.objectContaining({ code: 'INVALID_ARGUMENT' }));
  });

  it('takes the syntax of JavaScript', () => {
    expect(compile('^\\/api\\/(?<id>\\d+)$').find('/api/12')).toBe(true);
    expect(compile('\\u00e9').find('caf\u00e9')).toBe(true);
  });

  it.each(['(', '(?=a)', '(a)\\1', 'a{2000}', '((a{100}){100}){100}', 'x'.repeat(257)])(
    'refuses %s',
    (source) => {
      expect(() => compile(source)).toThrow(expect.objectContaining({ code: 'INVALID_ARGUMENT' }));
    },
  );

  it.each(['^(a+)+$', '(a|aa)+$', '(.*a){12}', '(x+x+)+y'])('needs no exponential time for %s', (source) => {
    // V8's own engine needs longer than the test has for such a text.
    expect(compile(source).matches(`${'a'.repeat(5000)}!`)).toBe(false);
  });
});
