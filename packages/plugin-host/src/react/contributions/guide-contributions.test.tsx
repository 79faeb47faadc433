import { act, fireEvent, render, screen } from '@testing-library/react';
import { type ComponentType, StrictMode } from 'react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { readGuide } from '../../../test/support/guide.ts';
import type { PluginBackend } from '../../backend/backend.ts';
import * as hostParts from '../../index.ts';
import * as reactParts from '../index.ts';
import { cleanup, createTestHost, renderWithHost, settle, testManifest } from '../test-host.tsx';

// The components of docs/contributions.md, as they stand there.

const MODULES = { '@fluxstudio/plugin-host': hostParts, '@fluxstudio/plugin-host/react': reactParts };

beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(1000);
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  document.documentElement.removeAttribute('style');
  document.documentElement.removeAttribute('class');
});

async function load<Props>(block: string, name: string): Promise<ComponentType<Props>> {
  const guide = await readGuide('contributions.md');
  return (await guide.load(block, MODULES))[name] as ComponentType<Props>;
}

it('an app has a place for everything', async () => {
  const manifest = testManifest({
    permissions: ['commands', 'ui'],
    contributes: {
      commands: [{ id: 'mix', title: 'Mix colours' }],
      menus: [{ id: 'mix-item', command: 'mix' }],
      contextMenus: [{ id: 'on', targetType: 'canvas', items: [{ id: 'pick', command: 'mix' }] }],
      toolbarItems: [{ id: 'mix-button', command: 'mix', icon: '🎨', location: 'main' }],
      statusBar: [{ id: 'current', text: 'Palette' }],
    },
  });
  const { backend } = await createTestHost([manifest], [], 'active');
  const [row] = await backend.list();
  backend.list.mockResolvedValue([
    { ...(row as NonNullable<typeof row>), grantedPermissions: ['commands', 'ui'] },
  ]);
  const Studio = await load<{ backend: PluginBackend; userId: string }>('studio-app', 'Studio');
  render(
    <StrictMode>
      <Studio backend={backend} userId="user" />
    </StrictMode>,
  );
  await vi.waitFor(async () => {
    await settle();
    expect(screen.getByRole('button', { name: 'Mix colours (Demo)' })).toBeTruthy();
  });
  expect(screen.getByRole('group', { name: 'Status bar' }).textContent).toContain('Palette');
  fireEvent.click(screen.getByRole('button', { name: 'Plugins' }));
  expect(screen.getByRole('menuitem', { name: /Mix colours/ })).toBeTruthy();
  fireEvent.keyDown(document.activeElement as Element, { key: 'Escape' });
  fireEvent.contextMenu(screen.getByText('The board'));
  expect(screen.getByRole('menu', { name: 'Actions' })).toBeTruthy();
});

it('a theme sets what the app names', async () => {
  const { host } = await createTestHost();
  const colors = { background: '#1e1b2e', text: '#fff' };
  const theme = host.themes.register({ id: 'dark.dusk', name: 'Dusk', type: 'dark', colors });
  const Theme = await load<{ selectedId: string | null }>('theme', 'Theme');
  renderWithHost(host, <Theme selectedId="dark.dusk" />);
  await settle();
  const { style, className } = document.documentElement;
  expect([style.cssText, className]).toEqual(['--app-background: #1e1b2e;', 'dark']);
  await act(async () => theme.dispose());
  await settle();
  expect([style.cssText, document.documentElement.className]).toEqual(['', '']);
});
