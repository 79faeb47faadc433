import { useEffect, useState, useSyncExternalStore } from 'react';
import { createSnapshotStore } from '../contributions/snapshot-store.ts';

/** What is shown for as long as someone wants it, oldest first. It lives outside of React: a host asks at any time. */
export interface EntryStore<T> {
  readonly subscribe: (listener: () => void) => () => void;
  readonly getSnapshot: () => readonly T[];
  /**
   * Shows an entry until the returned function is called, the signal aborts or the component is unmounted; then `onRemove` is called,
   * once. It is not shown at all when that is so already.
   */
  add(make: (id: number) => T, signal: AbortSignal, onRemove: () => void): () => void;
  /** An entry has changed. */
  update(id: number, change: (entry: T) => T): void;
  /** Until the returned function is called, which removes all. StrictMode opens twice. */
  open(): () => void;
}

export function createEntryStore<T>(): EntryStore<T> {
  const entries = new Map<number, { entry: T; remove(): void }>();
  const store = createSnapshotStore<readonly T[]>(() => [...entries.values()].map(({ entry }) => entry));
  let lastId = 0;
  let closed = false;

  return {
    subscribe: store.subscribe,
    getSnapshot: store.getSnapshot,
    add(make, signal, onRemove) {
      const id = ++lastId;
      const remove = () => {
        signal.removeEventListener('abort', remove);
        if (!entries.delete(id)) return;
        store.invalidate();
        onRemove();
      };
      if (closed || signal.aborted) {
        onRemove();
        return remove;
      }
      signal.addEventListener('abort', remove);
      entries.set(id, { entry: make(id), remove });
      store.invalidate();
      return remove;
    },
    update(id, change) {
      const slot = entries.get(id);
      if (!slot) return;
      slot.entry = change(slot.entry);
      store.invalidate();
    },
    open() {
      closed = false;
      return () => {
        closed = true;
        for (const { remove } of entries.values()) remove();
      };
    },
  };
}

const NONE: readonly never[] = [];

/** A store of this component, and what it shows now. */
export function useEntries<T>(): readonly [EntryStore<T>, readonly T[]] {
  const [store] = useState(() => createEntryStore<T>());
  useEffect(() => store.open(), [store]);
  const entries = useSyncExternalStore<readonly T[]>(store.subscribe, store.getSnapshot, () => NONE);
  return [store, entries];
}
