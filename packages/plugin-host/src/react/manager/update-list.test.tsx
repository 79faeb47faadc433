import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import type { PluginManifest } from '@fluxstudio/plugin-protocol/manifest/manifest';
import { act, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { AvailableUpdate, PluginBackend } from '../../backend/backend.ts';
// Loaded beforehand, so that no test waits for a download.
import '../../registry/changes.ts';
import '../marketplace/readme.tsx';
import './update-list.tsx';
import { cleanup, createTestHost, renderWithHost, settle, testManifest } from '../test-host.tsx';
import { ManagerView } from './manager-view.tsx';
import type { PluginManagerProps } from './plugin-manager.tsx';

afterEach(cleanup);

const button = (name: string) => screen.getByRole('button', { name });
const card = (id: string) => {
  const found = document.querySelector<HTMLElement>(`li[data-plugin="${id}"]`);
  if (!found) throw new Error(`No card of ${id}`);
  return within(found);
};
const clock = testManifest({ id: 'clock', name: 'Clock' });
const notes = testManifest({ id: 'notes', name: 'Notes' });

function updateOf(manifest: PluginManifest, changelog: string | null = null): AvailableUpdate {
  const bundle = { sha256: 'ab', integrity: 'sha384-ab', size: 2 };
  return { pluginId: manifest.id, from: '1.0.0', to: manifest.version, manifest, bundle, changelog };
}
const newClock = updateOf(testManifest({ id: 'clock', name: 'Clock', version: '1.1.0' }), '- Faster *hands*');
const newNotes = updateOf(
  testManifest({
    id: 'notes',
    name: 'Notes',
    version: '2.0.0',
    permissions: ['files:read', 'network'],
    network: { hosts: ['sync.example'] },
  }),
);

async function open(
  updates: readonly AvailableUpdate[] = [newClock, newNotes],
  props: PluginManagerProps = {},
  installed = [clock, notes],
) {
  const { host, backend } = await createTestHost(installed);
  const listUpdates = vi.fn<NonNullable<PluginBackend['listUpdates']>>(async () => [...updates]);
  Object.assign(backend, { listUpdates });
  renderWithHost(host, <ManagerView {...props} />);
  await settle();
  const show = async () => {
    fireEvent.click(screen.getByRole('tab', { name: /Updates/ }));
    await screen.findByText(/Everything is up to date|updates?$|could not be loaded|signed out/);
    await settle();
  };
  return { backend, host, listUpdates, show };
}

describe('updates', () => {
  it('are counted on their tab, which is not there for a back end without them', async () => {
    await open();
    const tab = screen.getByRole('tab', { name: 'Updates (2 updates)' });
    expect(tab.textContent).toContain('2');
    cleanup();
    const { host } = await createTestHost([clock]);
    renderWithHost(host, <ManagerView initialTab="updates" />);
    expect(screen.queryByRole('tab', { name: /Updates/ })).toBeNull();
    expect(screen.getByRole('tab', { name: 'Installed' }).getAttribute('aria-selected')).toBe('true');
  });

  it('say what they change: version, what is asked for, and what the author says', async () => {
    const { show } = await open();
    await show();
    expect(screen.getAllByText('From version 1.0.0 to 1.1.0')).toHaveLength(1);
    expect(card('clock').getByText('Asks for nothing new.')).toBeTruthy();
    expect(await card('clock').findByText('hands', {}, { timeout: 10_000 })).toHaveProperty('tagName', 'EM');
    expect(card('notes').getByText('Asks for more than the installed version:')).toBeTruthy();
    expect(card('notes').getByText('Read your files')).toBeTruthy();
    expect(card('notes').getByText('sync.example')).toBeTruthy();
  });

  it('say once which hosts are new', async () => {
    const asks = { id: 'notes', name: 'Notes', permissions: ['network'] };
    const old = testManifest({ ...asks, network: { hosts: ['sync.example'] } });
    const hosts = ['sync.example', 'archive.example'];
    const { host, show } = await open(
      [updateOf(testManifest({ ...asks, version: '2.0.0', network: { hosts } }))],
      {},
      [old],
    );
    await act(() => host.registry.grants.set('notes', ['network']));
    await show();
    expect(card('notes').getByText('Connects to more hosts:')).toBeTruthy();
    expect(card('notes').getByRole('list', { name: 'Hosts' }).textContent).toBe('archive.example');
    expect(card('notes').queryByText('New hosts')).toBeNull();
  });

  it('are done one by one, and what is done is gone', async () => {
    const { show, backend } = await open();
    await show();
    fireEvent.click(card('clock').getByRole('button', { name: 'Update' }));
    await settle();
    expect(backend.update).toHaveBeenCalledWith(
      expect.objectContaining({ id: 'clock', version: '1.1.0' }),
      [],
    );
    expect(document.querySelector('li[data-plugin="clock"]')).toBeNull();
    expect(screen.getByText('Clock was updated.')).toBeTruthy();
    expect(screen.getByRole('tab', { name: 'Updates (1 update)' })).toBeTruthy();
    expect(document.activeElement).toBe(screen.getByRole('tabpanel'));
  });

  it('are done all at once, each in its turn, and one that fails does not stop the others', async () => {
    const more = updateOf(testManifest({ id: 'extra', name: 'Extra', version: '1.1.0' }));
    const { show, backend } = await open([newClock, more], {}, [
      clock,
      testManifest({ id: 'extra', name: 'Extra' }),
    ]);
    await show();
    let fail = () => {};
    backend.update.mockImplementationOnce(
      () => new Promise((_, reject) => (fail = () => reject(new PluginError('HTTP_ERROR', 'No answer')))),
    );
    fireEvent.click(button('Update all'));
    await settle();
    expect(screen.getByText(/Updating 1 of 2/).textContent).toBe('Updating 1 of 2: Clock');
    expect(card('clock').getByRole('button', { name: 'Updating…' }).getAttribute('aria-busy')).toBe('true');
    expect(card('extra').getByRole('button', { name: 'Update' }).getAttribute('aria-disabled')).toBe('true');
    fail();
    await settle();
    expect(card('clock').getByRole('alert').textContent).toContain('No answer');
    expect(document.querySelector('li[data-plugin="extra"]')).toBeNull();
    fireEvent.click(card('clock').getByRole('button', { name: 'Retry' }));
    await settle();
    expect(screen.getByText('Everything is up to date')).toBeTruthy();
  });

  it('stop where the user wants it', async () => {
    const more = updateOf(testManifest({ id: 'extra', name: 'Extra', version: '1.1.0' }));
    const { show, backend } = await open([newClock, more], {}, [
      clock,
      testManifest({ id: 'extra', name: 'Extra' }),
    ]);
    await show();
    let fail = () => {};
    backend.update.mockImplementationOnce(
      () => new Promise((_, reject) => (fail = () => reject(new PluginError('HTTP_ERROR', 'No answer')))),
    );
    fireEvent.click(button('Update all'));
    await settle();
    fireEvent.click(button('Stop'));
    fail();
    await settle();
    expect(backend.update).toHaveBeenCalledOnce();
    expect(card('extra').getByRole('button', { name: 'Update' })).toBeTruthy();
  });

  it('that ask for more stay where nobody allows it', async () => {
    const { show, backend } = await open([newNotes]);
    await show();
    fireEvent.click(card('notes').getByRole('button', { name: 'Update' }));
    await settle();
    expect(backend.update).not.toHaveBeenCalled();
    expect(card('notes').getByText(/you did not allow what it asks for/)).toBeTruthy();
  });

  it('of a version that is gone are asked for again', async () => {
    const { show, backend, listUpdates } = await open([newClock]);
    await show();
    backend.update.mockRejectedValueOnce(new PluginError('VERSION_WITHDRAWN', 'It is gone'));
    fireEvent.click(card('clock').getByRole('button', { name: 'Update' }));
    await settle();
    listUpdates.mockResolvedValueOnce([]);
    fireEvent.click(card('clock').getByRole('button', { name: 'Load it again' }));
    await settle();
    expect(screen.getByText('Everything is up to date')).toBeTruthy();
  });

  it('that there are none can be checked again', async () => {
    const { show, listUpdates } = await open([]);
    await show();
    expect(screen.getByText('Everything is up to date')).toBeTruthy();
    listUpdates.mockResolvedValueOnce([newClock]);
    fireEvent.click(button('Check again'));
    await settle();
    expect(card('clock').getByText('Clock')).toBeTruthy();
  });

  it('that could not be loaded say why', async () => {
    const signIn = vi.fn();
    const { host, backend } = await createTestHost([clock]);
    const listUpdates = vi.fn<NonNullable<PluginBackend['listUpdates']>>(async () => [newClock]);
    listUpdates.mockRejectedValueOnce(new PluginError('HTTP_ERROR', 'Who is it?', { data: { status: 401 } }));
    Object.assign(backend, { listUpdates });
    renderWithHost(host, <ManagerView initialTab="updates" onSignIn={signIn} />);
    expect((await screen.findByRole('alert')).textContent).toContain('You are signed out');
    fireEvent.click(button('Sign in'));
    expect(signIn).toHaveBeenCalledOnce();
    fireEvent.click(button('Retry'));
    await settle();
    expect(card('clock').getByText('Clock')).toBeTruthy();
  });
});
