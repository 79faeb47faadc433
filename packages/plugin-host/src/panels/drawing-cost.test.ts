import type { CanvasCommand } from '@fluxstudio/plugin-protocol/panel/canvas-commands';
import { describe, expect, it } from 'vitest';
import { drawingCost } from './drawing-cost.ts';

const SIZE = 1_000;
/** Of the whole canvas. */
const ALL = 40;
const cost = (...commands: CanvasCommand[]) => drawingCost(commands, SIZE, SIZE);
const all = { x: 0, y: 0, width: SIZE, height: SIZE };
const [fill, stroke] = ['#f00', '#0f0'] as const;

describe('drawing commands cost', () => {
  it.each<readonly [string, CanvasCommand, number]>([
    ['one each, and nothing for what is not painted', { type: 'rect', ...all }, 1],
    ['what is filled', { type: 'rect', ...all, fill }, 1 + ALL],
    ['no more than there is of the canvas', { type: 'rect', ...all, width: 1e5, height: 1e5, fill }, 1 + ALL],
    [
      'a line of its width',
      { type: 'line', x1: 0, y1: 0, x2: 1_000, y2: 0, stroke, lineWidth: 25 },
      1 + 2 + 2 + 1,
    ],
    [
      'both of what is filled and has a wide line',
      { type: 'circle', x: 500, y: 500, radius: 500, fill, stroke, lineWidth: 500 },
      1 + 2 * ALL,
    ],
    [
      'the whole canvas where the line of a tiny circle covers it',
      { type: 'circle', x: 500, y: 500, radius: 0.001, stroke, lineWidth: 4_000 },
      1 + ALL,
    ],
    [
      'all of a shape that its line fills from all sides',
      { type: 'rect', x: 100, y: 100, width: 300, height: 300, stroke, lineWidth: 700 },
      1 + ALL,
    ],
    [
      'the ring that a line is',
      { type: 'rect', x: 100, y: 100, width: 500, height: 500, stroke, lineWidth: 50 },
      1 + (550 * 550 - 450 * 450) / 25_000,
    ],
    [
      'the widest line where none is given: a canvas keeps the last',
      { type: 'circle', x: 500, y: 500, radius: 1, stroke, lineWidth: 0 },
      1 + ALL,
    ],
    ['letters by their size', { type: 'text', x: 0, y: 0, text: 'x'.repeat(100), size: 100 }, 1 + 200],
    [
      'large letters by their area',
      { type: 'text', x: 0, y: 0, text: 'x'.repeat(100), size: 500 },
      1 + 100 * (1 + 10),
    ],
    ['what is cleared', { type: 'clear' }, 1 + ALL],
    ['pixels', { type: 'pixels', ...all, data: new Uint8ClampedArray() }, 1 + ALL],
  ])('%s', (_, command, expected) => {
    expect(cost(command)).toBeCloseTo(expected, 5);
  });

  it('each point of a path, how far it is from the last, and what is around all of them', () => {
    const calm = Array.from({ length: 1_000 }, (_, at) => [at, 500] as [number, number]);
    const wild = Array.from({ length: 1_000 }, (_, at) => [at, (at % 2) * 1_000] as [number, number]);
    expect(cost({ type: 'path', points: calm, stroke })).toBeLessThan(1_010);
    expect(cost({ type: 'path', points: wild, stroke })).toBeGreaterThan(3_000);
    expect(cost({ type: 'path', points: wild, stroke, lineWidth: 1_000 })).toBeGreaterThan(30_000);
  });

  it('the corners of wide lines, however near they are', () => {
    const points = Array.from(
      { length: 1_000 },
      (_, at) => [500 + (at % 2) / 1_000, 500] as [number, number],
    );
    expect(cost({ type: 'path', points, stroke, lineWidth: 4_000 })).toBeGreaterThan(1_000 * ALL);
    expect(cost({ type: 'path', points, stroke, lineWidth: 2 })).toBeLessThan(1_010);
    expect(cost({ type: 'path', points, lineWidth: 4_000 })).toBeLessThan(1_020);
  });
});
