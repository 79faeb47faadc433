import * as op from '@fluxstudio/plugin-protocol/panel/ops';
import { expect, it } from 'vitest';
import { openTestPanel } from './test-panel.ts';

it('what an element is asked to do before it is in the panel is told once it is, in order', async () => {
  const { root, context, sent } = openTestPanel();
  const canvas = context.document.createElement('Canvas');
  canvas.draw([{ type: 'clear' }]);
  canvas.focus();
  expect(await sent()).toEqual([]);
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
