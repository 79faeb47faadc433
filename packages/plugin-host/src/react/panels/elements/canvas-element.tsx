import { imagesOf } from '@fluxstudio/plugin-protocol/panel/canvas-images';
import { type PointerEvent, useRef } from 'react';
import { CANVAS_HEIGHT, CANVAS_WIDTH, canvasRatio } from '../../../panels/canvas-size.ts';
import { useStrings } from '../../strings/use-strings.tsx';
import { plainText } from '../../ui/plain-text.ts';
import { drawCommands, parseCommands } from '../canvas-drawing.ts';
import type { ElementProps } from '../element-map.ts';
import { propsOf } from '../element-props.ts';
import { useInvocation } from '../use-invocation.ts';

export function CanvasElement(element: ElementProps) {
  const { view, node } = element;
  const {
    label,
    width = CANVAS_WIDTH,
    height = CANVAS_HEIGHT,
    onPress,
    onMove,
    onRelease,
  } = propsOf('Canvas', element);
  const { text } = useStrings();
  const canvas = useRef<HTMLCanvasElement>(null);
  // Sharp where the screen is. What is drawn stays when the page is moved to another.
  const screen = useRef(globalThis.devicePixelRatio || 1).current;
  const ratio = canvasRatio(width, height, screen);

  useInvocation(view, node, 'draw', ([commands]) => {
    const context = canvas.current?.getContext('2d');
    context?.setTransform(ratio, 0, 0, ratio, 0, 0);
    if (context) drawCommands(context, parseCommands(commands));
    for (const image of imagesOf(commands)) image.close();
  });

  const pointer = useRef({ x: 0, y: 0 });
  const send = (type: 'press' | 'move' | 'release', event: PointerEvent<HTMLCanvasElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const scale = width / (box.width || width);
    const x = (event.clientX - box.left) * scale;
    const y = (event.clientY - box.top) * scale;
    pointer.current = { x: Math.round(x * 10) / 10, y: Math.round(y * 10) / 10 };
    view.send(node, type, pointer.current);
  };

  return (
    <canvas
      ref={canvas}
      role="img"
      aria-label={label ? plainText(label) : text('panel.canvas')}
      width={Math.round(width * ratio)}
      height={Math.round(height * ratio)}
      style={{ width, aspectRatio: `${width} / ${height}` }}
      className={`block h-auto max-w-full ${onPress ? 'touch-none' : ''}`}
      onPointerDown={(event) => {
        if (!onPress || event.button !== 0) return;
        // A line that is drawn goes on beside it.
        event.currentTarget.setPointerCapture?.(event.pointerId);
        send('press', event);
      }}
      onPointerMove={(event) => onMove && send('move', event)}
      onPointerUp={(event) => onRelease && event.button === 0 && send('release', event)}
      // The browser has taken the finger for itself, and says nowhere: it is let go where it was.
      onPointerCancel={() => onRelease && view.send(node, 'release', pointer.current)}
    />
  );
}
