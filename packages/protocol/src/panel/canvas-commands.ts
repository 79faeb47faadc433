import * as v from 'valibot';
import { text } from '../api/schemas.ts';
import { isImage, MOST_IMAGE_PIXELS } from './canvas-images.ts';

/** Further out is nothing that anybody sees. */
const MAX_COORDINATE = 100_000;
const MAX_POINTS = 10_000;
/** In one `draw`. Each counts as an operation of the panel. */
const MAX_COMMANDS = 10_000;

const coordinate = v.pipe(
  v.number('must be a number'),
  v.minValue(-MAX_COORDINATE, 'is too far out'),
  v.maxValue(MAX_COORDINATE, 'is too far out'),
);
const length = v.pipe(
  v.number('must be a number'),
  v.minValue(0, 'must not be negative'),
  v.maxValue(MAX_COORDINATE, 'is too large'),
);
const color = v.pipe(
  v.string('must be a string'),
  v.regex(/^#(?:[0-9a-f]{3}|[0-9a-f]{6}|[0-9a-f]{8})$/i, 'must be #rgb, #rrggbb or #rrggbbaa'),
);
const paint = { fill: v.optional(color), stroke: v.optional(color), lineWidth: v.optional(length) };

const command = v.variant(
  'type',
  [
    v.object({ type: v.literal('clear') }),
    v.object({
      type: v.literal('rect'),
      x: coordinate,
      y: coordinate,
      width: length,
      height: length,
      /** Of its corners. */
      radius: v.optional(length),
      ...paint,
    }),
    v.object({ type: v.literal('circle'), x: coordinate, y: coordinate, radius: length, ...paint }),
    v.object({
      type: v.literal('line'),
      x1: coordinate,
      y1: coordinate,
      x2: coordinate,
      y2: coordinate,
      stroke: color,
      lineWidth: v.optional(length),
    }),
    v.object({
      type: v.literal('path'),
      points: v.pipe(
        v.array(v.tuple([coordinate, coordinate]), 'must be a list'),
        v.maxLength(MAX_POINTS, `must have at most ${MAX_POINTS} members`),
      ),
      closed: v.optional(v.boolean('must be true or false')),
      ...paint,
    }),
    v.object({
      type: v.literal('text'),
      x: coordinate,
      /** Of its base line. */
      y: coordinate,
      text: text(1_000),
      size: v.optional(v.pipe(length, v.minValue(1, 'must be at least 1'), v.maxValue(500, 'is too large'))),
      bold: v.optional(v.boolean('must be true or false')),
      align: v.optional(v.picklist(['start', 'center', 'end'], 'must be start, center, end')),
      fill: v.optional(color),
    }),
    v.pipe(
      v.object({
        type: v.literal('pixels'),
        x: coordinate,
        y: coordinate,
        width: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(2_000)),
        height: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(2_000)),
        /** Red, green, blue and how opaque, of each pixel. */
        data: v.instance(Uint8ClampedArray, 'must be a Uint8ClampedArray'),
      }),
      v.check(({ width, height, data }) => data.length === width * height * 4, 'has not 4 bytes a pixel'),
    ),
    v.object({
      type: v.literal('image'),
      x: coordinate,
      y: coordinate,
      /** Its own where it is absent. */
      width: v.optional(length),
      height: v.optional(length),
      image: v.pipe(
        v.custom<ImageBitmap>(isImage, 'must be an ImageBitmap'),
        v.check(
          ({ width, height }) => width * height <= MOST_IMAGE_PIXELS,
          `has more than ${MOST_IMAGE_PIXELS} pixels`,
        ),
      ),
    }),
  ],
  'must be a drawing command',
);

/**
 * What a `Canvas` draws, in its pixels from the top left. Without `fill` and `stroke` nothing is seen of a shape.
 *
 * @example
 * canvas.draw([{ type: 'clear' }, { type: 'circle', x: 20, y: 20, radius: 8, fill: '#cc0000' }]);
 */
export type CanvasCommand = v.InferInput<typeof command>;

export const canvasCommands = v.pipe(
  v.array(command, 'must be a list'),
  v.maxLength(MAX_COMMANDS, `must have at most ${MAX_COMMANDS} members`),
);
