import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SMALLEST_SIDE } from '../../../shared/board-document.ts';
import { boxBetween, CORNERS, overlaps, resize } from './geometry.ts';

const number = fc.integer({ min: -2000, max: 2000 });
const side = fc.integer({ min: SMALLEST_SIDE, max: 2000 });
const box = fc.record({ x: number, y: number, width: side, height: side });

describe('resize', () => {
  it('leaves the opposite corner where it is, and keeps a smallest size', () => {
    fc.assert(
      fc.property(
        box,
        fc.constantFrom(...CORNERS),
        number,
        number,
        fc.boolean(),
        (before, corner, dx, dy, square) => {
          const after = resize(before, corner, dx, dy, square);
          if (corner.endsWith('w')) expect(after.x + after.width).toBe(before.x + before.width);
          else expect(after.x).toBe(before.x);
          if (corner.startsWith('n')) expect(after.y + after.height).toBe(before.y + before.height);
          else expect(after.y).toBe(before.y);
          expect(Math.min(after.width, after.height)).toBeGreaterThanOrEqual(SMALLEST_SIDE);
        },
      ),
    );
  });

  it('follows the pointer, and keeps the proportions where they are asked for', () => {
    const before = { x: 10, y: 10, width: 100, height: 50 };
    expect(resize(before, 'se', 20, 30)).toEqual({ x: 10, y: 10, width: 120, height: 80 });
    expect(resize(before, 'nw', 20, 30)).toEqual({ x: 30, y: 40, width: 80, height: 20 });
    expect(resize(before, 'ne', 100, 0, true)).toEqual({ x: 10, y: -40, width: 200, height: 100 });
  });
});

it('finds what a marquee touches, drawn in whatever direction', () => {
  const marquee = boxBetween(100, 100, 40, 20);
  expect(marquee).toEqual({ x: 40, y: 20, width: 60, height: 80 });
  expect(overlaps({ x: 0, y: 0, width: 41, height: 21 }, marquee)).toBe(true);
  expect(overlaps({ x: 0, y: 0, width: 40, height: 200 }, marquee)).toBe(false);
});
