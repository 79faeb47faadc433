import type { Disposable } from '@fluxstudio/plugin-protocol/disposable';
import type { Clock } from '@fluxstudio/plugin-protocol/rpc/deadlines';

/** Milliseconds after a key in which the next one is likely to come without a look at the screen. */
const PAUSE = 1_000;

export interface Typing extends Disposable {
  /** Whether the user types in a field of the app: what comes next would go to whatever takes the focus. */
  isTyping(): boolean;
}

/** Watches the keys that write something, outside of what this package shows. */
export function watchTyping(clock: Pick<Clock, 'now'>): Typing {
  const { document } = globalThis;
  let last = Number.NEGATIVE_INFINITY;
  const onKeyDown = ({ key, target }: KeyboardEvent) => {
    const writes = [...key].length === 1 || key === 'Backspace' || key === 'Process';
    // Whoever has pressed Enter, as in a palette of the app, waits for what comes of it.
    if (key === 'Enter') last = Number.NEGATIVE_INFINITY;
    else if (writes && target instanceof Element && !target.closest('[data-flux-plugins]'))
      last = clock.now();
  };
  document?.addEventListener('keydown', onKeyDown, true);
  return {
    isTyping: () => clock.now() - last < PAUSE,
    dispose: () => document?.removeEventListener('keydown', onKeyDown, true),
  };
}
