import fc from 'fast-check';
import valid from 'semver/functions/valid.js';
import validRange from 'semver/ranges/valid.js';
import { describe, expect, it } from 'vitest';
import { isVersion, isVersionRange } from './version.ts';

const number = fc.constantFrom('0', '1', '12', '007', 'x', '*', '');
const pre = fc.constantFrom('', '', '-beta', '-beta.1', '-01', '-', '+build', '-rc.1+5', '+');
const version = fc.tuple(number, number, number, pre).map(([a, b, c, suffix]) => `${a}.${b}.${c}${suffix}`);
const partial = fc.oneof(
  version,
  number,
  fc.tuple(number, number).map(([a, b]) => `${a}.${b}`),
);
const comparator = fc
  .tuple(fc.constantFrom('', '^', '~', '~>', '>=', '<', '=', '==', '>= '), partial)
  .map(([operator, text]) => operator + text);
const range = fc.oneof(
  fc.array(comparator, { maxLength: 3 }).map((parts) => parts.join(' ')),
  fc.tuple(partial, partial).map(([from, to]) => `${from} - ${to}`),
);
const ranges = fc.array(range, { minLength: 1, maxLength: 3 }).map((all) => all.join(' || '));

describe('versions', () => {
  it('are what semver calls valid', () => {
    fc.assert(
      fc.property(version, (text) => {
        expect(isVersion(text), text).toBe(valid(text) !== null);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('ranges', () => {
  it('that pass are ranges to semver', () => {
    fc.assert(
      fc.property(ranges, (text) => {
        if (isVersionRange(text)) expect(validRange(text), text).not.toBeNull();
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    '^1.2.0',
    '~1.2',
    '>=1 <3',
    '>= 1.2.3',
    '1.x',
    '*',
    '',
    '1.0.0 - 2.5.0',
    '^1 || ^2.0.0-beta.1',
    'v1.2.3',
    '>=1.0.0-rc.1',
  ])('take %j', (text) => {
    expect(isVersionRange(text)).toBe(true);
    expect(validRange(text)).not.toBeNull();
  });

  it.each(['latest!', 'one', '^^1', '1.2.3.4', '1 - ', '>', '1.0.0 || nonsense', '^1;2'])(
    'refuse %j',
    (text) => {
      expect(isVersionRange(text)).toBe(false);
    },
  );

  it('end whatever the text: no pattern backtracks', () => {
    for (const part of ['1.', '-', '0', ' - ', '||', '>= ', 'x.'])
      expect(typeof isVersionRange(part.repeat(50_000))).toBe('boolean');
  });
});
