import { createStore, type Store } from '../store.ts';

/** A colour on the board. */
export interface Swatch {
  readonly id: string;
  /** `#rrggbb` */
  readonly color: string;
}

export interface BoardState {
  readonly swatches: readonly Swatch[];
  readonly selectedId: string | null;
}

/** What lies on the user's board, until they sign out. */
export interface BoardStore extends Store<BoardState> {
  /** Returns the id of the new swatch. */
  add(color: string): string;
  /** Returns whether there is such a swatch. */
  select(id: string): boolean;
}

export function createBoardStore(): BoardStore {
  const store = createStore<BoardState>({ swatches: [], selectedId: null });
  let lastId = 0;
  return {
    subscribe: store.subscribe,
    getSnapshot: store.getSnapshot,
    add(color) {
      const id = `swatch-${++lastId}`;
      const state = store.getSnapshot();
      store.set({ ...state, swatches: [...state.swatches, { id, color }] });
      return id;
    },
    select(id) {
      const state = store.getSnapshot();
      const found = state.swatches.some((swatch) => swatch.id === id);
      if (found) store.set({ ...state, selectedId: id });
      return found;
    },
  };
}
