import { fireEvent, render, screen, within } from '@testing-library/react';
import { StrictMode } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { InstalledPlugin } from '../../backend/backend.ts';
import { testDetail } from '../marketplace/marketplace-test-host.tsx';
import { PluginHostProvider } from '../plugin-host-provider.tsx';
import { cleanup, createTestHost, settle, TestTexts, testEntry, testManifest } from '../test-host.tsx';
import { InstalledList } from './installed-list.tsx';

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

type TestHost = Awaited<ReturnType<typeof createTestHost>>;

/** An install as a back end lists it; the later in the list, the older. */
function rowOf(fields: Record<string, unknown>, row: Partial<InstalledPlugin> = {}): InstalledPlugin {
  const manifest = testManifest(fields);
  return {
    id: manifest.id,
    pluginId: manifest.id,
    manifest,
    state: 'inactive',
    settings: {},
    grantedPermissions: [],
    bundle: null,
    installedAt: '2026-01-02T03:04:05.000Z',
    updatedAt: '2026-01-02T03:04:05.000Z',
    ...row,
  };
}

async function show(rows: InstalledPlugin[]): Promise<TestHost & { onAnnounce: ReturnType<typeof vi.fn> }> {
  const made = await createTestHost();
  made.backend.list.mockImplementation(async () => rows);
  await made.host.registry.refresh();
  const onAnnounce = vi.fn();
  const panelRef = { current: document.body };
  render(
    <StrictMode>
      <PluginHostProvider host={made.host}>
        <TestTexts>
          <InstalledList
            startup={{ status: 'ready' }}
            onBrowse={() => {}}
            onAnnounce={onAnnounce}
            onRemoved={() => {}}
            panelRef={panelRef}
          />
        </TestTexts>
      </PluginHostProvider>
    </StrictMode>,
  );
  return { ...made, onAnnounce };
}

const numbered = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    rowOf(
      { id: `p${index}`, name: `Plugin ${index}` },
      { installedAt: `2026-01-01T00:00:${String(59 - (index % 60)).padStart(2, '0')}.000Z` },
    ),
  );
/** Not by role: to look for one among a hundred cards takes seconds here. */
const names = () => [...document.querySelectorAll('h2')].map(({ textContent }) => textContent);
const button = (name: string) => screen.getByRole('button', { name });

