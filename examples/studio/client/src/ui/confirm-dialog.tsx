import { useEffect, useId, useRef } from 'react';
import { Button } from './button.tsx';

export interface ConfirmDialogProps {
  readonly title: string;
  readonly message: string;
  /** What the button says that goes on. */
  readonly action: string;
  /** Told once, also when the dialog is left otherwise. */
  onAnswer(confirmed: boolean): void;
}

/** Asks before something that cannot be taken back. The focus starts on the refusal. */
export function ConfirmDialog({ title, message, action, onAnswer }: ConfirmDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  return (
    <dialog
      ref={dialog}
      aria-labelledby={titleId}
      onClose={() => onAnswer(dialog.current?.returnValue === 'confirm')}
      className="m-auto w-[min(26rem,calc(100vw-2rem))] rounded-xl border border-neutral-200 bg-white p-5 text-neutral-900 shadow-2xl backdrop:bg-neutral-950/40 dark:border-neutral-800 dark:bg-neutral-900 dark:text-neutral-100"
    >
      <h2 id={titleId} className="text-sm font-semibold [overflow-wrap:anywhere]">
        {title}
      </h2>
      <p className="mt-2 text-[13px] text-neutral-700 dark:text-neutral-300">{message}</p>
      <div className="mt-5 flex justify-end gap-2">
        <Button onClick={() => dialog.current?.close()}>Cancel</Button>
        <Button variant="primary" onClick={() => dialog.current?.close('confirm')}>
          {action}
        </Button>
      </div>
    </dialog>
  );
}
