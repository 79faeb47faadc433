import * as op from '@fluxstudio/plugin-protocol/panel/ops';
import { describe, expect, it, vi } from 'vitest';
import { openView } from './open-view.ts';
import type { PanelNode } from './panel-node.ts';

const DOT = { type: 'circle', x: 1, y: 1, radius: 1, fill: '#000000' };

function setUp() {
  const onError = vi.fn<(error: unknown) => void>();
  const view = openView({
    id: 1,
    clock: { now: () => 0 },
    post: () => undefined,
    onState: () => undefined,
    onError,
    onUserAction: () => undefined,
    onClose: () => undefined,
  });
  view.apply([op.INSERT, op.ROOT, 0, 1, 'Canvas', {}]);
  const snapshot = view.root.getSnapshot();
  const canvas = snapshot.name === '#root' ? (snapshot.children[0] as PanelNode) : view.root;
  return { view, canvas, onError };
}

describe('invocations', () => {
  it('wait for an element that is not drawn yet, and come once', () => {
    const { view, canvas } = setUp();
    view.apply([op.INVOKE, 1, 'draw', [[DOT]], op.INVOKE, 1, 'focus', []]);
    const first = vi.fn();
    view.onInvoke(canvas, first)();
    expect(first.mock.calls).toEqual([[{ name: 'draw', args: [[DOT]] }], [{ name: 'focus', args: [] }]]);
    const second = vi.fn();
    view.onInvoke(canvas, second);
    expect(second).not.toHaveBeenCalled();
    view.apply([op.INVOKE, 1, 'focus', []]);
    expect(second).toHaveBeenCalledTimes(1);
  });

  it('do not pile up for an element that nobody draws', () => {
    const { view, canvas } = setUp();
    for (let count = 0; count < 1_000; count++) view.apply([op.INVOKE, 1, 'draw', [[DOT]]]);
    expect(view.getSnapshot().state).toBe('open');
    const heard = vi.fn();
    view.onInvoke(canvas, heard);
    expect(heard).toHaveBeenCalledTimes(100);
  });

  it.each([
    ['a method that there is not', 'constructor', []],
    ['another one', 'submit', []],
    ['commands that are no list', 'draw', [{}]],
    ['a command that there is not', 'draw', [[{ type: 'drawImage' }]]],
  ])('stop a panel that asks for %s', (_, name, args) => {
    const { view, onError } = setUp();
    view.apply([op.INVOKE, 1, name, args]);
    expect(view.getSnapshot().state).toBe('stopped');
    expect(onError.mock.calls[0]?.[0]).toMatchObject({ code: 'INVALID_PANEL' });
  });

  it('that draw count by their commands', () => {
    const { view, onError } = setUp();
    const many = Array.from({ length: 10_000 }, () => DOT);
    for (let count = 0; count < 9; count++) view.apply([op.INVOKE, 1, 'draw', [many]]);
    expect(String(onError.mock.calls[0]?.[0])).toContain('operations in a second');
  });

  describe('that draw count by the size that the canvas has on the page', () => {
    const ALL = { type: 'rect', x: 0, y: 0, width: 2_000, height: 2_000, fill: '#ff000033' };
    const draw = (count: number) => [op.INVOKE, 1, 'draw', [Array.from({ length: count }, () => ALL)]];
    const sizes = (side: number) => [op.SET, 1, 'width', side, 0, op.SET, 1, 'height', side, 0];

    it('now', () => {
      const { view, canvas } = setUp();
      view.onInvoke(canvas, () => undefined);
      view.apply([...sizes(100), ...draw(5_000)]);
      expect(view.getSnapshot().state).toBe('open');
    });

    it('or had before it was made smaller', () => {
      const { view, canvas } = setUp();
      view.onInvoke(canvas, () => undefined);
      view.apply(sizes(2_000));
      expect(view.getSnapshot().state).toBe('open');
      view.apply([...sizes(1), ...draw(500)]);
      expect(view.getSnapshot().state).toBe('stopped');
    });

    it('or may have when it is drawn at last', () => {
      const { view } = setUp();
      view.apply([...sizes(100), ...draw(500)]);
      expect(view.getSnapshot().state).toBe('stopped');
    });
  });
});
