import { type MouseEvent, type PointerEvent, useEffect, useRef } from 'react';

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Milliseconds, and how far a finger may slip, in pixels. */
const LONG = 500;
const SLIP = 10;

/** Handlers for an element whose long press by a finger does something. `onPress` tells whether it did: then no click follows. */
export function useLongPress(onPress: (element: Element, at: Point) => boolean) {
  const press = useRef<{ readonly timer: ReturnType<typeof setTimeout>; readonly at: Point } | null>(null);
  const swallowsClick = useRef(false);

  const cancel = () => {
    if (press.current) clearTimeout(press.current.timer);
    press.current = null;
  };
  useEffect(
    () => () => {
      if (press.current) clearTimeout(press.current.timer);
    },
    [],
  );

  return {
    onPointerDown(event: PointerEvent) {
      cancel();
      swallowsClick.current = false;
      const { target, clientX: x, clientY: y } = event;
      if (event.pointerType !== 'touch' || !event.isPrimary || !(target instanceof Element)) return;
      const timer = setTimeout(() => {
        press.current = null;
        swallowsClick.current = onPress(target, { x, y });
      }, LONG);
      press.current = { timer, at: { x, y } };
    },
    onPointerMove(event: PointerEvent) {
      if (!press.current) return;
      const { x, y } = press.current.at;
      if (Math.hypot(event.clientX - x, event.clientY - y) > SLIP) cancel();
    },
    onPointerUp: cancel,
    onPointerCancel: cancel,
    onClickCapture(event: MouseEvent) {
      if (!swallowsClick.current || !event.currentTarget.contains(event.target as Node)) return;
      swallowsClick.current = false;
      event.preventDefault();
      event.stopPropagation();
    },
  };
}
