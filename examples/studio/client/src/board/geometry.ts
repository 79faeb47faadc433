import { SMALLEST_SIDE } from '../../../shared/board-document.ts';

/** In pixels of the board; `x` and `y` are the upper left corner. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export const CORNERS = ['nw', 'ne', 'se', 'sw'] as const;
export type Corner = (typeof CORNERS)[number];

/** The box after one of its corners was pulled; the opposite one stays where it is. `square` keeps the proportions. */
export function resize(box: Box, corner: Corner, dx: number, dy: number, square = false): Box {
  const west = corner.endsWith('w');
  const north = corner.startsWith('n');
  let width = Math.max(SMALLEST_SIDE, Math.round(box.width + (west ? -dx : dx)));
  let height = Math.max(SMALLEST_SIDE, Math.round(box.height + (north ? -dy : dy)));
  if (square) {
    const scale = Math.max(width / box.width, height / box.height);
    width = Math.max(SMALLEST_SIDE, Math.round(box.width * scale));
    height = Math.max(SMALLEST_SIDE, Math.round(box.height * scale));
  }
  return {
    x: west ? box.x + box.width - width : box.x,
    y: north ? box.y + box.height - height : box.y,
    width,
    height,
  };
}

/** The box between two points. */
export function boxBetween(x: number, y: number, otherX: number, otherY: number): Box {
  return {
    x: Math.min(x, otherX),
    y: Math.min(y, otherY),
    width: Math.abs(otherX - x),
    height: Math.abs(otherY - y),
  };
}

export function overlaps(one: Box, other: Box): boolean {
  return (
    one.x < other.x + other.width &&
    other.x < one.x + one.width &&
    one.y < other.y + other.height &&
    other.y < one.y + one.height
  );
}
