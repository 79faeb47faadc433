import type { CanvasCommand } from '@fluxstudio/plugin-protocol/panel/canvas-commands';

const LINE_WIDTH = 1;
const TEXT_SIZE = 13;
const FONT = 'system-ui, sans-serif';

/** What the receiver has checked already, with its type. */
export function parseCommands(commands: unknown): readonly CanvasCommand[] {
  return commands as readonly CanvasCommand[];
}

/** Draws onto a canvas what a plugin has asked for. */
export function drawCommands(context: CanvasRenderingContext2D, commands: readonly CanvasCommand[]): void {
  for (const command of commands) draw(context, command);
}

function draw(context: CanvasRenderingContext2D, command: CanvasCommand): void {
  switch (command.type) {
    case 'clear': {
      context.save();
      context.resetTransform();
      context.clearRect(0, 0, context.canvas.width, context.canvas.height);
      context.restore();
      return;
    }
    case 'rect': {
      const { x, y, width, height, radius } = command;
      context.beginPath();
      if (radius) context.roundRect(x, y, width, height, radius);
      else context.rect(x, y, width, height);
      paint(context, command);
      return;
    }
    case 'circle':
      context.beginPath();
      context.arc(command.x, command.y, command.radius, 0, 2 * Math.PI);
      paint(context, command);
      return;
    case 'line':
      context.beginPath();
      context.moveTo(command.x1, command.y1);
      context.lineTo(command.x2, command.y2);
      paint(context, command);
      return;
    case 'path':
      context.beginPath();
      for (const [x, y] of command.points) context.lineTo(x, y);
      if (command.closed) context.closePath();
      paint(context, command);
      return;
    case 'text': {
      const { x, y, text, size = TEXT_SIZE, bold, align = 'start', fill = '#000000' } = command;
      context.font = `${bold ? 'bold ' : ''}${size}px ${FONT}`;
      context.textAlign = align;
      context.fillStyle = fill;
      context.fillText(text, x, y);
      return;
    }
    case 'pixels': {
      drawPixels(context, command);
      return;
    }
    case 'image': {
      const { image, x, y, width = image.width, height = image.height } = command;
      // One that two operations share was drawn, and is closed, with the first of them.
      if (image.width > 0) context.drawImage(image, x, y, width, height);
    }
  }
}

/** What was there before is gone, also where the pixels are seen through. */
function drawPixels(context: CanvasRenderingContext2D, pixels: CanvasCommand & { type: 'pixels' }): void {
  const { x, y, width, height, data } = pixels;
  // `putImageData` knows nothing of the scale: on a fine screen it would paint elsewhere, and smaller.
  const canvas = Object.assign(context.canvas.ownerDocument.createElement('canvas'), { width, height });
  canvas.getContext('2d')?.putImageData(new ImageData(Uint8ClampedArray.from(data), width, height), 0, 0);
  context.save();
  // Pixels that are enlarged keep their edges.
  context.imageSmoothingEnabled = context.getTransform().a < 1;
  context.clearRect(x, y, width, height);
  context.drawImage(canvas, x, y);
  context.restore();
}

interface Paint {
  readonly fill?: string | undefined;
  readonly stroke?: string | undefined;
  readonly lineWidth?: number | undefined;
}

function paint(context: CanvasRenderingContext2D, { fill, stroke, lineWidth = LINE_WIDTH }: Paint): void {
  if (fill) {
    context.fillStyle = fill;
    context.fill();
  }
  if (!stroke) return;
  context.strokeStyle = stroke;
  context.lineWidth = lineWidth;
  context.stroke();
}
