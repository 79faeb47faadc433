import { defineNamespace } from '@fluxstudio/plugin-host';
import * as v from 'valibot';
import { color, MOST_SHAPES, newShape, shapeChange } from '../../../shared/board-document.ts';

const icon =
  'data:image/svg+xml,%3Csvg%20xmlns%3D%22http%3A//www.w3.org/2000/svg%22%20viewBox%3D%220%200%2016%2016%22%3E%3Crect%20x%3D%221%22%20y%3D%221%22%20width%3D%2214%22%20height%3D%2214%22%20rx%3D%223%22%20fill%3D%22%234f46e5%22/%3E%3C/svg%3E';

const tooMany = `must have at most ${MOST_SHAPES} members`;
const ids = v.pipe(v.array(v.string()), v.maxLength(MOST_SHAPES, tooMany));
const changes = v.pipe(
  v.array(v.strictObject({ id: v.string(), ...shapeChange.entries })),
  v.maxLength(MOST_SHAPES, tooMany),
  v.check((list) => new Set(list.map(({ id }) => id)).size === list.length, 'must name each shape once'),
);
const newShapes = v.pipe(v.array(newShape), v.maxLength(MOST_SHAPES, tooMany));
const listed = v.object({ id: v.string(), ...newShape.entries });

/**
 * `api.board`, as plugins see it. What stands behind it is in `board-namespace.ts`, so that whoever compiles a plugin needs nothing of
 * the app for its types.
 */
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
    addShapes: {
      kind: 'call',
      permission: 'board',
      args: v.strictTuple([newShapes]),
      result: v.array(v.string()),
      docs: 'Adds shapes in front of the others, in one step for the user’s undo. Resolves with their ids, in the same order.',
    },
    update: {
      kind: 'call',
      permission: 'board',
      args: v.strictTuple([ids, shapeChange]),
      result: v.number(),
      docs: 'Changes shapes, all in the same way, in one step for the user’s undo. Resolves with how many of them there are.',
    },
    updateEach: {
      kind: 'call',
      permission: 'board',
      args: v.strictTuple([changes]),
      result: v.number(),
      docs: 'Changes shapes, each in its own way, in one step for the user’s undo. Resolves with how many of them there are.',
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
