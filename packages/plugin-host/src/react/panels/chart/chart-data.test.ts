import { expect, it } from 'vitest';
import { drawnValues } from './chart-data.ts';

it('draws every value of a few', () => {
  expect(drawnValues([3, 1, 2], 3)).toEqual([0, 1, 2]);
  expect(drawnValues(Array<number>(1_000).fill(1), 2)).toHaveLength(1_000);
});

it('draws the lowest and highest of each stretch of many, in their order', () => {
  const values = Array.from({ length: 1_000 }, (_, at) => (at % 100 === 30 ? -5 : at % 100 === 70 ? 5 : 0));
  const drawn = drawnValues(values, 20);
  expect(drawn.length).toBeLessThanOrEqual(100);
  expect(drawn).toEqual([...drawn].sort((a, b) => a - b));
  for (let at = 30; at < 1_000; at += 100) expect(drawn).toContain(at);
  for (let at = 70; at < 1_000; at += 100) expect(drawn).toContain(at);
});
