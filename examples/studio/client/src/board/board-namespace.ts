import { defineNamespace, implementNamespace } from '@fluxstudio/plugin-host';
import * as v from 'valibot';
import type { BoardStore } from './board-store.ts';

const color = v.pipe(v.string(), v.regex(/^#[0-9a-f]{6}$/i, 'must be a colour such as #4f46e5'));
const icon =
  'data:image/svg+xml,%3Csvg%20xmlns%3D%22http%3A//www.w3.org/2000/svg%22%20viewBox%3D%220%200%2016%2016%22%3E%3Crect%20x%3D%221%22%20y%3D%221%22%20width%3D%2214%22%20height%3D%2214%22%20rx%3D%223%22%20fill%3D%22%234f46e5%22/%3E%3C/svg%3E';

/** `api.board`, as plugins see it. */
export const board = defineNamespace('board', {
  docs: 'The colours on the board.',
  permissions: {
    board: { title: 'Use your board', description: 'See the colours on your board and add others.', icon },
  },
  methods: {
    list: {
      kind: 'call',
      permission: 'board',
      args: v.strictTuple([]),
      result: v.array(v.object({ id: v.string(), color })),
      docs: 'Every swatch, oldest first.',
    },
    add: {
      kind: 'call',
      permission: 'board',
      args: v.strictTuple([color]),
      result: v.string(),
      docs: 'Adds a swatch. Resolves with its id.',
    },
    select: {
      kind: 'call',
      permission: 'board',
      args: v.strictTuple([v.string()]),
      result: v.boolean(),
      docs: 'Selects a swatch. Resolves with whether there is one with that id.',
    },
  },
});

/** What stands behind it. Permission and arguments are checked before a method is called. */
export function boardNamespace(store: BoardStore) {
  return implementNamespace(board, () => ({
    list: () => store.getSnapshot().swatches.map((swatch) => ({ ...swatch })),
    add: (value) => store.add(value),
    select: (id) => store.select(id),
  }));
}
