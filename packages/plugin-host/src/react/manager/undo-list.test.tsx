import { act, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import '../marketplace/marketplace-list.tsx';
import { cleanup, createTestHost, renderWithHost, settle, testEntry, testManifest } from '../test-host.tsx';
import { ManagerView } from './manager-view.tsx';
import { UNDO_TIME } from './undo-list.tsx';

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const manifest = testManifest({
  name: 'Palette',
  version: '1.2.3',
  permissions: ['storage', 'files'],
  settings: {
    properties: {
      size: { key: 'size', type: 'number', title: 'Size', default: 5 },
      note: { key: 'note', type: 'string', title: 'Note', default: '' },
    },
  },
});
const button = (name: string | RegExp) => screen.getByRole('button', { name });
const offer = () => screen.queryByRole('button', { name: 'Undo: install Palette again' });
const pass = (milliseconds: number) => act(() => vi.advanceTimersByTimeAsync(milliseconds));

async function uninstalled(state: 'active' | 'inactive' = 'inactive') {
  const made = await createTestHost([manifest], [], state);
  await made.host.registry.grants.set('demo', ['storage']);
  await made.host.registry.updateSettings('demo', { size: 9 });
  made.backend.updateSettings.mockClear();
  renderWithHost(made.host, <ManagerView />);
  vi.useFakeTimers();
  fireEvent.click(button('Uninstall'));
  fireEvent.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Uninstall' }));
  await pass(0);
  return made;
}

describe('an uninstall', () => {
  it('is asked about, with what no undo brings back', async () => {
    const { host } = await createTestHost([manifest]);
    renderWithHost(host, <ManagerView />);
    fireEvent.click(button('Uninstall'));
    expect(screen.getByRole('dialog').textContent).toContain('not that data');
  });

  it('can be undone: the same version, grants, settings and state', async () => {
    const { host, backend, start } = await uninstalled('active');
    expect(host.registry.isInstalled('demo')).toBe(false);
    expect(offer()?.closest('[role=status]')?.textContent).toContain('Palette was uninstalled.');
    fireEvent.click(button(/^Undo/));
    vi.useRealTimers();
    await vi.waitFor(() => expect(host.registry.isActive('demo')).toBe(true));
    await settle();
    expect(backend.install).toHaveBeenCalledWith(expect.objectContaining({ version: '1.2.3' }), ['storage']);
    expect(backend.updateSettings).toHaveBeenCalledWith('demo', { size: 9 });
    expect(host.registry.grants.get('demo')).toEqual(['storage']);
    expect(host.registry.getSettings('demo')).toEqual({ size: 9, note: '' });
    expect(start).toHaveBeenCalledTimes(1);
    expect(offer()).toBeNull();
    expect(screen.getByText('Palette is installed again.')).toBeTruthy();
    expect(document.activeElement).toBe(screen.getByRole('tabpanel'));
  });

  it('leaves one that was off as it was', async () => {
    const { host, start } = await uninstalled();
    fireEvent.click(button(/^Undo/));
    vi.useRealTimers();
    await vi.waitFor(() => expect(screen.getByText('Palette is installed again.')).toBeTruthy());
    expect([host.registry.getPlugin('demo')?.state, start.mock.calls.length]).toEqual(['inactive', 0]);
  });

  it('is final after ten seconds at the least', async () => {
    const { backend } = await uninstalled();
    await pass(10_000);
    expect(offer()).toBeTruthy();
    await pass(UNDO_TIME - 10_000);
    expect(offer()).toBeNull();
    expect(backend.install).not.toHaveBeenCalled();
  });

  it('is not while somebody points at the offer, or has the focus in it', async () => {
    await uninstalled();
    const undo = offer() as HTMLElement;
    fireEvent.mouseEnter(undo.parentElement as HTMLElement);
    await pass(UNDO_TIME * 2);
    expect(offer()).toBeTruthy();
    act(() => undo.focus());
    fireEvent.mouseLeave(undo.parentElement as HTMLElement);
    await pass(UNDO_TIME * 2);
    expect(offer()).toBeTruthy();
    act(() => undo.blur());
    await pass(UNDO_TIME);
    expect(offer()).toBeNull();
  });

  it('says why it could not be undone, and offers it again', async () => {
    const { host, backend } = await uninstalled();
    backend.install.mockRejectedValueOnce(new Error('That version was taken back'));
    fireEvent.click(button(/^Undo/));
    await pass(0);
    expect(
      screen.getByText(/Palette could not be installed again: That version was taken back/),
    ).toBeTruthy();
    expect(offer()).toBeTruthy();
    // What came half-way goes on from there.
    backend.updateSettings.mockRejectedValueOnce(new Error('The server could not be reached'));
    fireEvent.click(button(/^Undo/));
    vi.useRealTimers();
    await vi.waitFor(() => expect(screen.getByText(/The server could not be reached/)).toBeTruthy());
    fireEvent.click(button(/^Undo/));
    await vi.waitFor(() => expect(screen.getByText('Palette is installed again.')).toBeTruthy());
    expect([backend.install.mock.calls.length, host.registry.getSettings('demo').size]).toEqual([2, 9]);
  });

  it('can be undone from another tab of the manager', async () => {
    const { host } = await uninstalled();
    fireEvent.click(screen.getByRole('tab', { name: /Marketplace/ }));
    await pass(0);
    expect(offer()).toBeTruthy();
    fireEvent.click(button(/^Undo/));
    vi.useRealTimers();
    await vi.waitFor(() => expect(screen.getByText('Palette is installed again.')).toBeTruthy());
    expect(host.registry.isInstalled('demo')).toBe(true);
  });

  it('is nothing to undo once it is installed anew from the marketplace', async () => {
    const { host, backend } = await uninstalled();
    vi.useRealTimers();
    backend.searchMarketplace.mockResolvedValue({
      plugins: [testEntry({ ...manifest, permissions: [] })],
      total: 1,
      page: 1,
      limit: 48,
      hasMore: false,
    });
    fireEvent.click(screen.getByRole('tab', { name: /Marketplace/ }));
    fireEvent.click(await screen.findByRole('button', { name: /^Install/ }, { timeout: 10_000 }));
    fireEvent.click(await screen.findByRole('button', { name: 'Approve and install' }));
    await vi.waitFor(() => expect(host.registry.isInstalled('demo')).toBe(true));
    await settle();
    expect(offer()).toBeNull();
  });

  it('can be left as it is', async () => {
    await uninstalled();
    fireEvent.click(button('Dismiss'));
    expect(offer()).toBeNull();
    expect(document.activeElement).toBe(screen.getByRole('tabpanel'));
  });

  it('of one that others have switched off is final, and says so', async () => {
    await createTestHost([manifest], [], 'disabled').then(({ host }) =>
      renderWithHost(host, <ManagerView />),
    );
    fireEvent.click(button('Uninstall'));
    const dialog = screen.getByRole('dialog');
    expect(dialog.textContent).toContain('cannot be restored');
    fireEvent.click(within(dialog).getByRole('button', { name: 'Uninstall' }));
    await settle();
    expect(offer()).toBeNull();
    expect(screen.getByText('Palette was uninstalled.')).toBeTruthy();
  });
});
