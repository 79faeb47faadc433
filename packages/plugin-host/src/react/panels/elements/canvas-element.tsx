import { type PointerEvent, useRef } from 'react';
import { useStrings } from '../../strings/use-strings.tsx';
import { plainText } from '../../ui/plain-text.ts';
import { drawCommands, parseCommands } from '../canvas-drawing.ts';
import type { ElementProps } from '../element-map.ts';
import { propsOf } from '../element-props.ts';
import { useInvocation } from '../use-invocation.ts';

const WIDTH = 300;
const HEIGHT = 150;

export function CanvasElement(element: ElementProps) {
  const { view, node } = element;
  const { label, width = WIDTH, height = HEIGHT, onPress, onMove, onRelease } = propsOf('Canvas', element);
  const { text } = useStrings();
  const canvas = useRef<HTMLCanvasElement>(null);
  // Sharp where the screen is. What is drawn stays when the page is moved to another.
  const ratio = useRef(globalThis.devicePixelRatio || 1).current;

  useInvocation(view, node, 'draw', ([commands]) => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    drawCommands(context, parseCommands(commands));
  });

  const send = (type: 'press' | 'move' | 'release', event: PointerEvent<HTMLCanvasElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const scale = width / (box.width || width);
    const x = (event.clientX - box.left) * scale;
    const y = (event.clientY - box.top) * scale;
    view.send(node, type, { x: Math.round(x * 10) / 10, y: Math.round(y * 10) / 10 });
  };

  return (
    <canvas
      ref={canvas}
      role="img"
      aria-label={label ? plainText(label) : text('panel.canvas')}
      width={Math.round(width * ratio)}
      height={Math.round(height * ratio)}
      style={{ width, aspectRatio: `${width} / ${height}` }}
      className={`block h-auto max-w-full ${onPress || onMove ? 'touch-none' : ''}`}
      onPointerDown={(event) => {
        if (!onPress || event.button !== 0) return;
        // A line that is drawn goes on beside it.
        event.currentTarget.setPointerCapture?.(event.pointerId);
        send('press', event);
      }}
      onPointerMove={(event) => onMove && send('move', event)}
      onPointerUp={(event) => onRelease && event.button === 0 && send('release', event)}
    />
  );
}
