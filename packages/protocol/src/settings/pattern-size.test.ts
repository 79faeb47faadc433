import { describe, expect, it } from 'vitest';
import { MAX_PATTERN_SIZE, patternSize } from './pattern-size.ts';

describe('the size of a pattern', () => {
  it.each([
    ['abc', 3],
    ['[a-z]{1,60}', 60],
    ['[0-9a-f]{8}(?:-[0-9a-f]{4}){3}', 8 + 3 * 7],
    ['(a{10}b){20}', 220],
    ['((a{9}){9}){9}', 729],
    ['\\p{Lu}{3}', 3],
    ['\\{3}', 3],
    ['[({]{5}', 5],
    ['[\\]x]{5}', 5],
    ['a{3,}', 3],
    ['a{0}', 1],
    ['a{9}{9}', 81],
    ['a{0}{9}', 9],
    ['(a', 1],
    ['a)', 1],
  ])('%s', (pattern, expected) => {
    // A group’s marks, such as “?:”, count as characters.
    expect(patternSize(pattern)).toBeGreaterThanOrEqual(expected);
    expect(patternSize(pattern)).toBeLessThanOrEqual(expected + 8);
  });

  it('is far below the limit for what authors write', () => {
    const url =
      '^https?:\\/\\/(?:www\\.)?[-a-zA-Z0-9@:%._+~#=]{1,256}\\.[a-zA-Z0-9()]{1,6}\\b[-a-zA-Z0-9()@:%_+.~#?&/=]*$';
    expect(patternSize(url)).toBeLessThan(MAX_PATTERN_SIZE);
  });
});
