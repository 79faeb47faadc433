import { defineNamespace, implementNamespace } from '@fluxstudio/plugin-host';
import * as v from 'valibot';
import { color, newShape, shapeChange } from '../../../shared/board-document.ts';
import type { BoardStore } from './board-store.ts';

const icon =
  'data:image/svg+xml,%3Csvg%20xmlns%3D%22http%3A//www.w3.org/2000/svg%22%20viewBox%3D%220%200%2016%2016%22%3E%3Crect%20x%3D%221%22%20y%3D%221%22%20width%3D%2214%22%20height%3D%2214%22%20rx%3D%223%22%20fill%3D%22%234f46e5%22/%3E%3C/svg%3E';

const ids = v.pipe(v.array(v.string()), v.maxLength(1000, 'must have at most 1000 members'));
const listed = v.object({ id: v.string(), ...newShape.entries });

/** `api.board`, as plugins see it. */
export const board = defineNamespace('board', {
  docs: 'The shapes on the board of the open project.',
  permissions: {
    board: { title: 'Use your board', description: 'See the shapes on your board, and change them.', icon },
  },
  methods: {
    list: {
      kind: 'call',
      permission: 'board',
      args: v.strictTuple([]),
      result: v.array(listed),
      docs: 'Every shape, the backmost first.',
    },
    add: {
      kind: 'call',
      permission: 'board',
      args: v.strictTuple([color]),
      result: v.string(),
      docs: 'Adds a small square of a colour where there is room. Resolves with its id.',
    },
    addShape: {
      kind: 'call',
      permission: 'board',
      args: v.strictTuple([newShape]),
      result: v.string(),
      docs: 'Adds a shape in front of the others. Resolves with its id.',
    },
    update: {
      kind: 'call',
      permission: 'board',
      args: v.strictTuple([ids, shapeChange]),
      result: v.number(),
      docs: 'Changes shapes, in one step for the user’s undo. Resolves with how many of them there are.',
    },
    remove: {
      kind: 'call',
      permission: 'board',
      args: v.strictTuple([ids]),
      result: v.number(),
      docs: 'Removes shapes. Resolves with how many of them there were.',
    },
    select: {
      kind: 'call',
      permission: 'board',
      args: v.strictTuple([v.string()]),
      result: v.boolean(),
      docs: 'Selects a shape and no other. Resolves with whether there is one with that id.',
    },
    getSelection: {
      kind: 'call',
      permission: 'board',
      args: v.strictTuple([]),
      result: v.array(v.string()),
      docs: 'The ids of what is selected.',
    },
    setSelection: {
      kind: 'call',
      permission: 'board',
      args: v.strictTuple([ids]),
      docs: 'Selects shapes and no others. Ids that are not there are left out.',
    },
  },
});

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
    update: async (wanted, change) => (await open()).update(wanted, change),
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
