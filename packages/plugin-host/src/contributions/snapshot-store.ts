import { callListeners } from '../call-listeners.ts';

/** A value computed from others, as `useSyncExternalStore` wants it: the same object until it is said to have changed. */
export interface SnapshotStore<T> {
  readonly subscribe: (listener: () => void) => () => void;
  readonly getSnapshot: () => T;
  /** What it was computed from has changed. Listeners hear of all changes of one turn at once. */
  invalidate(): void;
}

export function createSnapshotStore<T>(compute: () => T): SnapshotStore<T> {
  const listeners = new Set<() => void>();
  let current: { readonly value: T } | undefined;
  let told = true;

  function tell(): void {
    told = true;
    callListeners(listeners);
  }

  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    getSnapshot() {
      current ??= { value: compute() };
      return current.value;
    },
    invalidate() {
      current = undefined;
      if (!told) return;
      told = false;
      queueMicrotask(tell);
    },
  };
}
