import type { NewShape, ShapeKind } from '../../../shared/board-document.ts';
import type { BoardStore } from './board-store.ts';

const FRESH: Readonly<Record<ShapeKind, Omit<NewShape, 'x' | 'y'>>> = {
  rect: { kind: 'rect', width: 160, height: 120, color: '#4f46e5' },
  ellipse: { kind: 'ellipse', width: 140, height: 140, color: '#0ea5e9' },
  text: { kind: 'text', width: 240, height: 48, color: '#171717', text: 'Text' },
};
/** As many as the paper has room for, side by side. */
const COLUMNS = 4;
const ROWS = 4;

/** Adds a shape where it does not cover the one before, and selects it. */
export function addShape(board: BoardStore, kind: ShapeKind): void {
  const place = board.getSnapshot().shapes.length;
  const x = 96 + (place % COLUMNS) * 260;
  const y = 96 + (Math.floor(place / COLUMNS) % ROWS) * 170;
  board.setSelection([board.add({ ...FRESH[kind], x, y })]);
}
