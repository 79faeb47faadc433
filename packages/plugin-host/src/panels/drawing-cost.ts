import type { CanvasCommand } from '@fluxstudio/plugin-protocol/panel/canvas-commands';
import { canvasSize } from './canvas-size.ts';
import type { PanelInvocation } from './panel-node.ts';
import type { TreeNode } from './tree-node.ts';

/** What is as much as an operation: pixels that are painted, those along a line, and those of the size of a letter. */
const AREA = 25_000;
const LENGTH = 500;
const SIZE = 100;

type Point = readonly [x: number, y: number];

interface Paint {
  readonly fill?: string | undefined;
  readonly stroke?: string | undefined;
  readonly lineWidth?: number | undefined;
}

/** What an element that was asked to do something spends on it: a canvas on each command. */
export function callCost({ props }: Pick<TreeNode, 'props'>, { name, args }: PanelInvocation): number {
  const { width, height } = canvasSize(props);
  return name === 'draw' ? drawingCost(parseCommands(args[0]), width, height) : 0;
}

/** What the schema has checked already, with its type. */
function parseCommands(commands: unknown): readonly CanvasCommand[] {
  return commands as readonly CanvasCommand[];
}

/** In operations of a panel. */
export function drawingCost(commands: readonly CanvasCommand[], width: number, height: number): number {
  const area = (across: number, down = across) => (Math.min(across, width) * Math.min(down, height)) / AREA;

  /** What is filled, and the line around it, which may be as wide. */
  const both = (across: number, down: number, { fill, stroke, lineWidth = 1 }: Paint) =>
    (fill === undefined ? 0 : area(across, down)) +
    (stroke === undefined
      ? 0
      : Math.min(area(across + lineWidth, down + lineWidth), (2 * (across + down) * lineWidth) / AREA));

  function lines(points: readonly Point[], lineWidth = 1): number {
    let [cost, left, top, right, bottom] = [0, width, height, 0, 0];
    points.forEach(([x, y], at) => {
      const [fromX, fromY] = points[at - 1] ?? [x, y];
      // What is outside costs nothing.
      const length = Math.min(Math.hypot(x - fromX, y - fromY), width + height);
      cost += 1 + length / LENGTH + Math.min((length * lineWidth) / AREA, area(width, height));
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
        return lines([[command.x1, command.y1], [command.x2, command.y2]], command.lineWidth); // biome-ignore format: a pair in a line
      case 'path':
        return lines(command.points, command.lineWidth);
      case 'text':
        return command.text.length * (1 + (command.size ?? 0) / SIZE);
      case 'image':
        return area(command.width ?? command.image.width, command.height ?? command.image.height);
      default:
        return area(command.width, command.height);
    }
  }

  return commands.reduce((sum, command) => sum + 1 + costOf(command), 0);
}
