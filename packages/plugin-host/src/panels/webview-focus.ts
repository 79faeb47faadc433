import type { Clock } from '@fluxstudio/plugin-protocol/rpc/deadlines';

/** Milliseconds after a key in which whoever types means the field where it was pressed. */
const TYPING = 3_000;
/** How often a document may take the focus from somebody who types before it is taken for a thief. */
const THEFTS = 5;
/** Milliseconds after which one is forgotten: it was an accident. */
const FORGOTTEN = 10_000;

/**
 * Gives the focus back to the field in which the user types, when the document in a frame takes it: its script could otherwise read
 * what was meant for the app. What leads there is left alone: the Tab key, and a pointer that is over the frame, for whether it has been
 * pressed there is told to the frame alone.
 *
 * @param onTheft told when it happens again and again
 */
export function guardFocus(
  frame: HTMLIFrameElement,
  clock: Pick<Clock, 'now'>,
  onTheft: () => void,
): () => void {
  let field: HTMLElement | undefined;
  let typedAt = 0;
  let thefts = 0;
  let stolenAt = 0;

  const onKey = (event: KeyboardEvent) => {
    // The target itself would be the host of a shadow root.
    const [target] = event.composedPath();
    field = event.key !== 'Tab' && target instanceof HTMLElement ? target : undefined;
    typedAt = clock.now();
  };
  const onPointer = () => {
    field = undefined;
  };
  const onBlur = () => {
    // Not before the frame has the focus: some engines tell of the one before the other.
    setTimeout(() => {
      const now = clock.now();
      if (!field || document.activeElement !== frame || now - typedAt > TYPING) return;
      if (frame.matches(':hover')) return;
      field.focus({ preventScroll: true });
      thefts = now - stolenAt > FORGOTTEN ? 1 : thefts + 1;
      stolenAt = now;
      if (thefts >= THEFTS) onTheft();
    });
  };

  document.addEventListener('keydown', onKey, true);
  document.addEventListener('pointerdown', onPointer, true);
  window.addEventListener('blur', onBlur);
  return () => {
    document.removeEventListener('keydown', onKey, true);
    document.removeEventListener('pointerdown', onPointer, true);
    window.removeEventListener('blur', onBlur);
  };
}
