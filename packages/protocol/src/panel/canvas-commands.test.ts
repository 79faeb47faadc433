import * as v from 'valibot';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { type CanvasCommand, canvasCommands } from './canvas-commands.ts';

/** As a browser has it. */
class Bitmap {
  readonly width: number;
  readonly height: number;
  constructor(width: number, height: number) {
    this.width = width;
    this.height = height;
  }
  close(): void {}
}
vi.stubGlobal('ImageBitmap', Bitmap);
afterAll(() => vi.unstubAllGlobals());

const at = { x: 1, y: 2 };
const box = { ...at, width: 3, height: 4 };

const GOOD: readonly CanvasCommand[] = [
  { type: 'clear' },
  { type: 'rect', ...box, radius: 2, fill: '#fff', stroke: '#00000080', lineWidth: 0.5 },
  { type: 'circle', ...at, radius: 0, fill: '#123ABC' },
  { type: 'line', x1: -5, y1: 0, x2: 1e5, y2: 0, stroke: '#000000' },
  { type: 'path', points: [[0, 0], [1, 1]], closed: true, fill: '#000' }, // biome-ignore format: a pair in a line
  { type: 'text', ...at, text: 'Hello', size: 12, bold: true, align: 'center', fill: '#000' },
  { type: 'pixels', ...at, width: 1, height: 2, data: new Uint8ClampedArray(8) },
  { type: 'image', ...at, image: new Bitmap(4_096, 2_048) },
  { type: 'image', ...box, image: new Bitmap(1, 1) },
];

const BAD: readonly (readonly [string, unknown])[] = [
  ['another type', { type: 'drawImage' }],
  ['no type', { ...box }],
  ['no number', { type: 'rect', ...box, x: '1' }],
  ['not a number', { type: 'rect', ...box, x: Number.NaN }],
  ['no finite number', { type: 'circle', ...at, radius: Number.POSITIVE_INFINITY }],
  ['a negative size', { type: 'rect', ...box, width: -1 }],
  ['a place far out', { type: 'line', x1: 1e9, y1: 0, x2: 0, y2: 0, stroke: '#000' }],
  ['a colour with an address', { type: 'rect', ...box, fill: 'url(https://example.com)' }],
  ['a colour by name', { type: 'rect', ...box, fill: 'red' }],
  ['too many points', { type: 'path', points: Array.from({ length: 10_001 }, () => [0, 0]) }],
  ['points that are no pairs', { type: 'path', points: [[1]] }],
  ['a long text', { type: 'text', ...at, text: 'x'.repeat(1_001) }],
  ['a huge text', { type: 'text', ...at, text: 'x', size: 1e4 }],
  ['too few pixels', { type: 'pixels', ...box, data: new Uint8ClampedArray(3) }],
  ['an image of too many pixels', { type: 'image', ...at, image: new Bitmap(4_096, 2_049) }],
  ['an image that is none', { type: 'image', ...at, image: { width: 1, height: 1 } }],
  ['an image by its address', { type: 'image', ...at, image: 'https://example.com/a.png' }],
  ['an image without a place', { type: 'image', image: new Bitmap(1, 1) }],
  ['a negative size of an image', { type: 'image', ...box, image: new Bitmap(1, 1), width: -1 }],
  ['pixels that are no bytes', { type: 'pixels', ...at, width: 1, height: 1, data: [0, 0, 0, 0] }],
];

describe('canvasCommands', () => {
  it('takes everything that can be drawn', () => {
    expect(v.parse(canvasCommands, GOOD)).toEqual(GOOD);
  });

  it.each(BAD)('refuses %s', (_, command) => {
    expect(v.safeParse(canvasCommands, [command]).success).toBe(false);
  });

  it('refuses images where there are none', () => {
    vi.stubGlobal('ImageBitmap', undefined);
    expect(
      v.safeParse(canvasCommands, [{ type: 'image', ...at, image: new Bitmap(1, 1) }]).issues?.[0],
    ).toMatchObject({ message: 'must be an ImageBitmap' });
    vi.stubGlobal('ImageBitmap', Bitmap);
  });

  it('refuses more than 10,000 at once', () => {
    const many = (length: number) => Array.from({ length }, () => ({ type: 'clear' }));
    expect(v.safeParse(canvasCommands, many(10_000)).success).toBe(true);
    expect(v.safeParse(canvasCommands, many(10_001)).success).toBe(false);
  });
});
