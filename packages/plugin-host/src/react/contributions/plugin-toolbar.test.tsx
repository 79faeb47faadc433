import { act, fireEvent, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { cleanup, createTestHost, renderWithHost, settle } from '../test-host.tsx';
import { PluginToolbar } from './plugin-toolbar.tsx';

/** A page without layout has no width: it is what the test says. */
let width = 1000;
let tell: () => void = () => undefined;

beforeEach(() => {
  width = 1000;
  vi.stubGlobal(
    'ResizeObserver',
    class {
      constructor(callback: () => void) {
        tell = callback;
      }
      observe() {}
      disconnect() {}
    },
  );
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockImplementation(() => width);
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const plugin = { id: 'palette', name: 'Color Palette' };

async function setUp(count = 3) {
  const { host } = await createTestHost();
  const ran = vi.fn();
  for (let index = 0; index < count; index++) {
    host.commands.register({ id: `palette.${index}`, title: `Tool ${index}`, plugin }, () => ran(index));
    host.toolbarItems.register({
      id: `palette.item-${index}`,
      command: `palette.${index}`,
      icon: index === 0 ? '🎨' : index === 1 ? 'mix' : 'https://evil.example/x.png',
      location: 'main',
      plugin,
    });
  }
  host.toolbarItems.register({ id: 'studio.save', command: 'studio.save', icon: 'save', location: 'editor' });
  const view = renderWithHost(
    host,
    <PluginToolbar location="main" icons={{ mix: <b>mix icon</b> }} onError={vi.fn()} />,
  );
  await settle();
  return { ran, view };
}

function setWidth(next: number): void {
  width = next;
  act(() => tell());
}

const tools = () => screen.getAllByRole('button');
const focusedName = () => document.activeElement?.getAttribute('aria-label');
const key = (name: string) => fireEvent.keyDown(document.activeElement ?? document.body, { key: name });

describe('PluginToolbar', () => {
  it('has the items of its place, each named with its plugin, and no picture from a URL', async () => {
    const { view } = await setUp();
    expect(screen.getByRole('toolbar', { name: 'Plugin tools' })).toBeTruthy();
    expect(tools().map((tool) => tool.getAttribute('aria-label'))).toEqual([
      'Tool 0 (Color Palette)',
      'Tool 1 (Color Palette)',
      'Tool 2 (Color Palette)',
    ]);
    expect(tools().map(({ textContent }) => textContent)).toEqual(['🎨', 'mix icon', 'C']);
    expect(view.container.querySelector('img')).toBeNull();
  });

  it('is one tab stop, with arrow keys inside', async () => {
    await setUp();
    expect(tools().map(({ tabIndex }) => tabIndex)).toEqual([0, -1, -1]);
    act(() => tools()[0]?.focus());
    key('ArrowRight');
    expect(focusedName()).toContain('Tool 1');
    expect(tools().map(({ tabIndex }) => tabIndex)).toEqual([-1, 0, -1]);
    key('End');
    key('ArrowRight');
    expect(focusedName()).toContain('Tool 0');
    key('ArrowLeft');
    expect(focusedName()).toContain('Tool 2');
  });

  it('runs the command', async () => {
    const { ran } = await setUp();
    fireEvent.click(tools()[1] as HTMLElement);
    await settle();
    expect(ran.mock.calls).toEqual([[1]]);
  });

  it('keeps what does not fit in a menu at its end, as wide as it is', async () => {
    const { ran } = await setUp(5);
    setWidth(32 * 3 + 2 * 2);
    expect(tools().map((tool) => tool.getAttribute('aria-label'))).toEqual([
      'Tool 0 (Color Palette)',
      'Tool 1 (Color Palette)',
      'More tools',
    ]);
    act(() => tools()[0]?.focus());
    key('End');
    expect(focusedName()).toBe('More tools');
    key('ArrowDown');
    expect(screen.getAllByRole('menuitem')).toHaveLength(3);
    fireEvent.click(screen.getByRole('menuitem', { name: /Tool 4/ }));
    await settle();
    expect(ran.mock.calls).toEqual([[4]]);
    expect(focusedName()).toBe('More tools');
    setWidth(1000);
    expect(tools()).toHaveLength(5);
    setWidth(0);
    expect(tools()).toHaveLength(1);
  });

  it('shows nothing while there is nothing', async () => {
    await setUp(0);
    expect(screen.queryByRole('toolbar')).toBeNull();
  });

  it('shows more about a tool under the pointer, until Escape', async () => {
    await setUp();
    const tool = tools()[0] as HTMLElement;
    const shown = () => document.body.textContent?.includes('Tool 0') === true;
    expect(shown()).toBe(false);
    fireEvent.pointerOver(tool, { pointerType: 'mouse' });
    expect(shown()).toBe(true);
    fireEvent.keyDown(tool, { key: 'Escape' });
    expect(shown()).toBe(false);
  });
});
