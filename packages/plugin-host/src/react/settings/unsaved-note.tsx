import { useEffect, useRef } from 'react';
import { useStrings } from '../strings/use-strings.tsx';
import { Button } from '../ui/button.tsx';

export interface UnsavedNoteProps {
  onKeep(): void;
  onDiscard(): void;
}

/** Asks what is to become of changes nobody has saved. The focus goes to the button that keeps them, and back. */
export function UnsavedNote({ onKeep, onDiscard }: UnsavedNoteProps) {
  const { text } = useStrings();
  const keep = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const opener = document.activeElement;
    keep.current?.focus();
    return () => {
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus({ preventScroll: true });
    };
  }, []);
  return (
    <div className="flex flex-wrap items-center gap-2 border-t border-amber-300 bg-amber-50 px-5 py-4 dark:border-amber-900 dark:bg-amber-950/50">
      <p role="alert" className="me-auto text-[13px] font-medium text-amber-950 dark:text-amber-100">
        {text('settings.unsaved')}
      </p>
      <div className="ms-auto flex flex-wrap justify-end gap-2">
        <Button buttonRef={keep} onClick={onKeep}>
          {text('settings.unsaved.keep')}
        </Button>
        <Button variant="danger" onClick={onDiscard}>
          {text('settings.unsaved.discard')}
        </Button>
      </div>
    </div>
  );
}
