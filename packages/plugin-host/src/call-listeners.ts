/**
 * Calls listeners of the app, each for itself: one that throws is reported as the uncaught error it is, and neither keeps the
 * others from hearing nor disturbs the step that tells them.
 */
export function callListeners<A extends unknown[]>(
  listeners: Iterable<(...args: A) => unknown>,
  ...args: A
): void {
  for (const listener of [...listeners]) {
    try {
      listener(...args);
    } catch (error) {
      reportUncaught(error);
    }
  }
}

function reportUncaught(error: unknown): void {
  if (typeof reportError === 'function') reportError(error);
  else console.error(error);
}
