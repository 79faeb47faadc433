import { FAIL, type PanelMessage, STATE, TEXT } from '@fluxstudio/plugin-protocol/panel/ops';
import { expect, it, vi } from 'vitest';
import { createPanelViews, type Drawer, type PanelMemory } from './panel-views.ts';

function setUp() {
  const onError = vi.fn<(error: unknown) => void>();
  const posted: PanelMessage[] = [];
  const drawer = (): Drawer => ({ notify: (...message) => void posted.push(message) });
  const memory: PanelMemory = { get: () => 'left', set: vi.fn() };
  const views = createPanelViews({ clock: { now: () => 0 }, onError, onUserAction: () => undefined });
  return { views, drawer, posted, memory, onError };
}

const scriptOf = (message: PanelMessage | undefined) =>
  message?.[1] === 'open' ? message[2].script : undefined;

it('hands over what draws until something was drawn with it', () => {
  const { views, drawer, posted, memory } = setUp();
  views.open(drawer(), memory, true);
  views.open(drawer(), memory, false);
  expect(posted.map(scriptOf)).toEqual([
    expect.stringContaining('openPanel'),
    expect.stringContaining('openPanel'),
  ]);
  expect(posted[1]).toEqual([2, 'open', { script: expect.anything(), state: 'left', visible: false }]);
  views.update(2, [TEXT, 0, 0, 1, 'drawn']);
  views.open(drawer(), memory, true);
  expect(posted[2]).toEqual([3, 'open', { state: 'left', visible: true }]);
});

it('closes the views of one function, and leaves those of others', () => {
  const { views, drawer, posted, memory } = setUp();
  const [one, two] = [drawer(), drawer()];
  const opened = [
    views.open(one, memory, true),
    views.open(two, memory, true),
    views.open(one, memory, true),
  ];
  views.close(one);
  expect(opened.map((view) => view.getSnapshot().state)).toEqual(['closed', 'open', 'closed']);
  expect(posted.slice(3)).toEqual([
    [1, 'close'],
    [3, 'close'],
  ]);
});

it('keeps what a panel leaves, and reports what stopped one', () => {
  const { views, drawer, memory, onError } = setUp();
  const view = views.open(drawer(), memory, true);
  views.update(1, [STATE, { page: 2 }]);
  expect(memory.set).toHaveBeenCalledWith({ page: 2 });
  views.update(1, ['nonsense']);
  expect(view.getSnapshot().state).toBe('stopped');
  expect(onError).toHaveBeenCalledTimes(1);
  views.update(1, [FAIL, 'late']);
  expect(onError).toHaveBeenCalledTimes(1);
});