describe('many installed plugins', () => {
  it('are shown without starting one, a hundred of them that are on', async () => {
    const rows = numbered(100).map((row) => ({ ...row, state: 'active' as const }));
    const { start, backend } = await show(rows);
    expect(names()).toHaveLength(100);
    expect([start.mock.calls.length, backend.download.mock.calls.length]).toEqual([0, 0]);
  });

  it('have a search only where there are more than eight', async () => {
    await show(numbered(8));
    expect(screen.queryByRole('searchbox')).toBeNull();
    cleanup();
    await show(numbered(9));
    expect(screen.getByRole('searchbox', { name: 'Search installed plugins' })).toBeTruthy();
  });

  it('are found by all words of a search, and what is found is told', async () => {
    await show([
      ...numbered(9),
      rowOf({ id: 'clock', name: 'Wall Clock', author: { name: 'Example Tools' } }),
    ]);
    const field = screen.getByRole('searchbox');
    fireEvent.change(field, { target: { value: 'TOOLS wall' } });
    expect(names()).toEqual(['Wall Clock']);
    expect(screen.getByText('1 plugin shown')).toBeTruthy();
    fireEvent.change(field, { target: { value: 'nothing' } });
    expect(screen.getByText('No installed plugin fits')).toBeTruthy();
    fireEvent.click(button('Show all'));
    expect(names()).toHaveLength(10);
  });

  it('are filtered by how they stand', async () => {
    const fault = { code: 'INVALID_MANIFEST', message: 'damaged' };
    await show([
      ...numbered(7),
      rowOf({ id: 'on', name: 'On' }, { state: 'active' }),
      rowOf({ id: 'broken', name: 'Broken' }, { state: 'error', fault }),
      rowOf({ id: 'barred', name: 'Barred' }, { state: 'disabled' }),
    ]);
    const filter = screen.getByRole('combobox', { name: 'Show' });
    fireEvent.change(filter, { target: { value: 'on' } });
    expect(names()).toEqual(['On']);
    fireEvent.change(filter, { target: { value: 'problem' } });
    expect(names()).toEqual(['Broken', 'Barred']);
    fireEvent.change(filter, { target: { value: 'off' } });
    expect(names()).toHaveLength(7);
  });

  it('are sorted by name as people count, by state, or as they came', async () => {
    await show([
      rowOf({ id: 'ten', name: 'Tool 10' }, { installedAt: '2026-01-03T00:00:00.000Z' }),
      rowOf({ id: 'two', name: 'tool 2' }, { state: 'active', installedAt: '2026-01-02T00:00:00.000Z' }),
      rowOf({ id: 'off', name: 'Aside' }, { state: 'disabled', installedAt: '2026-01-01T00:00:00.000Z' }),
    ]);
    const sort = screen.getByRole('combobox', { name: 'Sort by' });
    expect(names()).toEqual(['Tool 10', 'tool 2', 'Aside']);
    fireEvent.change(sort, { target: { value: 'name' } });
    expect(names()).toEqual(['Aside', 'tool 2', 'Tool 10']);
    fireEvent.change(sort, { target: { value: 'state' } });
    expect(names()).toEqual(['Aside', 'tool 2', 'Tool 10']);
  });

  it('stand in a grid or in a list', async () => {
    await show(numbered(2));
    const grid = button('Grid');
    expect([grid, button('List')].map((one) => one.getAttribute('aria-pressed'))).toEqual(['true', 'false']);
    const before = screen.getByRole('list', { name: 'Installed plugins' }).className;
    fireEvent.click(button('List'));
    expect(grid.getAttribute('aria-pressed')).toBe('false');
    expect(screen.getByRole('list', { name: 'Installed plugins' }).className).not.toBe(before);
  });
});

describe('a card that cannot be shown', () => {
  it('leaves the others, and can be uninstalled', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const bad = rowOf({ id: 'bad', name: 'Bad' });
    Object.defineProperty(bad.manifest, 'description', {
      get() {
        throw new Error('no');
      },
    });
    const { backend } = await show([bad, rowOf({ id: 'good', name: 'Good' })]);
    expect(names()).toEqual(['bad', 'Good']);
    expect(screen.getByText('This plugin cannot be shown')).toBeTruthy();
    fireEvent.click(screen.getAllByRole('button', { name: 'Uninstall' })[0] as HTMLElement);
    fireEvent.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Uninstall' }));
    await settle();
    expect(backend.uninstall).toHaveBeenCalledWith('bad');
    expect(names()).toEqual(['Good']);
  });

  it('is tried again when its plugin changes', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    let works = false;
    const bad = rowOf({ id: 'bad', name: 'Bad' });
    Object.defineProperty(bad.manifest, 'description', {
      get() {
        if (works) return 'Fine now';
        throw new Error('no');
      },
    });
    const { host } = await show([bad]);
    expect(screen.getByText('This plugin cannot be shown')).toBeTruthy();
    works = true;
    await host.registry.grants.set('bad', []);
    await settle();
    expect(screen.getByText('Fine now')).toBeTruthy();
  });
});

