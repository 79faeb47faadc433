import { useEffect, useState } from 'react';
import { UNCOVERED } from './modal.tsx';

/** How long a dialog that a plugin can open at any moment takes no click for a yes. */
export const ARMING_TIME = 500;

/**
 * Whether a dialog has been in sight for long enough that a click on it was meant for it. It begins anew when another dialog closes:
 * a plugin could open one on top, with a button where this one has its yes.
 */
export function useArmed(): boolean {
  const [armed, setArmed] = useState(false);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const begin = () => {
      clearTimeout(timer);
      setArmed(false);
      timer = setTimeout(() => setArmed(true), ARMING_TIME);
    };
    begin();
    document.addEventListener(UNCOVERED, begin);
    return () => {
      clearTimeout(timer);
      document.removeEventListener(UNCOVERED, begin);
    };
  }, []);
  return armed;
}
