import { describe, expect, it, vi } from 'vitest';
import { createPanelLender } from './panel-lender.ts';

function setUp() {
  const panels: Record<'event' | 'visible' | 'close', ReturnType<typeof vi.fn>>[] = [];
  const openPanel = vi.fn((_render: unknown, _opening: unknown, post: (operations: unknown[]) => void) => {
    post(['drawn', panels.length + 1]);
    const panel = { event: vi.fn(), visible: vi.fn(), close: vi.fn() };
    panels.push(panel);
    return panel;
  });
  const runScript = vi.fn(() => ({ openPanel }));
  const post = vi.fn();
  return { panels, openPanel, runScript, post, ...createPanelLender(runScript, post) };
}

const opening = { state: undefined, visible: true };

describe('the lender of panels', () => {
  it('runs the script of the host once, however often it comes', () => {
    const { lend, runScript, openPanel } = setUp();
    const render = () => undefined;
    lend(render)(1, 'open', { ...opening, script: 'code' });
    lend(render)(2, 'open', { ...opening, script: 'code' });
    lend(render)(3, 'open', opening);
    expect(runScript).toHaveBeenCalledTimes(1);
    expect(openPanel).toHaveBeenCalledTimes(3);
  });

  it('keeps the views of one function apart, and forgets those that are closed', () => {
    const { lend, panels, post } = setUp();
    const drive = lend(() => undefined);
    drive(1, 'open', { ...opening, script: 'code' });
    drive(2, 'open', opening);
    expect(post.mock.calls).toEqual([
      [1, ['drawn', 1]],
      [2, ['drawn', 2]],
    ]);
    drive(2, 'event', 7, 'press', {}, 0);
    drive(1, 'close');
    drive(1, 'visible', false);
    drive(9, 'close');
    expect(panels[0]?.close).toHaveBeenCalledTimes(1);
    expect(panels[0]?.visible).not.toHaveBeenCalled();
    expect(panels[1]?.event.mock.calls).toEqual([[7, 'press', {}, 0]]);
  });
});
