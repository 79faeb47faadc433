import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { belowBase, belowPattern } from './base-path.ts';

const segment = fc.stringMatching(/^[\w.~%:-]{1,8}$/);
const segments = fc.array(segment, { minLength: 1, maxLength: 4 });
const rest = fc.oneof(
  fc.constant('/'),
  fc.array(segment, { minLength: 1 }).map((parts) => `/${parts.join('/')}`),
);
const query = fc.constantFrom('', '?', '?a=/b/c/d/e/f');

describe('belowBase', () => {
  it.each([
    ['/plugins', '/'],
    ['/plugins/', '/'],
    ['/plugins?a=1', '?a=1'],
    ['/plugins/a%2Fb', '/a%2Fb'],
    ['/pluginsx', undefined],
    ['/other', undefined],
  ])('of %s is %s', (path, below) => {
    expect(belowBase(path, ['/api/plugins', '/plugins'])).toBe(below);
    expect(belowBase(path, [])).toBe(path);
  });
});

describe('belowPattern', () => {
  it('takes off as many segments as the pattern has, and nothing else', () => {
    fc.assert(
      fc.property(segments, rest, query, fc.boolean(), (mount, below, search, named) => {
        const pattern = `/${mount.map((part) => (named ? ':name' : part)).join('/')}`;
        const path = `/${mount.join('/')}`;
        expect(belowPattern(path + below + search, `${pattern}/*`)).toBe(below + search);
        expect(belowPattern(path + search, pattern)).toBe(`/${search}`);
      }),
    );
  });

  it('takes off nothing at the root', () => {
    expect(belowPattern('/a/b?c=/d', '/*')).toBe('/a/b?c=/d');
    expect(belowPattern('/?a=/b', '/')).toBe('/?a=/b');
  });
});
