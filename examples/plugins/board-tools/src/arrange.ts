import type { Shape } from './studio.ts';

/** Where a shape goes; what is absent stays. */
export interface Move {
  readonly id: string;
  readonly x?: number;
  readonly y?: number;
}

/** To the left edge of the leftmost one. */
export function alignLeft(shapes: readonly Shape[]): Move[] {
  const x = Math.min(...shapes.map((shape) => shape.x));
  return shapes.map(({ id }) => ({ id, x }));
}

/** Centres onto the vertical line through the middle of all of them. */
export function alignCentre(shapes: readonly Shape[]): Move[] {
  const left = Math.min(...shapes.map((shape) => shape.x));
  const right = Math.max(...shapes.map((shape) => shape.x + shape.width));
  return shapes.map(({ id, width }) => ({ id, x: Math.round((left + right - width) / 2) }));
}

/** To the top edge of the highest one. */
export function alignTop(shapes: readonly Shape[]): Move[] {
  const y = Math.min(...shapes.map((shape) => shape.y));
  return shapes.map(({ id }) => ({ id, y }));
}

/** Equal gaps from left to right; the outermost ones stay. Shapes that overlap get gaps below zero, all the same. */
export function distribute(shapes: readonly Shape[]): Move[] {
  const row = [...shapes].sort((one, other) => one.x - other.x);
  const [first] = row;
  const last = row.at(-1);
  if (!first || !last || row.length < 3) return [];
  const widths = row.reduce((sum, { width }) => sum + width, 0);
  const gap = (last.x + last.width - first.x - widths) / (row.length - 1);
  let x = first.x;
  return row.map(({ id, width }) => {
    const move = { id, x: Math.round(x) };
    x += width + gap;
    return move;
  });
}

/** Only those that lead somewhere: a step for undo that changes nothing is none. */
export function withoutStays(moves: readonly Move[], shapes: readonly Shape[]): Move[] {
  const before = new Map(shapes.map((shape) => [shape.id, shape]));
  return moves.filter(({ id, x, y }) => {
    const shape = before.get(id);
    return shape && ((x ?? shape.x) !== shape.x || (y ?? shape.y) !== shape.y);
  });
}
