import { fireEvent, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { cleanup, createTestHost, renderWithHost, settle, testManifest } from '../test-host.tsx';
import { ManagerView } from './manager-view.tsx';

afterEach(cleanup);

const manifest = testManifest({ permissions: ['storage', 'files'], optionalPermissions: ['ai'] });
const box = (name: string) => screen.getByRole<HTMLInputElement>('checkbox', { name });

it('takes permissions back and gives others', async () => {
  const { host, backend } = await createTestHost([manifest]);
  await host.registry.grants.set('demo', ['storage', 'files']);
  renderWithHost(host, <ManagerView />);
  fireEvent.click(screen.getByRole('button', { name: 'Permissions' }));
  expect(screen.getByRole('dialog', { name: 'Permissions of Demo' })).toBeTruthy();
  expect(['storage', 'files', 'ai'].map((name) => box(`Allow ${name}`).checked)).toEqual([true, true, false]);
  fireEvent.click(box('Allow files'));
  fireEvent.click(box('Allow ai'));
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  await settle();
  expect(screen.queryByRole('dialog')).toBeNull();
  expect(backend.setPermissions).toHaveBeenLastCalledWith('demo', ['storage', 'ai']);
  expect(host.registry.grants.get('demo')).toEqual(['storage', 'ai']);
});

it('says that a version waits for consent, and asks again', async () => {
  const { host, backend } = await createTestHost([manifest]);
  await host.registry.grants.set('demo', ['storage', 'files']);
  const next = { ...manifest, version: '2.0.0', permissions: ['storage', 'files', 'network'] };
  await host.registry.update('demo', next);
  renderWithHost(host, <ManagerView />);
  expect(document.body.textContent).toContain('Version 2.0.0 asks for more than you have allowed.');
  fireEvent.click(screen.getByRole('button', { name: 'Review update' }));
  await settle();
  expect(backend.update).not.toHaveBeenCalled();
  expect(host.registry.getPlugin('demo')?.pendingUpdate?.permissions).toEqual(['network']);
});

it('shows one that waits as ready, to be switched off', async () => {
  const { host, backend, start } = await createTestHost([manifest], [], 'active');
  renderWithHost(host, <ManagerView />);
  expect(document.querySelector('[data-state]')?.textContent).toBe('Ready');
  fireEvent.click(screen.getByRole('button', { name: 'Deactivate' }));
  await settle();
  expect(document.querySelector('[data-state]')?.textContent).toBe('Inactive');
  expect([backend.setActive.mock.calls, start.mock.calls]).toEqual([[['demo', false]], []]);
  expect(screen.getByRole('button', { name: 'Activate' })).toBeTruthy();
});

it('says why one was switched off for its crashes, and tries again', async () => {
  const { host, start, crashOften } = await createTestHost([manifest]);
  await host.registry.grants.set('demo', []);
  await crashOften();
  renderWithHost(host, <ManagerView />);
  expect(document.querySelector('[data-state]')?.textContent).toBe('Disabled');
  expect(document.body.textContent).toContain('This plugin was switched off');
  expect(document.body.textContent).toMatch(/It crashed 3 times within 60 seconds/);
  fireEvent.click(screen.getByRole('button', { name: 'Retry' }));
  await settle();
  expect(document.querySelector('[data-state]')?.textContent).toBe('Active');
  expect(start).toHaveBeenCalledTimes(4);
});
