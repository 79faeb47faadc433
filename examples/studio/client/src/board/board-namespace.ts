import { implementNamespace } from '@fluxstudio/plugin-host';
import { board } from './board-contract.ts';
import type { BoardStore } from './board-store.ts';

const SWATCH = 48;
const SWATCHES_IN_A_ROW = 12;

/**
 * What stands behind it. Permission and arguments are checked before a method is called, and each call that changes something is one
 * step for undo.
 *
 * @param open the board of the open project; rejects when none is open
 */
export function boardNamespace(open: () => Promise<BoardStore>) {
  return implementNamespace(board, () => ({
    list: async () =>
      (await open()).getSnapshot().shapes.map(({ start: _, duration: __, ...shape }) => shape),
    async add(value) {
      const store = await open();
      const place = store.getSnapshot().shapes.length;
      return store.add({
        kind: 'rect',
        x: 24 + (place % SWATCHES_IN_A_ROW) * (SWATCH + 16),
        y: 24 + Math.floor(place / SWATCHES_IN_A_ROW) * (SWATCH + 16),
        width: SWATCH,
        height: SWATCH,
        color: value,
      });
    },
    addShape: async (shape) => (await open()).add(shape),
    addShapes: async (shapes) => (await open()).addAll(shapes),
    update: async (wanted, change) => (await open()).update(wanted, change),
    async updateEach(changes) {
      const wanted = new Map(changes.map(({ id, ...change }) => [id, change]));
      return (await open()).update([...wanted.keys()], ({ id }) => wanted.get(id) ?? {});
    },
    remove: async (wanted) => (await open()).remove(wanted),
    async select(id) {
      const store = await open();
      const found = store.getSnapshot().shapes.some((shape) => shape.id === id);
      if (found) store.setSelection([id]);
      return found;
    },
    getSelection: async () => [...(await open()).getSnapshot().selection],
    setSelection: async (wanted) => (await open()).setSelection(wanted),
  }));
}
