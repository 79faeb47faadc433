import { type RefObject, useEffect, useRef } from 'react';

/** Hears that a value is settled: a slider let go, a colour dialog closed. React’s `onChange` is every step on the way. */
export function useNativeChange(ref: RefObject<HTMLElement | null>, listener: () => void): void {
  const newest = useRef(listener);
  useEffect(() => {
    newest.current = listener;
  });
  useEffect(() => {
    const control = ref.current;
    if (!control) return;
    const onChange = () => newest.current();
    control.addEventListener('change', onChange);
    return () => control.removeEventListener('change', onChange);
  }, [ref]);
}