describe('what keeps a plugin from running', () => {
  it('is an administrator, whom no button of the user overrules', async () => {
    const fault = { code: 'INVALID_STATE', message: 'Not allowed in this organisation' };
    await show([rowOf({}, { state: 'disabled', fault })]);
    const note = screen.getByRole('note');
    expect(note.textContent).toContain('An administrator has switched this plugin off');
    expect(note.textContent).toContain('Not allowed in this organisation');
    expect(document.querySelector('[data-state]')?.textContent).toBe('Disabled');
    expect(screen.queryByRole('button', { name: /Activate|Retry|Deactivate/ })).toBeNull();
    expect(button('Uninstall')).toBeTruthy();
  });

  it('is that its version was taken back, with the reason', async () => {
    const fault = { code: 'VERSION_WITHDRAWN', message: 'It sent data to strangers' };
    await show([rowOf({}, { state: 'disabled', fault })]);
    expect(document.querySelector('[data-state]')?.textContent).toBe('Blocked');
    expect(screen.getByRole('note').textContent).toContain('It sent data to strangers');
    expect(screen.queryByRole('button', { name: /Activate|Retry/ })).toBeNull();
  });

  it('is that its record is damaged', async () => {
    const fault = { code: 'INVALID_MANIFEST', message: 'name: must be a text' };
    await show([rowOf({}, { state: 'error', fault })]);
    const alert = screen.getByRole('alert');
    expect(alert.textContent).toContain('This plugin cannot be used');
    expect(alert.textContent).toContain('name: must be a text');
    expect(screen.queryByRole('button', { name: /Activate|Retry/ })).toBeNull();
  });

  it('is a fault in words, with what its author needs to be copied', async () => {
    const { start } = await show([rowOf({ name: 'Demo' })]);
    const cause = new Error('It hangs <b>here</b>');
    start.mockRejectedValueOnce(Object.assign(cause, { code: 'UNRESPONSIVE', stack: 'at plugin.js:1' }));
    fireEvent.click(button('Activate'));
    await settle();
    const alert = screen.getByRole('alert');
    expect(alert.textContent).toContain('It stopped answering and was ended.');
    expect(alert.querySelector('b')).toBeNull();
    const details = alert.querySelector('pre')?.textContent;
    expect(details).toBe('UNRESPONSIVE: It hangs <b>here</b>\nat plugin.js:1');
    const writeText = vi.fn<(text: string) => Promise<void>>(async () => undefined);
    vi.stubGlobal('navigator', { ...navigator, clipboard: { writeText } });
    fireEvent.click(screen.getByText('Copy'));
    await settle();
    expect(writeText).toHaveBeenCalledWith(details);
    expect(screen.getByText('Copied.')).toBeTruthy();
    writeText.mockRejectedValueOnce(new Error('denied'));
    fireEvent.click(screen.getByText('Copy'));
    await settle();
    expect(screen.getByText('This browser does not let it be copied.')).toBeTruthy();
    vi.unstubAllGlobals();
  });

  it('is a plugin that is missing: it can be installed, and then this one starts', async () => {
    const base = testManifest({ id: 'base', name: 'Base', permissions: ['storage'] });
    const made = await show([rowOf({ dependencies: { base: '^1.0.0' } })]);
    const { host, start, backend } = made;
    const getMarketplacePlugin = vi.fn(async () =>
      testDetail(testEntry(base), { publisher: 'Example Works' }),
    );
    Object.assign(host.backend, { getMarketplacePlugin });
    fireEvent.click(button('Activate'));
    await vi.waitFor(() => expect(screen.getByText('base is not installed.')).toBeTruthy());
    fireEvent.click(button('Install base'));
    expect((await screen.findByRole('dialog')).textContent).toContain(
      'Published by Example Works (verified)',
    );
    fireEvent.click(button('Approve and install'));
    await vi.waitFor(() => expect(start).toHaveBeenCalledTimes(2));
    await settle();
    expect(backend.install).toHaveBeenCalledWith(expect.objectContaining({ id: 'base' }), ['storage']);
    expect(host.registry.isActive('demo')).toBe(true);
    expect(screen.queryByRole('alert')).toBeNull();
  });
});

it('shows hostile text as text, in its bounds', async () => {
  const name = `<img src=x onerror=alert(1)>\u202E${'👩‍👩‍👧‍👦'.repeat(20)}`;
  const row = rowOf({ name: 'x' });
  Object.assign(row.manifest, { name: name + 'x'.repeat(100_000) });
  const { start } = await show([row]);
  start.mockRejectedValueOnce(new Error(`<script>alert(1)</script>\u202E${'y'.repeat(100_000)}`));
  fireEvent.click(button('Activate'));
  await settle();
  fireEvent.click(button('Uninstall'));
  expect(document.querySelector('img, script')).toBeNull();
  expect(document.body.textContent).not.toContain('\u202E');
  expect(document.body.textContent?.length).toBeLessThan(25_000);
});
