import { type RefObject, useEffect } from 'react';
import { activeAround } from '../panels/use-invocation.ts';

const FIELD = 'input:not([disabled]), select:not([disabled]), textarea:not([disabled])';

/** Gives the focus to the first field that is drawn, unless it has gone elsewhere since the dialog was opened. */
export function useFirstField(box: RefObject<HTMLElement | null>, wanted: boolean): void {
  useEffect(() => {
    const place = box.current;
    if (!wanted || !place) return;
    const opened = activeAround(place);
    const look = () => {
      const field = place.querySelector<HTMLElement>(FIELD);
      if (!field && activeAround(place) === opened) return;
      observer.disconnect();
      if (activeAround(place) === opened) field?.focus({ preventScroll: true });
    };
    const observer = new MutationObserver(look);
    observer.observe(place, { childList: true, subtree: true });
    look();
    return () => observer.disconnect();
  }, [box, wanted]);
}
