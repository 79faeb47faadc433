import * as op from '@fluxstudio/plugin-protocol/panel/ops';
import { expect, it } from 'vitest';
import { openTestPanel } from './test-panel.ts';

it('what an element is asked to do before it is in the panel is told once it is, in order', async () => {
  const { root, context, sent } = openTestPanel();
  const canvas = context.document.createElement('Canvas');
  canvas.draw([{ type: 'clear' }]);
  expect(await sent()).toEqual([]);
  canvas.focus();
  root.append(canvas);
  canvas.draw([]);
  const operations = await sent();
  const id = operations[0]?.[3];
  expect(operations).toEqual([
    [op.INSERT, op.ROOT, 0, id, 'Canvas', {}],
    [op.INVOKE, id, 'draw', [[{ type: 'clear' }]]],
    [op.INVOKE, id, 'focus', []],
    [op.INVOKE, id, 'draw', [[]]],
  ]);
  canvas.remove();
  root.append(canvas);
  expect((await sent()).filter(([code]) => code === op.INVOKE)).toEqual([]);
});

it('the focus is for where the user is now: an element that comes later does not take it', async () => {
  const { root, context, sent } = openTestPanel();
  const list = context.document.createElement('List');
  root.append(list);
  list.remove();
  list.focus();
  await sent();
  root.append(list);
  expect((await sent()).map(([code]) => code)).toEqual([op.INSERT]);
  list.remove();
  list.focus();
  // What frameworks draw in a microtask of their own.
  await Promise.resolve();
  root.append(list);
  expect((await sent()).at(-1)).toEqual([op.INVOKE, expect.any(Number), 'focus', []]);
});

it('what a canvas draws is as it was when it was told', async () => {
  const { root, context, sent } = openTestPanel();
  const canvas = context.document.createElement('Canvas');
  root.append(canvas);
  await sent();
  const data = new Uint8ClampedArray(4);
  canvas.draw([{ type: 'pixels', x: 0, y: 0, width: 1, height: 1, data }]);
  data.fill(7);
  const [drawn] = await sent();
  expect(drawn?.[3]).toMatchObject([[{ type: 'pixels', data: new Uint8ClampedArray(4) }]]);
});

it('what cannot travel is refused where it is drawn, and the rest of the turn goes out', async () => {
  const { root, context, sent } = openTestPanel();
  const canvas = context.document.createElement('Canvas');
  root.append(canvas, 'Text');
  const clear: object = { done: () => undefined };
  expect(() => canvas.draw([{ type: 'clear', ...clear }])).toThrow(/could not be cloned/);
  expect(await sent()).toHaveLength(2);
});
