import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import type { PluginManifest } from '@fluxstudio/plugin-protocol/manifest/manifest';
import { fireEvent, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { PluginBackend } from '../../backend/backend.ts';
import { cleanup, createTestHost, settle, testEntry, testManifest } from '../test-host.tsx';
import { openMarketplace, testDetail } from './marketplace-test-host.tsx';

afterEach(cleanup);

const button = (name: string) => screen.getByRole('button', { name });
const app = testManifest({ id: 'app', name: 'App', dependencies: { base: '^1.0.0' } });
const base = testManifest({ id: 'base', name: 'Base', version: '1.4.0', dependencies: { core: '>=2' } });
const core = testManifest({ id: 'core', name: 'Core', version: '2.0.0' });

async function open(known: readonly PluginManifest[], installed: readonly PluginManifest[] = []) {
  const { host, backend } = await createTestHost(installed, [testEntry(app)]);
  const find = vi.fn<NonNullable<PluginBackend['getMarketplacePlugin']>>(async (id) => {
    const manifest = known.find((one) => one.id === id);
    if (!manifest) throw new PluginError('NOT_FOUND', `No ${id}`);
    return testDetail(testEntry(manifest));
  });
  Object.assign(backend, { getMarketplacePlugin: find });
  await openMarketplace(host);
  return { backend, find };
}

async function press(name: string) {
  fireEvent.click(button(name));
  await settle();
}

/** Answers the question of consent that is open. */
async function approve(name: string) {
  const dialog = await screen.findByRole('dialog', { name: `Install ${name}?` });
  fireEvent.click(within(dialog).getByRole('button', { name: 'Approve and install' }));
  await settle();
}

const needs = () => screen.findByRole('dialog', { name: 'Install what App needs?' });
const installedIds = (backend: { install: { mock: { calls: [PluginManifest, ...unknown[]][] } } }) =>
  backend.install.mock.calls.map(([{ id }]) => id);

describe('what a plugin depends on', () => {
  it('is installed before it, each after a question of its own', async () => {
    const { backend } = await open([base, core]);
    await press('Install');
    const dialog = await needs();
    expect([...dialog.querySelectorAll('li')].map(({ textContent }) => textContent)).toEqual([
      'CCoreWill be installed',
      'BBaseWill be installed',
    ]);
    expect(document.activeElement?.textContent).toBe('Cancel');
    await press('Install with 2 other plugins');
    await approve('Core');
    expect(installedIds(backend)).toEqual(['core']);
    await approve('Base');
    await approve('App');
    expect(installedIds(backend)).toEqual(['core', 'base', 'app']);
    expect(button('Installed')).toBeTruthy();
  });

  it('is left out where the user wants that', async () => {
    const { backend } = await open([base, core]);
    await press('Install');
    await needs();
    await press('Install without');
    await approve('App');
    expect(installedIds(backend)).toEqual(['app']);
  });

  it('is not asked about when it is there', async () => {
    const { backend, find } = await open([], [base, core]);
    await press('Install');
    await approve('App');
    expect(installedIds(backend)).toEqual(['app']);
    expect(find.mock.calls.map(([id]) => id)).toEqual(['app']);
  });

  it('comes with the word of the marketplace on who published each of them', async () => {
    const { find } = await open([base, core]);
    find.mockImplementation(async (id) => {
      const manifest = [app, base, core].find((one) => one.id === id) ?? app;
      const publisher = id === 'core' ? null : `Makers of ${id}`;
      return testDetail(testEntry(manifest, { verified: id === 'app' }), { publisher });
    });
    await press('Install');
    await needs();
    await press('Install with 2 other plugins');
    const said = async (name: string) => {
      const dialog = await screen.findByRole('dialog', { name: `Install ${name}?` });
      return within(dialog).queryByText(/ublished by/)?.textContent;
    };
    expect(await said('Core')).toBeUndefined();
    await approve('Core');
    expect(await said('Base')).toBe('Published by Makers of base');
    await approve('Base');
    expect(await said('App')).toBe('Published by Makers of app (verified)');
  });

  it('is named where nobody has it, or in another version', async () => {
    await open([testManifest({ id: 'base', name: 'Base', version: '3.0.0' })]);
    await press('Install');
    expect((await needs()).textContent).toContain('The marketplace has version 3.0.0, and ^1.0.0 is needed');
    await press('Cancel');
    cleanup();
    await open([], [testManifest({ id: 'base', name: 'Base', version: '0.9.0' })]);
    await press('Install');
    expect((await needs()).textContent).toContain('Version 0.9.0 is installed, and ^1.0.0 is needed');
    await press('Cancel');
    cleanup();
    await open([]);
    await press('Install');
    expect((await needs()).textContent).toContain('Not in the marketplace');
    expect(screen.queryByRole('button', { name: /Install with \d/ })).toBeNull();
    await press('Cancel');
    expect(button('Install')).toBeTruthy();
  });

  it('ends the install where the user says no to one of them', async () => {
    const { backend } = await open([base, core]);
    await press('Install');
    await needs();
    await press('Install with 2 other plugins');
    await approve('Core');
    await screen.findByRole('dialog', { name: 'Install Base?' });
    await press('Cancel');
    expect(installedIds(backend)).toEqual(['core']);
    expect(button('Install').getAttribute('aria-busy')).toBeNull();
  });

  it('can be stopped while it is looked for', async () => {
    const { find } = await open([base, core]);
    find.mockImplementationOnce(
      (_, options) =>
        new Promise((_resolve, reject) =>
          options?.signal?.addEventListener('abort', () => reject(new PluginError('ABORTED', 'Cancelled'))),
        ),
    );
    await press('Install');
    expect(button('Preparing…')).toBeTruthy();
    await press('Cancel the install');
    expect(button('Install').getAttribute('aria-busy')).toBeNull();
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('can be stopped between two of them', async () => {
    const { backend } = await open([base, core]);
    await press('Install');
    await needs();
    await press('Install with 2 other plugins');
    let finish = () => {};
    const stored = new Promise<void>((resolve) => (finish = resolve));
    const install = backend.install.getMockImplementation();
    backend.install.mockImplementationOnce(async (manifest, permissions) => {
      await stored;
      if (!install) throw new Error('no implementation');
      return install(manifest, permissions);
    });
    await approve('Core');
    await press('Cancel the install');
    finish();
    await settle();
    expect(installedIds(backend)).toEqual(['core']);
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(button('Install').getAttribute('aria-busy')).toBeNull();
  });

  it('shows how far it has come', async () => {
    const { backend } = await open([base, core]);
    await press('Install');
    await needs();
    await press('Install with 2 other plugins');
    let finish = () => {};
    backend.install.mockImplementationOnce(
      (manifest) =>
        new Promise(
          (_, reject) => (finish = () => reject(new PluginError('HTTP_ERROR', `No ${manifest.id}`))),
        ),
    );
    await approve('Core');
    expect(screen.getByText('Core').closest('[role="status"]')?.textContent).toBe('Installing 1 of 3: Core');
    expect(button('Installing…').getAttribute('aria-busy')).toBe('true');
    expect(button('Cancel the install')).toBeTruthy();
    finish();
    await settle();
    expect(screen.getByRole('alert').textContent).toContain('No core');
    expect(installedIds(backend)).toEqual(['core']);
  });
});

describe('an install that fails', () => {
  const fail = async (error: PluginError) => {
    const plain = testManifest({ id: 'plain', name: 'Plain' });
    const { host, backend } = await createTestHost([], [testEntry(plain)]);
    backend.install.mockRejectedValueOnce(error);
    await openMarketplace(host);
    await press('Install');
    await approve('Plain');
    return backend;
  };

  it.each([
    ['MANIFEST_MISMATCH', 'other permissions than you were shown'],
    ['VERSION_WITHDRAWN', 'taken back since you loaded this page'],
  ])('with %s is tried again after the marketplace was read again', async (code, words) => {
    const backend = await fail(new PluginError(code, 'In the words of the server'));
    const alert = screen.getByRole('alert');
    expect(alert.textContent).toContain(words);
    expect(alert.textContent).toContain('In the words of the server');
    expect(alert.textContent).toContain(code);
    backend.searchMarketplace.mockClear();
    await press('Load it again');
    expect(backend.searchMarketplace.mock.lastCall?.[0]).toMatchObject({ page: 1 });
    expect(screen.queryByRole('alert')).toBeNull();
    expect(backend.install).toHaveBeenCalledOnce();
  });

  it.each([
    ['UNAVAILABLE', 'The server is busy'],
    ['INCOMPATIBLE', 'does not fit this app'],
    ['ALREADY_EXISTS', 'in another tab perhaps'],
    ['HTTP_ERROR', 'In the words of the server'],
  ])('with %s can be tried again', async (code, words) => {
    const backend = await fail(new PluginError(code, 'In the words of the server'));
    expect(screen.getByRole('alert').textContent).toContain(words);
    await press('Retry');
    await approve('Plain');
    expect(backend.install).toHaveBeenCalledTimes(2);
    expect(button('Installed')).toBeTruthy();
    expect(screen.queryByRole('alert')).toBeNull();
  });
});
