import type { PointerEvent } from 'react';
import { type Box, CORNERS, type Corner } from './geometry.ts';

export interface SelectionFrameProps {
  readonly box: Box;
  readonly zoom: number;
  onPointerDown(event: PointerEvent, corner: Corner): void;
}

const CURSORS: Readonly<Record<Corner, string>> = {
  nw: 'nwse-resize',
  ne: 'nesw-resize',
  se: 'nwse-resize',
  sw: 'nesw-resize',
};

/** The handles of the selected shape, for a pointer. The keyboard has Alt with the arrow keys, and the fields of the properties. */
export function SelectionFrame({ box, zoom, onPointerDown }: SelectionFrameProps) {
  return (
    <div
      aria-hidden="true"
      className="pointer-events-none absolute"
      style={{ left: box.x, top: box.y, width: box.width, height: box.height }}
    >
      {CORNERS.map((corner) => (
        <span
          key={corner}
          data-corner={corner}
          onPointerDown={(event) => onPointerDown(event, corner)}
          className="pointer-events-auto absolute size-2.5 touch-none rounded-xs border-[1.5px] border-blue-600 bg-white before:absolute before:-inset-2 before:content-['']"
          style={{
            cursor: CURSORS[corner],
            left: corner.endsWith('w') ? 0 : '100%',
            top: corner.startsWith('n') ? 0 : '100%',
            // As large on screen at every zoom.
            transform: `translate(-50%, -50%) scale(${1 / zoom})`,
          }}
        />
      ))}
    </div>
  );
}
