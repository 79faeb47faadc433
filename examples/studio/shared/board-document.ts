import * as v from 'valibot';

export const SHAPE_KINDS = ['rect', 'ellipse', 'text'] as const;
export type ShapeKind = (typeof SHAPE_KINDS)[number];

/** Shapes on one board. */
export const MOST_SHAPES = 1000;
/** Shapes are no smaller, so that their handles can be grabbed. */
export const SMALLEST_SIDE = 8;
/** How far from the middle of the board a shape may lie, and how large it may be. */
export const FARTHEST = 100_000;

const coordinate = v.pipe(
  v.number('must be a number'),
  v.minValue(-FARTHEST, `must be at least ${-FARTHEST}`),
  v.maxValue(FARTHEST, `must be at most ${FARTHEST}`),
);
const side = v.pipe(
  v.number('must be a number'),
  v.minValue(SMALLEST_SIDE, `must be at least ${SMALLEST_SIDE}`),
  v.maxValue(FARTHEST, `must be at most ${FARTHEST}`),
);

/** `#rrggbb` */
export const color = v.pipe(
  v.string('must be text'),
  v.regex(/^#[0-9a-f]{6}$/i, 'must be a colour such as #4f46e5'),
);

/** PostgreSQL keeps neither U+0000 nor half a character in JSON: with one of them no board could be saved. */
const storable = v.check(
  (text: string) => !/[\0\p{Cs}]/u.test(text),
  'must not contain U+0000 or half a character',
);

const shapeText = v.pipe(
  v.string('must be text'),
  v.maxLength(2000, 'must have at most 2000 characters'),
  storable,
);

/** What a shape looks like and where it lies; `x` and `y` are its upper left corner, in pixels. */
const shapeLook = {
  x: coordinate,
  y: coordinate,
  width: side,
  height: side,
  color,
  text: v.optional(shapeText),
};

export const newShape = v.strictObject({
  kind: v.picklist(SHAPE_KINDS, 'must be rect, ellipse or text'),
  ...shapeLook,
});
export type NewShape = v.InferOutput<typeof newShape>;

/** What is absent stays. A value of `undefined` is none, but a text can be taken away by it. */
export const shapeChange = v.strictObject({
  x: v.exactOptional(coordinate),
  y: v.exactOptional(coordinate),
  width: v.exactOptional(side),
  height: v.exactOptional(side),
  color: v.exactOptional(color),
  text: shapeLook.text,
});
export type ShapeChange = v.InferOutput<typeof shapeChange>;

/** When a shape is on stage, in frames. */
const frame = v.pipe(
  v.number('must be a number'),
  v.integer('must be whole'),
  v.minValue(0),
  v.maxValue(9999),
);

export const shape = v.strictObject({
  id: v.pipe(v.string(), v.minLength(1), v.maxLength(64), storable),
  ...newShape.entries,
  start: frame,
  duration: v.pipe(frame, v.minValue(1)),
});
export type Shape = v.InferOutput<typeof shape>;

/** A board as it is stored, the backmost shape first. */
export const boardDocument = v.strictObject({
  shapes: v.pipe(
    v.array(v.unknown(), 'must be a list'),
    // First: what is wrong with each of a hundred thousand is nobody's to read.
    v.maxLength(MOST_SHAPES, `must have at most ${MOST_SHAPES} shapes`),
    v.array(shape),
    v.check(
      (shapes) => new Set(shapes.map(({ id }) => id)).size === shapes.length,
      'must have different ids',
    ),
  ),
});
export type BoardDocument = v.InferOutput<typeof boardDocument>;
