import { useEffect, useState } from 'react';
import { usePanelBox } from './node-view.tsx';

/** Milliseconds that browsers and screen readers take to notice a region: what changes in it from then on is read out. */
const NOTICED_AFTER = 100;

/**
 * Whether what stands in a region for screen readers is to be kept from them for now. One that comes into a panel together with its text
 * would not be read out: its text has to come after it. What a panel opens with is no news.
 */
export function useLateRegion(isRegion: boolean): boolean {
  const box = usePanelBox();
  const [isLate, setLate] = useState(() => isRegion && Boolean(box?.current?.firstChild));
  useEffect(() => {
    if (!isLate) return;
    const timer = setTimeout(() => setLate(false), NOTICED_AFTER);
    return () => clearTimeout(timer);
  }, [isLate]);
  return isLate;
}
