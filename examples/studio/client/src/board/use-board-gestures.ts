import { type PointerEvent as ReactPointerEvent, type RefObject, useRef, useState } from 'react';
import type { BoardStore } from './board-store.ts';
import { type Box, boxBetween, type Corner, overlaps, resize } from './geometry.ts';

export interface BoardGestures {
  /** What is being selected with the pointer. */
  readonly marquee: Box | null;
  onShapePointerDown(event: ReactPointerEvent, id: string): void;
  onHandlePointerDown(event: ReactPointerEvent, corner: Corner): void;
  onPaperPointerDown(event: ReactPointerEvent): void;
}

/** What a pointer does on the board: select, move, resize. Each gesture is one step for undo. */
export function useBoardGestures(
  board: BoardStore,
  paper: RefObject<HTMLElement | null>,
  zoom: number,
): BoardGestures {
  const [marquee, setMarquee] = useState<Box | null>(null);
  const count = useRef(0);

  /** Follows the pointer until it is let go. Distances are in pixels of the board. */
  function follow(
    event: ReactPointerEvent,
    onMove: (dx: number, dy: number, event: PointerEvent) => void,
    onEnd?: () => void,
  ): void {
    const { pointerId, clientX, clientY } = event;
    const ending = new AbortController();
    const { signal } = ending;
    const move = (next: PointerEvent) => {
      if (next.pointerId !== pointerId) return;
      onMove((next.clientX - clientX) / zoom, (next.clientY - clientY) / zoom, next);
    };
    const end = (next: PointerEvent) => {
      if (next.pointerId !== pointerId) return;
      ending.abort();
      onEnd?.();
    };
    window.addEventListener('pointermove', move, { signal });
    window.addEventListener('pointerup', end, { signal });
    window.addEventListener('pointercancel', end, { signal });
  }

  const nextStep = () => `gesture-${++count.current}`;

  return {
    marquee,
    onShapePointerDown(event, id) {
      if (event.button !== 0) return;
      event.stopPropagation();
      const { selection } = board.getSnapshot();
      if (event.shiftKey) {
        board.setSelection(
          selection.includes(id) ? selection.filter((each) => each !== id) : [...selection, id],
        );
        return;
      }
      if (!selection.includes(id)) board.setSelection([id]);
      const state = board.getSnapshot();
      const starts = new Map(state.shapes.map((shape) => [shape.id, shape]));
      const step = nextStep();
      follow(event, (dx, dy) => {
        board.update(
          state.selection,
          (shape) => {
            const start = starts.get(shape.id) ?? shape;
            return { x: Math.round(start.x + dx), y: Math.round(start.y + dy) };
          },
          step,
        );
      });
    },
    onHandlePointerDown(event, corner) {
      if (event.button !== 0) return;
      event.stopPropagation();
      event.preventDefault();
      const { shapes, selection } = board.getSnapshot();
      const [id] = selection;
      const start = shapes.find((shape) => shape.id === id);
      if (!start) return;
      const step = nextStep();
      follow(event, (dx, dy, { shiftKey }) => {
        board.update([start.id], resize(start, corner, dx, dy, shiftKey), step);
      });
    },
    onPaperPointerDown(event) {
      // A finger scrolls.
      if (event.button !== 0 || !paper.current) return;
      const before = event.shiftKey ? board.getSnapshot().selection : [];
      board.setSelection(before);
      if (event.pointerType === 'touch') return;
      const { left, top } = paper.current.getBoundingClientRect();
      const x = (event.clientX - left) / zoom;
      const y = (event.clientY - top) / zoom;
      follow(
        event,
        (dx, dy) => {
          const box = boxBetween(x, y, x + dx, y + dy);
          setMarquee(box);
          const caught = board.getSnapshot().shapes.filter((shape) => overlaps(shape, box));
          board.setSelection([...before, ...caught.map(({ id }) => id)]);
        },
        () => setMarquee(null),
      );
    },
  };
}
