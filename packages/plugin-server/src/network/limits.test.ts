import { expect, it } from 'vitest';
import { FETCH_LIMITS, parseLimits } from './limits.ts';

it('takes the limits given, and the defaults for the others', () => {
  expect(parseLimits()).toEqual(FETCH_LIMITS);
  expect(parseLimits({ redirects: 0 })).toEqual({ ...FETCH_LIMITS, redirects: 0 });
});

it.each([undefined, Number.NaN, Number.POSITIVE_INFINITY, -1, 1.5, 2 ** 31])(
  'refuses %s, which limits nothing',
  (value) => {
    expect(() => parseLimits({ responseBytes: value })).toThrow(
      expect.objectContaining({
        code: 'INVALID_ARGUMENT',
        message: expect.stringContaining('responseBytes'),
      }),
    );
  },
);
