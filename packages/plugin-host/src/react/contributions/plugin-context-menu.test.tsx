import { act, createEvent, fireEvent, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { cleanup, createTestHost, renderWithHost, settle } from '../test-host.tsx';
import { PluginContextMenu, type PluginContextMenuProps } from './plugin-context-menu.tsx';

beforeEach(() => {
  // A page without layout has no width.
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(1000);
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  cleanup();
});

const plugin = { id: 'palette', name: 'Color Palette' };

async function setUp(props: Partial<PluginContextMenuProps> = {}, items = true) {
  const { host } = await createTestHost();
  const ran = vi.fn();
  const clicked = vi.fn();
  host.commands.register({ id: 'palette.pick', title: 'Pick colour', plugin }, ran);
  if (items)
    host.contextMenus.register({ id: 'palette.1', command: 'palette.pick', targetType: 'canvas', plugin });
  renderWithHost(
    host,
    <PluginContextMenu type="canvas" data={{ id: 'board-1', shapes: 2 }} {...props}>
      <button type="button" onClick={clicked}>
        Shape
      </button>
    </PluginContextMenu>,
  );
  await settle();
  const shape = screen.getByRole('button', { name: 'Shape' });
  return { ran, clicked, shape };
}

const menu = () => screen.queryByRole('menu', { name: 'Actions' });

describe('PluginContextMenu', () => {
  it('opens on the context menu event, in place of the browser’s', async () => {
    const { shape } = await setUp();
    const event = createEvent.contextMenu(shape, { clientX: 40, clientY: 50 });
    fireEvent(shape, event);
    expect(event.defaultPrevented).toBe(true);
    expect(menu()?.style).toMatchObject({ left: '40px', top: '50px' });
    expect(document.activeElement?.textContent).toContain('Pick colour');
  });

  it('gives the command what it was opened on, and the focus back', async () => {
    const { shape, ran } = await setUp();
    shape.focus();
    fireEvent.keyDown(shape, { key: 'F10', shiftKey: true });
    fireEvent.click(screen.getByRole('menuitem', { name: /Pick colour/ }));
    await settle();
    expect(ran.mock.calls).toEqual([[{ type: 'canvas', id: 'board-1', shapes: 2 }]]);
    expect(menu()).toBeNull();
    expect(document.activeElement).toBe(shape);
  });

  it('opens by the menu key', async () => {
    const { shape } = await setUp();
    fireEvent.keyDown(shape, { key: 'ContextMenu' });
    expect(menu()).toBeTruthy();
  });

  it('asks what it was opened on when it opens', async () => {
    const data = vi.fn((element: Element) => ({ id: element.textContent }));
    const { shape, ran } = await setUp({ data });
    expect(data).not.toHaveBeenCalled();
    fireEvent.contextMenu(shape);
    fireEvent.click(screen.getByRole('menuitem'));
    await settle();
    expect(ran.mock.calls).toEqual([[{ type: 'canvas', id: 'Shape' }]]);
  });

  it('leaves the browser’s menu alone where there is nothing to show', async () => {
    const { shape } = await setUp({}, false);
    const event = createEvent.contextMenu(shape);
    fireEvent(shape, event);
    expect([event.defaultPrevented, menu()]).toEqual([false, null]);
    cleanup();
    const other = await setUp({ data: () => null });
    fireEvent.contextMenu(other.shape);
    expect(menu()).toBeNull();
  });

  it('opens the innermost of several', async () => {
    const { host } = await createTestHost();
    for (const targetType of ['canvas', 'file'] as const) {
      host.commands.register({ id: `a.${targetType}`, title: `On ${targetType}`, plugin }, () => undefined);
      host.contextMenus.register({ id: `a.i-${targetType}`, command: `a.${targetType}`, targetType, plugin });
    }
    renderWithHost(
      host,
      <PluginContextMenu type="canvas">
        <PluginContextMenu type="file">
          <button type="button">File</button>
        </PluginContextMenu>
      </PluginContextMenu>,
    );
    await settle();
    fireEvent.contextMenu(screen.getByRole('button', { name: 'File' }));
    expect(screen.getAllByRole('menuitem').map(({ textContent }) => textContent)).toEqual([
      'COn fileColor Palette',
    ]);
  });

  describe('by a finger', () => {
    beforeEach(() => {
      vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'], shouldAdvanceTime: true });
    });
    const touch = { pointerType: 'touch', isPrimary: true, clientX: 20, clientY: 30 };

    it('opens on a long press, and the click that ends it does nothing', async () => {
      const { shape, clicked } = await setUp();
      fireEvent.pointerDown(shape, touch);
      act(() => void vi.advanceTimersByTime(500));
      expect(menu()).toBeTruthy();
      fireEvent.pointerUp(shape, touch);
      fireEvent.click(shape);
      expect(clicked).not.toHaveBeenCalled();
      expect(menu()).toBeTruthy();
    });

    it('does not open when the finger moves on or lets go', async () => {
      const { shape, clicked } = await setUp();
      fireEvent.pointerDown(shape, touch);
      fireEvent.pointerMove(shape, { ...touch, clientY: 60 });
      act(() => void vi.advanceTimersByTime(600));
      fireEvent.pointerDown(shape, touch);
      fireEvent.pointerUp(shape, touch);
      act(() => void vi.advanceTimersByTime(600));
      expect(menu()).toBeNull();
      fireEvent.click(shape);
      expect(clicked).toHaveBeenCalledOnce();
    });
  });
});
