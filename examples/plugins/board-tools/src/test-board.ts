import { defineNamespace, implementNamespace } from '@fluxstudio/plugin-sdk/testing';
import * as v from 'valibot';
import type { Shape } from './studio.ts';

const pixels = v.number();
const look = {
  x: pixels,
  y: pixels,
  width: pixels,
  height: pixels,
  color: v.pipe(v.string(), v.regex(/^#[0-9a-f]{6}$/)),
  text: v.exactOptional(v.string()),
};
const kind = v.picklist(['rect', 'ellipse', 'text']);
const ids = v.array(v.string());
const call = { kind: 'call', permission: 'board', docs: 'As in the studio.' } as const;

/** What the studio declares of its board, as far as this plugin uses it. */
const board = defineNamespace('board', {
  docs: 'The shapes on the board.',
  permissions: {
    board: { title: 'Use your board', description: 'See and change the shapes on your board.' },
  },
  methods: {
    list: {
      ...call,
      args: v.strictTuple([]),
      result: v.array(v.object({ id: v.string(), kind, ...look })),
    },
    addShape: { ...call, args: v.strictTuple([v.strictObject({ kind, ...look })]), result: v.string() },
    update: {
      ...call,
      args: v.strictTuple([ids, v.partial(v.strictObject(look))]),
      result: v.number(),
    },
    getSelection: { ...call, args: v.strictTuple([]), result: ids },
    setSelection: { ...call, args: v.strictTuple([ids]), result: v.void() },
  },
});

/** A board in memory. */
export function createTestBoard(initial: readonly Shape[], selected: readonly string[]) {
  const state = { shapes: [...initial], selection: [...selected], updates: 0 };
  const namespace = implementNamespace(board, () => ({
    list: () => state.shapes,
    addShape(shape) {
      const id = `copy-${state.shapes.length}`;
      state.shapes.push({ ...shape, id });
      return id;
    },
    update(changed, change) {
      state.updates++;
      state.shapes = state.shapes.map((shape) =>
        changed.includes(shape.id) ? { ...shape, ...change } : shape,
      );
      return changed.length;
    },
    getSelection: () => state.selection,
    setSelection(next) {
      state.selection = next;
    },
  }));
  return { state, namespace };
}
