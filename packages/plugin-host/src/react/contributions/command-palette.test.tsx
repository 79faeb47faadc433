import { fireEvent, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { PluginHostProvider } from '../plugin-host-provider.tsx';
import { cleanup, createTestHost, renderWithHost, settle } from '../test-host.tsx';
import { CommandPalette } from './command-palette.tsx';
import type { PaletteItem } from './palette-item.ts';

afterEach(cleanup);

const plugin = { id: 'palette', name: 'Color Palette' };

async function open(onError = vi.fn()) {
  const { host } = await createTestHost();
  const ran: string[] = [];
  const items: PaletteItem[] = [
    { id: 'new', label: 'New project', category: 'Studio', shortcut: 'Mod+N', action: () => ran.push('new') },
    {
      id: 'theme',
      label: 'Toggle theme',
      category: 'Studio',
      keywords: ['dark'],
      action: () => ran.push('theme'),
    },
  ];
  const registration = host.commands.register(
    { id: 'palette.generate', title: 'Generate palette', plugin },
    () => ran.push('generate'),
  );
  renderWithHost(
    host,
    <>
      <button type="button">Before</button>
      <CommandPalette items={items} onError={onError} />
    </>,
  );
  screen.getByRole('button', { name: 'Before' }).focus();
  fireEvent.keyDown(document, { key: 'k', ctrlKey: true });
  return { host, ran, registration, onError, field: screen.getByRole('combobox') };
}
const active = (field: HTMLElement) =>
  document.getElementById(field.getAttribute('aria-activedescendant') ?? '')?.textContent;
const key = (field: HTMLElement, name: string) => fireEvent.keyDown(field, { key: name });

describe('CommandPalette', () => {
  it('opens on Ctrl+K with the focus in the field, lists app and plugin commands, and gives the focus back', async () => {
    const { field } = await open();
    expect(screen.getByRole('dialog', { name: 'Command palette' })).toBeTruthy();
    expect(document.activeElement).toBe(field);
    expect(screen.getAllByRole('option')).toHaveLength(3);
    expect(screen.getByRole('option', { name: /Generate palette/ }).textContent).toContain('Color Palette');
    fireEvent.keyDown(field, { key: 'Escape' });
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Before' }));
    fireEvent.keyDown(document, { key: 'K', metaKey: true });
    expect(screen.getByRole('dialog')).toBeTruthy();
    fireEvent.keyDown(document, { key: 'k', metaKey: true });
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('cuts a category and keys that are too long, and turns nothing around', async () => {
    const { host } = await open();
    const long = `\u202E${'long '.repeat(500)}`;
    const shortcut = `Ctrl+${'K'.repeat(500)}`;
    host.commands.register(
      { id: 'palette.long', title: 'Long', category: long, shortcut, plugin },
      () => undefined,
    );
    await settle();
    const option = screen.getByRole('option', { name: /Long/ });
    expect(option.querySelectorAll('kbd')[1]?.textContent).toHaveLength(20);
    const category = option.parentElement?.firstElementChild?.textContent;
    expect(category?.length).toBeLessThanOrEqual(500);
    expect(category).toMatch(/^long long/);
  });

  it('moves through the options with the arrow keys, around both ends', async () => {
    const { field } = await open();
    expect(active(field)).toContain('New project');
    key(field, 'ArrowDown');
    expect(active(field)).toContain('Toggle theme');
    key(field, 'ArrowUp');
    key(field, 'ArrowUp');
    expect(active(field)).toContain('Generate palette');
    key(field, 'ArrowDown');
    expect(active(field)).toContain('New project');
    expect(screen.getByRole('option', { selected: true }).textContent).toContain('New project');
  });

  it('filters by label, keyword and plugin name, best first', async () => {
    const { field } = await open();
    const type = (value: string) => fireEvent.change(field, { target: { value } });
    type('dark');
    expect(screen.getAllByRole('option')).toHaveLength(1);
    type('color pal');
    expect(active(field)).toContain('Generate palette');
    type('PRO');
    expect(active(field)).toContain('New project');
    type('nothing like it');
    expect(screen.queryAllByRole('option')).toHaveLength(0);
    expect(screen.getByRole('status').textContent).toBe('No matching commands');
    expect(field.getAttribute('aria-expanded')).toBe('false');
  });

  it('runs the selected command on Enter, after it has closed', async () => {
    const { field, ran } = await open();
    fireEvent.change(field, { target: { value: 'generate' } });
    key(field, 'Enter');
    expect(screen.queryByRole('dialog')).toBeNull();
    await settle();
    expect(ran).toEqual(['generate']);
  });

  it('runs a command on a click', async () => {
    const { ran } = await open();
    fireEvent.click(screen.getByRole('option', { name: /Toggle theme/ }));
    await settle();
    expect(ran).toEqual(['theme']);
  });

  it('reports the error of a command', async () => {
    const { field, host, onError, registration } = await open();
    registration.dispose();
    host.commands.register({ id: 'palette.break', title: 'Break', plugin }, () => {
      throw new Error('broken');
    });
    await settle();
    fireEvent.change(field, { target: { value: 'break' } });
    key(field, 'Enter');
    await settle();
    expect(onError).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ message: 'broken' }),
      expect.objectContaining({ label: 'Break' }),
    );
  });

  it('loses the commands of a plugin that stops while it is open', async () => {
    const { field, registration } = await open();
    key(field, 'ArrowUp');
    registration.dispose();
    await settle();
    expect(screen.getAllByRole('option')).toHaveLength(2);
    expect(active(field)).toContain('New project');
  });

  it('does not run anything while an input method composes', async () => {
    const { field, ran } = await open();
    fireEvent.keyDown(field, { key: 'Enter', isComposing: true });
    await settle();
    expect(ran).toEqual([]);
  });

  it('speaks the app’s language', async () => {
    const { host } = await createTestHost();
    host.commands.register({ id: 'studio.save', title: 'Sichern' }, () => undefined);
    const strings = {
      'palette.label': 'Befehle',
      'palette.category': 'Alles',
      'palette.found': { one: '{count} Befehl', other: '{count} Befehle' },
    } as const;
    render(
      <PluginHostProvider host={host} strings={strings} locale="de">
        <CommandPalette open />
      </PluginHostProvider>,
    );
    await settle();
    const dialog = screen.getByRole('dialog', { name: 'Befehle' });
    expect(dialog.textContent).toContain('Alles');
    expect(screen.getByRole('status').textContent).toBe('1 Befehl');
  });
});
