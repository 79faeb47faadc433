import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import { act, fireEvent, screen, within } from '@testing-library/react';
import { StrictMode } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openMarketplace } from '../marketplace/marketplace-test-host.tsx';
import { cleanup, createTestHost, renderWithHost, settle, testEntry, testManifest } from '../test-host.tsx';
import { ManagerView } from './manager-view.tsx';

afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const button = (name: string) => screen.getByRole('button', { name });
const palette = testManifest({ id: 'palette', name: 'Palette', permissions: ['storage', 'notifications'] });

describe('tabs', () => {
  it('move with the arrow keys, Home and End, with one tab stop', async () => {
    const { host } = await createTestHost();
    renderWithHost(host, <ManagerView />);
    const installed = screen.getByRole('tab', { name: 'Installed' });
    const market = screen.getByRole('tab', { name: 'Marketplace' });
    expect(installed.getAttribute('aria-selected')).toBe('true');
    expect([installed.tabIndex, market.tabIndex]).toEqual([0, -1]);
    installed.focus();
    fireEvent.keyDown(installed, { key: 'ArrowRight' });
    await settle();
    expect(document.activeElement).toBe(market);
    expect(screen.getByRole('tabpanel', { name: 'Marketplace' })).toBeTruthy();
    fireEvent.keyDown(market, { key: 'ArrowRight' });
    expect(document.activeElement).toBe(installed);
    fireEvent.keyDown(installed, { key: 'End' });
    expect(document.activeElement).toBe(market);
    fireEvent.keyDown(market, { key: 'Home' });
    expect(document.activeElement).toBe(installed);
    fireEvent.keyDown(installed, { key: 'ArrowLeft' });
    expect(document.activeElement).toBe(market);
    await settle();
  });
});

describe('installed plugins', () => {
  it('says so when there are none and leads to the marketplace', async () => {
    const { host } = await createTestHost();
    renderWithHost(host, <ManagerView />);
    fireEvent.click(button('Browse the marketplace'));
    await settle();
    expect(screen.getByRole('tab', { name: 'Marketplace' }).getAttribute('aria-selected')).toBe('true');
    expect(document.activeElement).toBe(screen.getByRole('tabpanel'));
  });

  it('activates and deactivates, busy meanwhile, and keeps the focus', async () => {
    const { host, start, backend } = await createTestHost([palette]);
    let finish = () => {};
    start.mockImplementation(() => new Promise((resolve) => (finish = resolve)));
    renderWithHost(host, <ManagerView />);
    const main = button('Activate');
    main.focus();
    fireEvent.click(main);
    fireEvent.click(main);
    await settle();
    expect(button('Activating…')).toBe(main);
    expect(main.getAttribute('aria-disabled')).toBe('true');
    expect(main.getAttribute('aria-busy')).toBe('true');
    finish();
    await settle();
    expect(start).toHaveBeenCalledTimes(1);
    expect(button('Deactivate')).toBe(main);
    expect(document.activeElement).toBe(main);
    expect(screen.getByText('Active')).toBeTruthy();
    fireEvent.click(main);
    await settle();
    expect(backend.setActive).toHaveBeenLastCalledWith('palette', false);
    expect(screen.getByText('Inactive')).toBeTruthy();
  });

  it('shows why a plugin failed, and Retry starts it', async () => {
    const { host, start } = await createTestHost([palette]);
    start.mockRejectedValueOnce(new PluginError('ACTIVATION_FAILED', 'activate() threw: no canvas'));
    renderWithHost(host, <ManagerView />);
    fireEvent.click(button('Activate'));
    await settle();
    const alert = screen.getByRole('alert');
    expect(alert.textContent).toContain('activate() threw: no canvas');
    expect(alert.textContent).toContain('ACTIVATION_FAILED');
    expect(button('Deactivate')).toBeTruthy();
    fireEvent.click(button('Retry'));
    await settle();
    expect(screen.queryByRole('alert')).toBeNull();
    expect(screen.getByText('Active')).toBeTruthy();
  });

  it('deactivates a failed plugin', async () => {
    const { host, start } = await createTestHost([palette]);
    start.mockRejectedValueOnce(new Error('no'));
    renderWithHost(host, <ManagerView />);
    fireEvent.click(button('Activate'));
    await settle();
    fireEvent.click(button('Deactivate'));
    await settle();
    expect(screen.getByText('Inactive')).toBeTruthy();
    expect(document.activeElement).toBe(button('Activate'));
  });

  it('uninstalls after a question, and moves the focus to the panel', async () => {
    const { host, backend } = await createTestHost([palette]);
    renderWithHost(host, <ManagerView />);
    fireEvent.click(button('Uninstall'));
    const dialog = screen.getByRole('dialog', { name: 'Uninstall Palette?' });
    expect(document.activeElement?.textContent).toBe('Cancel');
    backend.uninstall.mockRejectedValueOnce(new PluginError('HTTP_ERROR', 'The server could not be reached'));
    fireEvent.click(within(dialog).getByRole('button', { name: 'Uninstall' }));
    await settle();
    expect(within(dialog).getByRole('alert').textContent).toContain('could not be reached');
    fireEvent.click(within(dialog).getByRole('button', { name: 'Uninstall' }));
    await settle();
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(screen.getByText('No plugins installed')).toBeTruthy();
    expect(document.activeElement).toBe(screen.getByRole('tabpanel'));
    expect(screen.getByText('Palette was uninstalled.')).toBeTruthy();
  });

  it('shows what a plugin calls itself as text', async () => {
    const hostile = testManifest({ name: '<img src=x onerror=alert(1)>', description: '<b>bold</b>' });
    const { host } = await createTestHost([hostile]);
    const { container } = renderWithHost(host, <ManagerView />);
    expect(container.querySelector('img, b')).toBeNull();
    const name = screen.getByText('<img src=x onerror=alert(1)>');
    expect([name.getAttribute('dir'), name.title]).toEqual(['auto', '<img src=x onerror=alert(1)>']);
  });

  it('tells loading and failure from an empty list', async () => {
    const { host } = await createTestHost();
    const retry = vi.fn();
    renderWithHost(host, <ManagerView startup={{ status: 'starting' }} />);
    expect(screen.getByText('Loading your plugins…')).toBeTruthy();
    cleanup();
    renderWithHost(host, <ManagerView startup={{ status: 'failed', error: new Error('offline'), retry }} />);
    expect(screen.getByRole('alert').textContent).toContain('offline');
    fireEvent.click(button('Retry'));
    expect(retry).toHaveBeenCalledOnce();
  });
});

