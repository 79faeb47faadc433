import { expect, it } from 'vitest';
import { loadWhenPatterns } from './when-patterns.ts';

it('refuses what would take long at each change of a key', async () => {
  const compile = await loadWhenPatterns();
  expect(compile('^[a-z]{1,60}$', 'i').find('ABC')).toBe(true);
  for (const source of ['\\pL{201}', '(a{20}b){10}', '\\Qa'])
    expect(() => compile(source)).toThrow(expect.objectContaining({ code: 'INVALID_ARGUMENT' }));
});
