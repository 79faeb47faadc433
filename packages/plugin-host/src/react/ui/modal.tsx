import { type KeyboardEvent, type ReactNode, type RefObject, useLayoutEffect, useRef } from 'react';

const FOCUSABLE =
  'a[href], button:not([disabled]), input:not([disabled]), select:not([disabled]), textarea:not([disabled]), summary, ' +
  '[tabindex]:not([tabindex="-1"])';

/** Heard on the document: what lay under a dialog is in sight again. */
export const UNCOVERED = 'flux-uncovered';

export interface ModalProps {
  /** Id of the element that names the dialog. */
  readonly labelledBy?: string;
  /** The name itself, where no element shows it. */
  readonly label?: string;
  readonly describedBy?: string;
  /** Escape, the back gesture, or (where allowed) a click beside the dialog. */
  onDismiss(): void;
  /** Where the focus starts: the first field unless told otherwise. */
  readonly initialFocus?: RefObject<HTMLElement | null>;
  readonly dismissOnBackdrop?: boolean;
  readonly className?: string;
  readonly children: ReactNode;
}

/**
 * A native modal `<dialog>`: top layer, the rest of the page inert. It adds what the element leaves open: where the
 * focus starts, that Tab stays inside, and that the focus returns even when React removes the element.
 */
export function Modal(props: ModalProps) {
  const { labelledBy, label, describedBy, onDismiss, initialFocus, dismissOnBackdrop, className, children } =
    props;
  const ref = useRef<HTMLDialogElement>(null);
  const closing = useRef(false);

  useLayoutEffect(() => {
    const dialog = ref.current;
    if (!dialog) return;
    const opener = document.activeElement;
    closing.current = false;
    dialog.showModal();
    (initialFocus?.current ?? dialog.querySelector<HTMLElement>('input, select'))?.focus();
    return () => {
      closing.current = true;
      dialog.close();
      document.dispatchEvent(new Event(UNCOVERED));
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus({ preventScroll: true });
    };
  }, [initialFocus]);

  const onKeyDown = (event: KeyboardEvent<HTMLDialogElement>) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      onDismiss();
    } else if (event.key === 'Enter' && event.repeat) {
      // The key that opened this dialog may still be held down: it must not press a button in here.
      event.preventDefault();
    } else if (event.key === 'Tab') {
      keepFocusInside(event);
    }
  };

  return (
    <dialog
      ref={ref}
      data-flux-plugins=""
      aria-labelledby={labelledBy}
      aria-label={label}
      aria-describedby={describedBy}
      onKeyDown={onKeyDown}
      onCancel={(event) => {
        event.preventDefault();
        onDismiss();
      }}
      onClose={(event) => {
        // Only when the browser closed it by itself. After a close and re-open (StrictMode) the event is stale.
        const dialog = event.currentTarget;
        if (event.target === dialog && !dialog.open && !closing.current) onDismiss();
      }}
      onClick={(event) => {
        if (dismissOnBackdrop && event.target === event.currentTarget) onDismiss();
      }}
      className={`m-auto max-h-[calc(100dvh-2rem)] w-[calc(100vw-2rem)] overflow-hidden rounded-xl border border-neutral-200 bg-white p-0 text-neutral-900 shadow-2xl backdrop:bg-neutral-950/40 dark:border-neutral-800 dark:bg-neutral-900 dark:text-neutral-100 dark:backdrop:bg-black/60 ${className ?? ''}`}
    >
      {children}
    </dialog>
  );
}

/** Tab on the last element goes to the first, Shift+Tab on the first to the last. */
function keepFocusInside(event: KeyboardEvent<HTMLDialogElement>) {
  const elements = [...event.currentTarget.querySelectorAll<HTMLElement>(FOCUSABLE)].filter(
    (element) => element.tabIndex >= 0,
  );
  const first = elements[0];
  const last = elements.at(-1);
  const leaving = event.shiftKey ? first : last;
  const entering = event.shiftKey ? last : first;
  if (entering && (document.activeElement === leaving || document.activeElement === event.currentTarget)) {
    event.preventDefault();
    entering.focus();
  }
}
