import type { CanvasCommand } from '@fluxstudio/plugin-protocol/panel/canvas-commands';
import type { CanvasSize } from './canvas-size.ts';
import type { PanelInvocation } from './panel-node.ts';

/** What is as much as an operation: pixels that are painted, those along a line, and those of the size of a letter. */
export const PIXELS_PER_OPERATION = 25_000;
const AREA = PIXELS_PER_OPERATION;
const LENGTH = 500;
const SIZE = 100;
/** What lays the whole page out at once, instead of with its next frame. */
const FOCUS = 50;
/** A corner may be drawn this many times as far out as its line is wide. */
const MITRE = 10;
/** The widest line, which is also what one of no width may be: a canvas keeps the last one then. */
const WIDEST = 100_000;

type Point = readonly [x: number, y: number];

interface Paint {
  readonly fill?: string | undefined;
  readonly stroke?: string | undefined;
  readonly lineWidth?: number | undefined;
}

/**
 * What an element that was asked to do something spends on it: a canvas on each command.
 *
 * @param size the most that the canvas may have on the page when it is drawn there
 */
export function callCost({ name, args }: PanelInvocation, { width, height }: CanvasSize): number {
  return name === 'draw' ? drawingCost(parseCommands(args[0]), width, height) : FOCUS;
}

/** What the schema has checked already, with its type. */
function parseCommands(commands: unknown): readonly CanvasCommand[] {
  return commands as readonly CanvasCommand[];
}

/** In operations of a panel. */
export function drawingCost(commands: readonly CanvasCommand[], width: number, height: number): number {
  const area = (across: number, down = across) => (Math.min(across, width) * Math.min(down, height)) / AREA;

  /** What is filled, and the line around it: half of it is within, as far as there is a within. */
  const both = (across: number, down: number, { fill, stroke, lineWidth }: Paint) =>
    (fill === undefined ? 0 : area(across, down)) +
    (stroke === undefined ? 0 : around(across, down, widthOf(lineWidth)));

  function around(across: number, down: number, wide: number): number {
    const within = Math.max(across - wide, 0) * Math.max(down - wide, 0);
    const ring = (across + wide) * (down + wide) - within;
    return Math.min(area(across + wide, down + wide), ring / AREA);
  }

  function lines(points: readonly Point[], lineWidth: number | undefined, hasCorners = true): number {
    const wide = widthOf(lineWidth);
    const corner = hasCorners ? MITRE * wide : 0;
    let [cost, left, top, right, bottom] = [0, width, height, 0, 0];
    points.forEach(([x, y], at) => {
      const [fromX, fromY] = points[at - 1] ?? [x, y];
      // What is outside costs nothing.
      const length = Math.min(Math.hypot(x - fromX, y - fromY), width + height);
      cost += 1 + length / LENGTH + Math.min(((length + corner) * wide) / AREA, area(width, height));
      [left, right] = [Math.min(left, x), Math.max(right, x)];
      [top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
    });
    return cost + area(right - left, bottom - top);
  }

  function costOf(command: CanvasCommand): number {
    switch (command.type) {
      case 'clear':
        return area(width, height);
      case 'circle':
        return both(2 * command.radius, 2 * command.radius, command);
      case 'rect':
        return both(command.width, command.height, command);
      case 'line':
        return lines([[command.x1, command.y1], [command.x2, command.y2]], command.lineWidth, false); // biome-ignore format: a pair in a line
      case 'path':
        return lines(command.points, command.stroke === undefined ? undefined : command.lineWidth);
      case 'text':
        return command.text.length * letter(command.size);
      case 'image':
        return area(command.width ?? command.image.width, command.height ?? command.image.height);
      default:
        return area(command.width, command.height);
    }
  }

  return commands.reduce((sum, command) => sum + 1 + costOf(command), 0);
}

/** A hairline is a pixel wide. */
function widthOf(lineWidth = 1): number {
  return lineWidth === 0 ? WIDEST : Math.max(1, lineWidth);
}

/** One that is large is painted like any other shape. */
function letter(size = 0): number {
  return 1 + Math.max(size / SIZE, (size * size) / AREA);
}