describe('marketplace', () => {
  const market = [testEntry(palette), testEntry(testManifest({ id: 'clock', name: 'Clock' }))];

  it('installs with the permissions that were approved', async () => {
    const { host, backend } = await createTestHost([], market);
    await openMarketplace(host, {}, StrictMode);
    const install = screen.getAllByRole('button', { name: 'Install' })[0];
    install?.focus();
    fireEvent.click(install as HTMLElement);
    const dialog = await screen.findByRole('dialog', { name: 'Install Palette?' });
    expect(within(dialog).getByText('Keep its own data')).toBeTruthy();
    expect(within(dialog).getByText('Show notifications')).toBeTruthy();
    fireEvent.click(within(dialog).getByRole('button', { name: 'Approve and install' }));
    await settle();
    expect(backend.install).toHaveBeenCalledWith(expect.objectContaining({ id: 'palette' }), [
      'storage',
      'notifications',
    ]);
    expect(button('Installed')).toBe(install);
    expect(button('Installed').getAttribute('aria-disabled')).toBe('true');
    expect(document.activeElement).toBe(install);
    expect(screen.getByText('Palette was installed.')).toBeTruthy();
  });

  it('installs nothing when the user cancels', async () => {
    const { host, backend } = await createTestHost([], market);
    await openMarketplace(host);
    fireEvent.click(screen.getAllByRole('button', { name: 'Install' })[0] as HTMLElement);
    fireEvent.click(await screen.findByRole('button', { name: 'Cancel' }));
    await settle();
    expect(backend.install).not.toHaveBeenCalled();
    expect(screen.getAllByRole('button', { name: 'Install' })).toHaveLength(2);
  });

  it('says why an install failed', async () => {
    const { host, backend } = await createTestHost([], market);
    backend.install.mockRejectedValueOnce(new PluginError('ALREADY_EXISTS', 'Plugin already installed'));
    await openMarketplace(host);
    fireEvent.click(screen.getAllByRole('button', { name: 'Install' })[0] as HTMLElement);
    fireEvent.click(await screen.findByRole('button', { name: 'Approve and install' }));
    await settle();
    expect(screen.getByRole('alert').textContent).toContain('Plugin already installed');
  });

  it('searches once typing pauses and aborts what it overtakes', async () => {
    const { host, backend } = await createTestHost([], market);
    await openMarketplace(host);
    vi.useFakeTimers();
    const field = screen.getByRole('searchbox', { name: 'Search plugins' });
    backend.searchMarketplace.mockClear();
    fireEvent.change(field, { target: { value: 'c' } });
    fireEvent.change(field, { target: { value: 'cl' } });
    await act(() => vi.advanceTimersByTimeAsync(300));
    expect(backend.searchMarketplace).toHaveBeenCalledTimes(1);
    const [asked, options] = backend.searchMarketplace.mock.calls[0] ?? [];
    expect(asked).toMatchObject({ query: 'cl', page: 1 });
    expect(screen.getByText('1 plugin found')).toBeTruthy();
    fireEvent.change(field, { target: { value: 'zzz' } });
    await act(() => vi.advanceTimersByTimeAsync(300));
    expect(options?.signal?.aborted).toBe(true);
    expect(screen.getByText('No plugins found')).toBeTruthy();
  });

  it('shows an error with Retry', async () => {
    const { host, backend } = await createTestHost([], market);
    backend.searchMarketplace.mockRejectedValueOnce(
      new PluginError('HTTP_ERROR', 'The server could not be reached'),
    );
    await openMarketplace(host);
    expect(screen.getByRole('alert').textContent).toContain('The server could not be reached');
    fireEvent.click(button('Retry'));
    await settle();
    expect(screen.queryByRole('alert')).toBeNull();
    expect(screen.getAllByRole('button', { name: 'Install' })).toHaveLength(2);
  });

  it('appends the next page by a button where the browser does not tell what is in sight', async () => {
    vi.stubGlobal('IntersectionObserver', undefined);
    const { host, backend } = await createTestHost();
    backend.searchMarketplace.mockImplementation(async ({ page = 1, limit = 24 }) => ({
      plugins: [testEntry(testManifest({ id: `p${page}`, name: `Page ${page}` }))],
      total: 2,
      page,
      limit,
      hasMore: page === 1,
    }));
    await openMarketplace(host);
    fireEvent.click(button('Show more'));
    await settle();
    expect(screen.getByText('Page 1')).toBeTruthy();
    expect(screen.getByText('Page 2')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Show more' })).toBeNull();
  });
});
