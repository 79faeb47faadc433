import { act, fireEvent, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { cleanup, createTestHost, renderWithHost, settle } from '../test-host.tsx';
import { PluginMenu } from './plugin-menu.tsx';

afterEach(cleanup);

const plugin = { id: 'palette', name: 'Color Palette' };

async function setUp(titles = ['Mix', 'Clear', 'Copy']) {
  const { host } = await createTestHost();
  const ran = vi.fn();
  const onError = vi.fn();
  const registrations = titles.flatMap((title, index) => [
    host.commands.register({ id: `palette.${index}`, title, plugin }, (...args) => ran(title, ...args)),
    host.menus.register({
      id: `palette.item-${index}`,
      command: `palette.${index}`,
      group: index < 2 ? 'edit' : 'share',
      plugin,
    }),
  ]);
  const view = renderWithHost(host, <PluginMenu onError={onError} />);
  await settle();
  return { host, ran, onError, registrations, view };
}

const button = () => screen.getByRole('button', { name: 'Plugins' });
const focused = () => document.activeElement?.textContent;
const key = (name: string) => fireEvent.keyDown(document.activeElement ?? document.body, { key: name });

describe('PluginMenu', () => {
  it('opens on a click, with the focus on the first item, and shows whose each one is', async () => {
    await setUp();
    button().focus();
    expect(button().getAttribute('aria-expanded')).toBe('false');
    fireEvent.click(button());
    expect(button().getAttribute('aria-expanded')).toBe('true');
    expect(screen.getByRole('menu', { name: 'Plugins' })).toBeTruthy();
    expect(screen.getAllByRole('menuitem').map(({ textContent }) => textContent)).toEqual([
      'CMixColor Palette',
      'CClearColor Palette',
      'CCopyColor Palette',
    ]);
    expect(screen.getAllByRole('separator')).toHaveLength(1);
    expect(focused()).toContain('Mix');
  });

  it('is moved through by arrow keys, Home, End and letters', async () => {
    await setUp();
    button().focus();
    key('ArrowUp');
    expect(focused()).toContain('Copy');
    key('ArrowDown');
    expect(focused()).toContain('Mix');
    key('End');
    expect(focused()).toContain('Copy');
    key('Home');
    expect(focused()).toContain('Mix');
    key('c');
    expect(focused()).toContain('Clear');
    key('o');
    expect(focused()).toContain('Copy');
    key('ArrowDown');
    key('ArrowUp');
    expect(focused()).toContain('Copy');
  });

  it.each(['Escape', 'Tab'])('closes on %s and gives the focus back', async (name) => {
    await setUp();
    button().focus();
    key('ArrowDown');
    key(name);
    expect(screen.queryByRole('menu')).toBeNull();
    expect(document.activeElement).toBe(button());
  });

  it('closes on a click elsewhere, and its button closes it too', async () => {
    await setUp();
    fireEvent.click(button());
    fireEvent.pointerDown(document.body);
    expect(screen.queryByRole('menu')).toBeNull();
    fireEvent.click(button());
    fireEvent.pointerDown(button());
    fireEvent.click(button());
    expect(screen.queryByRole('menu')).toBeNull();
  });

  it('runs the command after it has closed', async () => {
    const { ran } = await setUp();
    button().focus();
    key('ArrowDown');
    fireEvent.click(screen.getByRole('menuitem', { name: /Clear/ }));
    expect(screen.queryByRole('menu')).toBeNull();
    expect(document.activeElement).toBe(button());
    await settle();
    expect(ran.mock.calls).toEqual([['Clear']]);
  });

  it('tells of a command that fails', async () => {
    const { ran, onError } = await setUp();
    const failure = new Error('out of paint');
    ran.mockImplementation(() => {
      throw failure;
    });
    fireEvent.click(button());
    fireEvent.click(screen.getByRole('menuitem', { name: /Mix/ }));
    await settle();
    expect(onError).toHaveBeenCalledWith(failure, expect.objectContaining({ command: 'palette.0', plugin }));
  });

  it('goes with the plugin', async () => {
    const { registrations } = await setUp();
    fireEvent.click(button());
    await act(async () => {
      for (const registration of registrations) registration.dispose();
    });
    await settle();
    expect(screen.queryByRole('menu')).toBeNull();
    expect(screen.queryByRole('button')).toBeNull();
  });

  it('shows hostile titles as text, without what turns text around', async () => {
    const { view } = await setUp(['<img src=x onerror=alert(1)>', `\u202Ednim ${'x'.repeat(100_000)}`]);
    fireEvent.click(button());
    const [first, second] = screen.getAllByRole('menuitem');
    expect(first?.textContent).toContain('<img src=x onerror=alert(1)>');
    expect(view.baseElement.querySelector('img')).toBeNull();
    expect(second?.textContent).not.toContain('\u202E');
    expect(second?.textContent?.length).toBeLessThan(600);
  });
});
