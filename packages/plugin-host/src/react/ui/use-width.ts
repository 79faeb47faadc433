import { type RefObject, useLayoutEffect, useState } from 'react';

/** The width of an element in CSS pixels, kept current; `undefined` where it cannot be measured. */
export function useWidth(ref: RefObject<HTMLElement | null>, isShown: boolean): number | undefined {
  const [width, setWidth] = useState<number>();
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element || !isShown || typeof ResizeObserver === 'undefined') return;
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    setWidth(element.clientWidth);
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref, isShown]);
  return width;
}
