import { expect, it } from 'vitest';
import { provideRandomUUID } from './random-uuid.ts';

it('makes random identifiers of version 4 where the browser has none', () => {
  const scope: Pick<Crypto, 'getRandomValues'> & Partial<Crypto> = {
    getRandomValues: (array) => crypto.getRandomValues(array),
  };
  provideRandomUUID(scope);
  const made = Array.from({ length: 500 }, () => scope.randomUUID?.());
  expect(new Set(made).size).toBe(500);
  for (const id of made)
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

it('leaves the browser’s own', () => {
  const own = () => '0-0-0-0-0' as const;
  const scope = { getRandomValues: crypto.getRandomValues, randomUUID: own };
  provideRandomUUID(scope);
  expect(scope.randomUUID).toBe(own);
});
