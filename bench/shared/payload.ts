import * as v from 'valibot';

export const TRANSFER_BYTES = 10 * 1024 * 1024;
const SHAPES = 420;

/** A design document of about 100 KB as JSON: what a plugin that edits one sends around. */
export interface Drawing {
  name: string;
  pages: { id: string; shapes: Shape[] }[];
}

interface Shape {
  id: string;
  kind: string;
  position: { x: number; y: number };
  size: { width: number; height: number };
  fill: { color: string; opacity: number };
  tags: string[];
  locked: boolean;
}

const shape = v.object({
  id: v.string(),
  kind: v.string(),
  position: v.object({ x: v.number(), y: v.number() }),
  size: v.object({ width: v.number(), height: v.number() }),
  fill: v.object({ color: v.string(), opacity: v.number() }),
  tags: v.array(v.string()),
  locked: v.boolean(),
});

/** The whole drawing, for a variant of the clone row in which every value is checked. */
export const drawingSchema = v.object({
  name: v.string(),
  pages: v.array(v.object({ id: v.string(), shapes: v.array(shape) })),
});

export function createDrawing(): Drawing {
  const shapes = (page: number): Shape[] =>
    Array.from({ length: SHAPES / 6 }, (_, index) => ({
      id: `shape-${page}-${index}-${'abcdef'.repeat(3)}`,
      kind: index % 2 === 0 ? 'rectangle' : 'ellipse',
      position: { x: index * 12.5, y: page * 640.25 },
      size: { width: 120 + index, height: 80.5 },
      fill: { color: `#${(index * 9973).toString(16).padStart(6, '0')}`, opacity: 0.75 },
      tags: ['layer', `group-${index % 7}`, 'exported'],
      locked: index % 3 === 0,
    }));
  return {
    name: 'A drawing',
    pages: Array.from({ length: 6 }, (_, page) => ({ id: `page-${page}`, shapes: shapes(page) })),
  };
}
