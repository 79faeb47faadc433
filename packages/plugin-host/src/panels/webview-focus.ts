import type { Clock } from '@fluxstudio/plugin-protocol/rpc/deadlines';

/** Milliseconds after a key in which whoever types means the field where it was pressed. */
const TYPING = 3_000;
/** How often a document may take the focus from somebody who types before it is taken for a thief. */
const THEFTS = 5;

/**
 * Gives the focus back to the field in which the user types, when the document in a frame takes it: its script could otherwise read
 * what was meant for the app. What leads there is left alone: the Tab key, a pointer over the frame.
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

  const onKey = ({ key, target }: KeyboardEvent) => {
    field = key !== 'Tab' && target instanceof HTMLElement ? target : undefined;
    typedAt = clock.now();
  };
  const onPointer = () => {
    field = undefined;
  };
  const onBlur = () => {
    // Not before the frame has the focus: some engines tell of the one before the other.
    setTimeout(() => {
      if (!field || document.activeElement !== frame || clock.now() - typedAt > TYPING) return;
      field.focus({ preventScroll: true });
      if (++thefts >= THEFTS) onTheft();
    });
  };

  document.addEventListener('keydown', onKey, true);
  document.addEventListener('pointerdown', onPointer, true);
  frame.addEventListener('pointerenter', onPointer);
  window.addEventListener('blur', onBlur);
  return () => {
    document.removeEventListener('keydown', onKey, true);
    document.removeEventListener('pointerdown', onPointer, true);
    window.removeEventListener('blur', onBlur);
  };
}
