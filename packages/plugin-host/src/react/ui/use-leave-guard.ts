import { useEffect, useState } from 'react';

export interface LeaveGuard {
  /** Whether the user is asked what is to become of the changes. */
  readonly asking: boolean;
  /** Goes on with what leaves the changes behind, or asks first where there are any. */
  leave(dirty: boolean, proceed: () => void): void;
  keep(): void;
  discard(): void;
}

/** Keeps changes nobody has saved from being lost: by a question in the form, and by the browser's own when the page is left. */
export function useLeaveGuard(dirty: boolean): LeaveGuard {
  const [proceed, setProceed] = useState<(() => void) | null>(null);

  useEffect(() => {
    if (!dirty) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [dirty]);

  return {
    asking: proceed !== null,
    leave(hasChanges, next) {
      if (hasChanges) setProceed(() => next);
      else next();
    },
    keep: () => setProceed(null),
    discard() {
      setProceed(null);
      proceed?.();
    },
  };
}
