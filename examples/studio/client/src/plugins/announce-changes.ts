import type { Store } from '../store.ts';

/** Milliseconds: a drag changes the board with every frame, and plugins hear of it four times a second. */
export const PAUSE = 250;

/**
 * Emits when what is selected of a store is another than before. Loading the same again is no change: a plugin that reads when it hears
 * of one would never come to an end.
 */
export function announceChanges<T>(
  store: Store<T>,
  select: (state: T) => unknown,
  emit: () => void,
): () => void {
  let known = JSON.stringify(select(store.getSnapshot()));
  let timer: ReturnType<typeof setTimeout> | undefined;
  const unsubscribe = store.subscribe(() => {
    timer ??= setTimeout(() => {
      timer = undefined;
      const now = JSON.stringify(select(store.getSnapshot()));
      if (now === known) return;
      known = now;
      emit();
    }, PAUSE);
  });
  return () => {
    clearTimeout(timer);
    unsubscribe();
  };
}
