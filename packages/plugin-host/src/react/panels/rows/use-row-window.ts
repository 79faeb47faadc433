import { type RefObject, useCallback, useLayoutEffect, useRef, useState } from 'react';

/** Rows drawn beside those in sight: a key or a turn of the wheel shows no gap. */
const OVERSCAN = 8;
/** Where there is no layout, as in a test. */
const NO_HEIGHT = 400;

export interface RowWindow<T extends HTMLElement> {
  readonly scroller: RefObject<T | null>;
  /** The first row that is drawn, and the one behind the last. */
  readonly first: number;
  readonly end: number;
  /** Pixels of those above and below. */
  readonly before: number;
  readonly after: number;
  onScroll(): void;
  /** Scrolls as little as shows the row. */
  show(row: number): void;
  /** Rows that fit, for the page keys. */
  pageSize(): number;
}

/**
 * The rows in sight of a box that scrolls, of any number. All of one height, so nothing has to be measured.
 *
 * @param header pixels that stay at the top of the box
 */
export function useRowWindow<T extends HTMLElement>(
  count: number,
  rowHeight: number,
  header = 0,
): RowWindow<T> {
  const scroller = useRef<T>(null);
  const [range, setRange] = useState({ first: 0, end: Math.ceil(NO_HEIGHT / rowHeight) + OVERSCAN });

  const onScroll = useCallback(() => {
    const box = scroller.current;
    if (!box) return;
    const height = box.clientHeight || NO_HEIGHT;
    const first = Math.max(0, Math.floor(box.scrollTop / rowHeight) - OVERSCAN);
    const end = Math.ceil((box.scrollTop + height) / rowHeight) + OVERSCAN;
    setRange((now) => (now.first === first && now.end === end ? now : { first, end }));
  }, [rowHeight]);

  useLayoutEffect(() => {
    const box = scroller.current;
    onScroll();
    if (!box || typeof ResizeObserver === 'undefined') return;
    const observer = new ResizeObserver(onScroll);
    observer.observe(box);
    return () => observer.disconnect();
  }, [onScroll, count]);

  const end = Math.min(range.end, count);
  const first = Math.min(range.first, end);
  const room = () => (scroller.current?.clientHeight || NO_HEIGHT) - header;
  return {
    scroller,
    first,
    end,
    before: first * rowHeight,
    after: (count - end) * rowHeight,
    onScroll,
    show(row) {
      const box = scroller.current;
      if (!box) return;
      const top = row * rowHeight;
      const bottom = top + rowHeight - room();
      if (box.scrollTop > top) box.scrollTop = top;
      else if (box.scrollTop < bottom) box.scrollTop = bottom;
      // The event comes with the next frame: a screen reader looks for the row now.
      onScroll();
    },
    pageSize: () => Math.max(1, Math.floor(room() / rowHeight) - 1),
  };
}
