import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import { act, fireEvent, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { cleanup, createTestHost, settle, testEntry, testManifest } from '../test-host.tsx';
import { manyPlugins, openMarketplace } from './marketplace-test-host.tsx';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  window.scrollTo(0, 0);
});

const button = (name: string) => screen.getByRole('button', { name });
const cards = () => [...document.querySelectorAll<HTMLElement>('li[data-plugin]')];
const positions = () => cards().map((card) => Number(card.getAttribute('aria-posinset')));

async function scrollTo(top: number) {
  await act(async () => {
    window.scrollTo(0, top);
    window.dispatchEvent(new Event('scroll'));
  });
  await settle();
}

describe('ten thousand plugins', () => {
  async function open() {
    const { host, backend } = await createTestHost();
    backend.searchMarketplace.mockImplementation(manyPlugins(10_000));
    await openMarketplace(host);
    return backend;
  }

  it('are in the document as far as they are in sight, and each says where it stands', async () => {
    await open();
    expect(cards().length).toBeGreaterThan(2);
    expect(cards().length).toBeLessThanOrEqual(60);
    expect(positions()).toEqual(cards().map((_, index) => index + 1));
    for (const card of cards()) expect(card.getAttribute('aria-setsize')).toBe('10000');
    expect(screen.getByText('10,000 plugins found')).toBeTruthy();
  });

  it('are loaded as their end comes in sight', async () => {
    const backend = await open();
    expect(backend.searchMarketplace).toHaveBeenCalledTimes(1);
    for (let step = 1; step <= 12; step++) {
      await scrollTo(step * 3000);
      expect(cards().length).toBeLessThanOrEqual(60);
    }
    const asked = backend.searchMarketplace.mock.calls.map(([{ page }]) => page);
    expect(asked.slice(0, 3)).toEqual([1, 2, 3]);
    expect(new Set(asked).size).toBe(asked.length);
    expect(cards().map((card) => card.dataset.plugin)).toEqual(
      positions().map((position) => `p-${position}`),
    );
    expect(Math.min(...positions())).toBeGreaterThan(100);
    expect(screen.queryByText('Plugin 1')).toBeNull();
  });

  it('are loaded by cursors where the back end has them, and stay as many as the first page said', async () => {
    const { host, backend } = await createTestHost();
    const many = manyPlugins(10_000);
    backend.searchMarketplace.mockImplementation(async (asked) => {
      const { total, ...page } = await many(asked);
      return { ...page, ...(asked.cursor ? {} : { total }), nextCursor: `after-${page.page}` };
    });
    await openMarketplace(host);
    await scrollTo(9000);
    backend.searchMarketplace.mockRejectedValueOnce(new PluginError('HTTP_ERROR', 'No answer'));
    await scrollTo(18_000);
    fireEvent.click(button('Retry'));
    await settle();
    expect(backend.searchMarketplace.mock.calls.map(([{ page, cursor }]) => [page, cursor])).toEqual([
      [1, undefined],
      [2, 'after-1'],
      [3, 'after-2'],
      [3, 'after-2'],
    ]);
    for (const card of cards()) expect(card.getAttribute('aria-setsize')).toBe('10000');
    fireEvent.click(button('Verified'));
    await settle();
    expect(backend.searchMarketplace.mock.lastCall?.[0]).not.toHaveProperty('cursor');
  });

  it('leave the one with the focus where it is', async () => {
    await open();
    const [install] = screen.getAllByRole('button', { name: 'Install' });
    install?.focus();
    await scrollTo(6000);
    expect(positions()[0]).toBe(1);
    expect(positions()[1]).toBeGreaterThan(10);
    expect(document.activeElement).toBe(install);
    act(() => install?.blur());
    await settle();
    expect(positions()).not.toContain(1);
  });

  it('begin with the first one again when a search is taken back', async () => {
    const backend = await open();
    const search = async (value: string) => {
      fireEvent.change(screen.getByRole('searchbox'), { target: { value } });
      const asked = backend.searchMarketplace.mock.calls.length;
      await vi.waitFor(() => expect(backend.searchMarketplace.mock.calls.length).toBeGreaterThan(asked));
      await settle();
    };
    await scrollTo(9000);
    await scrollTo(18_000);
    expect(backend.searchMarketplace.mock.lastCall?.[0].page).toBe(3);
    await scrollTo(0);
    await search('plugin');
    await search('');
    expect(backend.searchMarketplace.mock.lastCall?.[0]).toMatchObject({ page: 1 });
    expect(backend.searchMarketplace.mock.lastCall?.[0]).not.toHaveProperty('query');
    expect(cards()[0]?.dataset.plugin).toBe('p-1');
    expect(positions()).toEqual(cards().map((_, index) => index + 1));
  });

  it('say why more of them did not come, and Retry brings them', async () => {
    const backend = await open();
    backend.searchMarketplace.mockRejectedValueOnce(new PluginError('HTTP_ERROR', 'No answer'));
    await scrollTo(9000);
    expect(screen.getByRole('alert').textContent).toContain('More plugins could not be loaded');
    fireEvent.click(button('Retry'));
    await settle();
    expect(screen.queryByRole('alert')).toBeNull();
    expect(backend.searchMarketplace.mock.calls.map(([{ page }]) => page)).toEqual([1, 2, 2]);
  });
});

