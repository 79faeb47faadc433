import { describe, expect, it } from 'vitest';
import { matchesPattern } from './setting-pattern.ts';

describe('matchesPattern', () => {
  it('matches the whole text', () => {
    expect(matchesPattern('abc', '[a-z]+')).toBe(true);
    expect(matchesPattern('abc1', '[a-z]+')).toBe(false);
    expect(matchesPattern('b', 'a|b')).toBe(true);
  });

  it('lets everything pass where the pattern is none', () => {
    expect(matchesPattern('x', '(')).toBe(true);
  });

  it('does not run a pattern that could freeze the page', () => {
    const text = `${'a'.repeat(40)}!`;
    const before = performance.now();
    for (const pattern of ['(a+)+', '(a|a)*', '(a|aa){20,}', 'a*a*a*a*a*b', '(a)\\1*']) {
      expect(matchesPattern(text, pattern)).toBe(true);
    }
    expect(performance.now() - before).toBeLessThan(200);
  });
});
