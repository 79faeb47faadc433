import type { KeyboardEvent, PointerEvent } from 'react';
import type { Shape } from '../../../shared/board-document.ts';

export interface ShapeViewProps {
  readonly shape: Shape;
  readonly name: string;
  readonly selected: boolean;
  /** The one that Tab leads to. */
  readonly tabStop: boolean;
  onPointerDown(event: PointerEvent, id: string): void;
  /** Chosen without a pointer: by an assistive technology. */
  onChoose(id: string): void;
  onFocus(id: string): void;
  onKeyDown(event: KeyboardEvent, id: string): void;
  onDoubleClick(id: string): void;
}

/** One shape, as an option of the board. Its text may be a plugin's: it is text, and stays within the shape. */
export function ShapeView({ shape, name, selected, tabStop, ...on }: ShapeViewProps) {
  const { id, kind, x, y, width, height, color, text } = shape;
  const words = text ?? (kind === 'text' ? 'Text' : '');
  return (
    <div
      data-shape={id}
      role="option"
      aria-selected={selected}
      aria-label={`${name}, ${color}${text ? `, “${text.slice(0, 100)}”` : ''}`}
      tabIndex={tabStop ? 0 : -1}
      onPointerDown={(event) => on.onPointerDown(event, id)}
      onClick={(event) => event.detail === 0 && on.onChoose(id)}
      onFocus={() => on.onFocus(id)}
      onKeyDown={(event) => on.onKeyDown(event, id)}
      onDoubleClick={() => on.onDoubleClick(id)}
      className={`absolute flex cursor-move touch-none items-center overflow-hidden outline-offset-1 select-none hover:outline-1 hover:outline-blue-500 focus-visible:outline-3 focus-visible:outline-blue-600 aria-selected:outline-2 aria-selected:outline-blue-600 ${kind === 'text' ? 'justify-start' : 'justify-center'} ${kind === 'ellipse' ? 'rounded-[50%]' : ''}`}
      style={{
        left: x,
        top: y,
        width,
        height,
        ...(kind === 'text' ? { color } : { backgroundColor: color, color: readableOn(color) }),
      }}
    >
      {words && (
        <bdi
          dir="auto"
          className="max-h-full max-w-full overflow-hidden px-1 font-medium whitespace-pre-wrap [overflow-wrap:anywhere]"
          style={{
            fontSize: kind === 'text' ? Math.min(96, Math.max(10, height * 0.6)) : 16,
            lineHeight: 1.2,
          }}
        >
          {words}
        </bdi>
      )}
    </div>
  );
}

/** Black or white, whichever can be read on a colour. */
function readableOn(color: string): string {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
  return red * 0.299 + green * 0.587 + blue * 0.114 > 150 ? '#171717' : '#ffffff';
}