describe('what is looked for', () => {
  const market = [
    testEntry(testManifest({ id: 'palette', name: 'Palette' }), { categories: ['Colour', 'Design'] }),
    testEntry(testManifest({ id: 'clock', name: 'Clock' }), { categories: ['Design'] }),
  ];

  it('is a category, out of those that were seen', async () => {
    const { host, backend } = await createTestHost([], market);
    await openMarketplace(host);
    const choice = screen.getByRole('combobox', { name: 'Category' });
    expect([...choice.querySelectorAll('option')].map(({ textContent }) => textContent)).toEqual([
      'All categories',
      'Design',
      'Colour',
    ]);
    fireEvent.change(choice, { target: { value: 'Colour' } });
    await settle();
    expect(backend.searchMarketplace.mock.lastCall?.[0]).toMatchObject({ category: 'Colour', page: 1 });
  });

  it('is a category, out of those that the app names', async () => {
    const { host } = await createTestHost([], market);
    await openMarketplace(host, { categories: ['Boards'] });
    const choice = screen.getByRole('combobox', { name: 'Category' });
    expect(choice.textContent).toBe('All categoriesBoards');
  });

  it('is what was verified or featured, and in which order', async () => {
    const { host, backend } = await createTestHost([], market);
    await openMarketplace(host);
    fireEvent.click(button('Verified'));
    fireEvent.click(button('Featured'));
    fireEvent.change(screen.getByRole('combobox', { name: 'Sort by' }), { target: { value: 'rating' } });
    await settle();
    expect(backend.searchMarketplace.mock.lastCall?.[0]).toMatchObject({
      verified: true,
      featured: true,
      sortBy: 'rating',
    });
    expect(button('Verified').getAttribute('aria-pressed')).toBe('true');
    fireEvent.click(button('Verified'));
    await settle();
    expect(backend.searchMarketplace.mock.lastCall?.[0]).not.toHaveProperty('verified');
  });

  it('may be nothing that there is: the filters can be cleared, and the focus goes to the search', async () => {
    const { host, backend } = await createTestHost([], market);
    await openMarketplace(host);
    backend.searchMarketplace.mockResolvedValueOnce({
      plugins: [],
      total: 0,
      page: 1,
      limit: 48,
      hasMore: false,
    });
    fireEvent.click(button('Featured'));
    await settle();
    expect(screen.getByText('Nothing matches what you chose. Try fewer filters.')).toBeTruthy();
    fireEvent.click(button('Clear the filters'));
    await settle();
    expect(document.activeElement).toBe(screen.getByRole('searchbox'));
    expect(cards()).toHaveLength(2);
  });

  it('may only be like what there is', async () => {
    const { host, backend } = await createTestHost([], market);
    backend.searchMarketplace.mockResolvedValue({
      plugins: market,
      total: 2,
      page: 1,
      limit: 48,
      hasMore: false,
      similar: true,
    });
    await openMarketplace(host);
    expect(screen.getByText(/have names like them/)).toBeTruthy();
  });

  it('stays while another tab is looked at', async () => {
    const { host } = await createTestHost([], market);
    await openMarketplace(host);
    fireEvent.click(button('List'));
    fireEvent.click(button('Verified'));
    fireEvent.click(screen.getByRole('tab', { name: 'Installed' }));
    fireEvent.click(screen.getByRole('tab', { name: 'Marketplace' }));
    await settle();
    expect(button('List').getAttribute('aria-pressed')).toBe('true');
    expect(button('Verified').getAttribute('aria-pressed')).toBe('true');
  });

  it('is shown in a grid or as a list, with the same in both', async () => {
    const { host } = await createTestHost([], market);
    await openMarketplace(host);
    const grid = cards().map((card) => card.dataset.plugin);
    fireEvent.click(button('List'));
    await settle();
    expect(cards().map((card) => card.dataset.plugin)).toEqual(grid);
    expect(screen.getAllByRole('button', { name: 'Install' })).toHaveLength(2);
  });
});

describe('a marketplace that does not answer', () => {
  const failing = async (error: PluginError, onSignIn?: () => void) => {
    const { host, backend } = await createTestHost();
    backend.searchMarketplace.mockRejectedValueOnce(error);
    await openMarketplace(host, onSignIn ? { onSignIn } : {});
    return backend;
  };

  it('because nobody is signed in leads to where one does', async () => {
    const signIn = vi.fn();
    await failing(new PluginError('HTTP_ERROR', 'No', { data: { status: 401 } }), signIn);
    expect(screen.getByRole('alert').textContent).toContain('You are signed out');
    fireEvent.click(button('Sign in'));
    expect(signIn).toHaveBeenCalledOnce();
    fireEvent.click(button('Retry'));
    await settle();
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('because there is no connection is asked again when there is', async () => {
    const online = vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
    const backend = await failing(new PluginError('HTTP_ERROR', 'The server could not be reached'));
    expect(screen.getByRole('alert').textContent).toContain('You are offline');
    expect(backend.searchMarketplace).toHaveBeenCalledTimes(1);
    online.mockReturnValue(true);
    await act(async () => void window.dispatchEvent(new Event('online')));
    await settle();
    expect(backend.searchMarketplace).toHaveBeenCalledTimes(2);
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('says why, with the code and the causes for whoever helps', async () => {
    const cause = new TypeError('Failed to fetch <b>this</b>');
    await failing(new PluginError('UNAVAILABLE', 'Too much (again in 30 s)', { cause }));
    const alert = screen.getByRole('alert');
    expect(alert.textContent).toContain('Too much (again in 30 s)');
    expect(alert.querySelector('details')?.textContent).toContain('UNAVAILABLE');
    expect(alert.querySelector('details')?.textContent).toContain('Failed to fetch <b>this</b>');
    expect(alert.querySelector('b')).toBeNull();
  });
});
