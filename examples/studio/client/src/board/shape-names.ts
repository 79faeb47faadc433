import type { Shape, ShapeKind } from '../../../shared/board-document.ts';

export const KIND_NAMES: Readonly<Record<ShapeKind, string>> = {
  rect: 'Rectangle',
  ellipse: 'Ellipse',
  text: 'Text',
};

/** What shapes are called: `Rectangle 2`, the second from the back. */
export function shapeNames(shapes: readonly Shape[]): ReadonlyMap<string, string> {
  const counts = new Map<ShapeKind, number>();
  return new Map(
    shapes.map(({ id, kind }) => {
      const count = (counts.get(kind) ?? 0) + 1;
      counts.set(kind, count);
      return [id, `${KIND_NAMES[kind]} ${count}`];
    }),
  );
}
