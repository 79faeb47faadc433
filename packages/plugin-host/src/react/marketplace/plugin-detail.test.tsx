import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import type { PluginManifest } from '@fluxstudio/plugin-protocol/manifest/manifest';
import { fireEvent, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { MarketplaceDetail, PluginBackend } from '../../backend/backend.ts';
import { cleanup, createTestHost, settle, testEntry, testManifest } from '../test-host.tsx';
import { openMarketplace, testDetail } from './marketplace-test-host.tsx';

afterEach(cleanup);

/** What reads Markdown is downloaded first. */
const PATIENT = { timeout: 10_000 };

const palette = testManifest({
  id: 'palette',
  name: 'Palette',
  description: 'Makes colours',
  license: 'MIT',
  homepage: 'https://palette.example/docs',
  permissions: ['storage', 'network'],
  optionalPermissions: ['files:read'],
  network: { hosts: ['api.palette.example'], reason: 'To fetch colours' },
});

async function open(
  fields: Partial<MarketplaceDetail> = {},
  {
    installed = [],
    manifest = palette,
    ...props
  }: { installed?: PluginManifest[]; manifest?: PluginManifest; trustedImageHosts?: readonly string[] } = {},
) {
  const entry = testEntry(manifest, { categories: ['Colour'] });
  const { host, backend } = await createTestHost(installed, [entry]);
  const more = {
    getMarketplacePlugin: vi.fn<NonNullable<PluginBackend['getMarketplacePlugin']>>(async () =>
      testDetail(entry, fields),
    ),
    listMarketplaceVersions: vi.fn<NonNullable<PluginBackend['listMarketplaceVersions']>>(async () => []),
    ratePlugin: vi.fn<NonNullable<PluginBackend['ratePlugin']>>(async (_, rating) => ({
      ownRating: rating,
      rating: 4,
      ratingCount: 13,
    })),
  };
  Object.assign(backend, more);
  const { container } = await openMarketplace(host, props);
  const [name] = container.querySelectorAll<HTMLElement>('h2 button');
  name?.focus();
  return {
    backend: { ...backend, ...more },
    name,
    show: async () => {
      fireEvent.click(name as HTMLElement);
      await settle();
      await settle();
      return screen.getByRole('dialog');
    },
  };
}

describe('the details of a plugin', () => {
  it('are all that there is to know', async () => {
    const { show } = await open({
      publisher: 'Example Works',
      readme: '# Colours\n\nFor **boards**.',
      changelog: '- Faster',
      screenshots: ['https://img.example/a.png', 'javascript:alert(1)'],
    });
    const dialog = await show();
    const heading = await within(dialog).findByText('Colours', {}, PATIENT);
    expect(heading.tagName).toBe('H4');
    expect(dialog.getAttribute('aria-label')).toBe('About Palette');
    for (const words of [
      'By Example Works',
      '4.5 of 5',
      '12 ratings',
      '48 kB',
      'MIT',
      'Colour',
      '1.2K',
      'Jan 2, 2026',
    ])
      expect(dialog.textContent).toContain(words);
    expect(dialog.textContent).toContain('Keep its own data');
    expect(dialog.textContent).toContain('api.palette.example');
    expect(dialog.textContent).toContain('It may ask for later');
    expect(dialog.textContent).toContain('Read your files');
    expect(within(dialog).getByText('Verified')).toBeTruthy();
    expect(await within(dialog).findByText('Faster', {}, PATIENT)).toBeTruthy();
    expect(within(dialog).queryByRole('img', { name: /Screenshot/ })).toBeNull();
    const ask = within(dialog).getByRole('button', { name: 'Show pictures from img.example' });
    ask.focus();
    fireEvent.click(ask);
    expect(document.activeElement).toBe(within(dialog).getByRole('list', { name: 'Screenshots' }));
    const shots = within(dialog).getAllByRole('img', { name: /Screenshot/ });
    expect(shots.map((shot) => [shot.getAttribute('src'), shot.getAttribute('referrerpolicy')])).toEqual([
      ['https://img.example/a.png', 'no-referrer'],
    ]);
    const website = within(dialog).getByRole('link', { name: 'palette.example' });
    expect(website.getAttribute('rel')).toBe('noopener noreferrer');
  });

  it('take the focus, and give it back to the name', async () => {
    const { show, name } = await open();
    const dialog = await show();
    expect(document.activeElement).toBe(within(dialog).getByRole('button', { name: 'Close' }));
    fireEvent.keyDown(dialog, { key: 'Escape' });
    await settle();
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(document.activeElement).toBe(name);
  });

  it('show what is known while they are loaded, why that failed, and Retry', async () => {
    const { show, backend } = await open();
    backend.getMarketplacePlugin.mockRejectedValueOnce(new PluginError('HTTP_ERROR', 'No answer'));
    const dialog = await show();
    expect(dialog.textContent).toContain('Makes colours');
    expect(within(dialog).getByRole('alert').textContent).toContain('The details could not be loaded');
    fireEvent.click(within(dialog).getByRole('button', { name: 'Retry' }));
    await settle();
    expect(within(dialog).queryByRole('alert')).toBeNull();
    expect(dialog.textContent).toContain('48 kB');
  });

  it('say that a plugin is gone', async () => {
    const { show, backend } = await open();
    backend.getMarketplacePlugin.mockRejectedValueOnce(new PluginError('NOT_FOUND', 'No such plugin'));
    expect((await show()).textContent).toContain('not in the marketplace any more');
  });

  it('stop being asked for when they are closed', async () => {
    const { show, backend } = await open();
    backend.getMarketplacePlugin.mockReturnValueOnce(new Promise(() => undefined));
    const dialog = await show();
    fireEvent.click(within(dialog).getByRole('button', { name: 'Close' }));
    expect(backend.getMarketplacePlugin.mock.lastCall?.[1]?.signal?.aborted).toBe(true);
  });

  it('mark versions that were taken back, and show all on demand', async () => {
    const publishedAt = '2026-01-02T03:04:05.000Z';
    const versions = [
      { version: '3.0.0', status: 'yanked', publishedAt },
      { version: '1.0.0', status: 'published', publishedAt },
    ] as const;
    const { show, backend } = await open(
      { versionCount: 3, versions: [...versions] },
      { installed: [palette] },
    );
    const dialog = await show();
    const rows = () => within(dialog).getByRole('region', { name: 'Versions' }).querySelectorAll('li');
    expect([...rows()].map(({ textContent }) => textContent)).toEqual([
      '3.0.0WithdrawnJan 2, 2026',
      '1.0.0InstalledJan 2, 2026',
    ]);
    backend.listMarketplaceVersions.mockResolvedValueOnce([
      ...versions,
      { version: '0.9.0', status: 'blocked', publishedAt },
    ]);
    fireEvent.click(within(dialog).getByRole('button', { name: 'Show all 3 versions' }));
    await settle();
    expect(rows()[2]?.textContent).toBe('0.9.0BlockedJan 2, 2026');
    expect(document.activeElement?.tagName).toBe('UL');
  });
});

describe('the pictures of a plugin', () => {
  const fields = {
    screenshots: ['https://img.example/a.png', '/shots/b.png', 'https://img.example/c.png'],
    readme: '![logo](https://cdn.example/logo.png)',
  };
  const sources = (dialog: HTMLElement) =>
    [...dialog.querySelectorAll('img')].map((image) => image.getAttribute('src'));

  it('are the app’s own until the user asks for all, and are asked for again the next time', async () => {
    const { show } = await open(fields);
    const dialog = await show();
    const name = 'Show pictures from cdn.example and 1 other site';
    const ask = await within(dialog).findByRole('button', { name }, PATIENT);
    expect(sources(dialog)).toEqual([`${location.origin}/shots/b.png`]);
    // One for the screenshots, one in the README.
    expect(within(dialog).getAllByRole('button', { name: /Show pictures/ })).toHaveLength(2);
    fireEvent.click(ask);
    expect(sources(dialog)).toEqual([
      'https://img.example/a.png',
      `${location.origin}/shots/b.png`,
      'https://img.example/c.png',
      'https://cdn.example/logo.png',
    ]);
    fireEvent.click(within(dialog).getByRole('button', { name: 'Close' }));
    expect(sources(await show())).toEqual([`${location.origin}/shots/b.png`]);
  });

  it('are loaded at once from hosts that the app trusts', async () => {
    const { show } = await open(fields, { trustedImageHosts: ['img.example'] });
    const dialog = await show();
    await within(dialog).findByRole('button', { name: 'Show pictures from cdn.example' }, PATIENT);
    expect(sources(dialog)).toEqual([
      'https://img.example/a.png',
      `${location.origin}/shots/b.png`,
      'https://img.example/c.png',
    ]);
  });
});

describe('the name of a plugin', () => {
  it('is warned about when it looks like that of another one which is installed', async () => {
    const installed = [testManifest({ id: 'color-palette', name: 'Color Palette' })];
    const { show } = await open({}, { installed, manifest: { ...palette, name: 'Cоlor Palette' } });
    const note = within(await show()).getByRole('note');
    expect(note.textContent).toContain('A word of the name mixes letters of different alphabets.');
    expect(note.textContent).toContain('“Color Palette” (color-palette)');
  });

  it('is not when it is that very plugin', async () => {
    const { show } = await open({}, { installed: [palette] });
    expect(within(await show()).queryByRole('note')).toBeNull();
  });
});

describe('a rating', () => {
  const stars = (name: string) => screen.getByRole('radio', { name });

  it('is for those who have the plugin', async () => {
    const { show } = await open();
    const dialog = await show();
    expect(dialog.textContent).toContain('Install it to rate it.');
    expect(within(dialog).queryByRole('radio')).toBeNull();
  });

  it('is one of five, and can be taken back', async () => {
    const { show, backend } = await open({ ownRating: 2 }, { installed: [palette] });
    const dialog = await show();
    expect(within(dialog).getByRole('group', { name: 'Your rating' })).toBeTruthy();
    expect(stars('2 stars')).toHaveProperty('checked', true);
    fireEvent.click(stars('5 stars'));
    await settle();
    expect(backend.ratePlugin).toHaveBeenLastCalledWith('palette', 5);
    expect(stars('5 stars')).toHaveProperty('checked', true);
    expect(dialog.textContent).toContain('13 ratings');
    expect(dialog.textContent).toContain('Your rating was saved.');
    fireEvent.click(within(dialog).getByRole('button', { name: 'Remove my rating' }));
    await settle();
    expect(backend.ratePlugin).toHaveBeenLastCalledWith('palette', null);
    expect(stars('5 stars')).toHaveProperty('checked', false);
  });

  it('that is changed while it is saved is the last one', async () => {
    const { show, backend } = await open({}, { installed: [palette] });
    await show();
    let answer = () => {};
    const rated = { ownRating: 1, rating: 1, ratingCount: 1 };
    backend.ratePlugin.mockImplementationOnce(
      () => new Promise((resolve) => (answer = () => resolve(rated))),
    );
    fireEvent.click(stars('1 star'));
    fireEvent.click(stars('2 stars'));
    fireEvent.click(stars('3 stars'));
    expect(stars('3 stars')).toHaveProperty('checked', true);
    answer();
    await settle();
    expect(backend.ratePlugin.mock.calls.map(([, rating]) => rating)).toEqual([1, 3]);
    expect(stars('3 stars')).toHaveProperty('checked', true);
  });

  it('that was not saved says why, and the one before stays', async () => {
    const { show, backend } = await open({ ownRating: 2 }, { installed: [palette] });
    const dialog = await show();
    backend.ratePlugin.mockRejectedValueOnce(new PluginError('HTTP_ERROR', 'No answer'));
    fireEvent.click(stars('4 stars'));
    await settle();
    expect(within(dialog).getByRole('alert').textContent).toContain('Your rating was not saved');
    expect(stars('2 stars')).toHaveProperty('checked', true);
    fireEvent.click(within(dialog).getByRole('button', { name: 'Retry' }));
    await settle();
    expect(stars('4 stars')).toHaveProperty('checked', true);
  });
});

describe('hostile texts', () => {
  const HTML = '<img src=x onerror=alert(1)><b>bold</b>';
  const FAMILY = '👨‍👩‍👧‍👦'.repeat(2000);
  it.each([
    ['HTML', HTML],
    ['an override of the direction', '\u202Eevil\u2066'],
    ['a name of 100 KB', 'W'.repeat(100_000)],
    ['joined emoji', FAMILY],
  ])('are text in the card and in the details: %s', async (_, words) => {
    // Such as a back end of the app's own may let through: the manifest's own limits are lower.
    const manifest = {
      ...palette,
      name: words,
      description: words,
      license: words,
      author: { name: words },
      permissionReasons: { storage: words },
      categories: [words],
    };
    const { show } = await open(
      { publisher: words, categories: [words], changelog: words, readme: words },
      { manifest },
    );
    const dialog = await show();
    await settle();
    expect(document.querySelector('b, img[src="x"], [onerror]')).toBeNull();
    expect(document.body.textContent).not.toMatch(/[\u202A-\u202E\u2066-\u2069]/);
    const headings = [...document.querySelectorAll('h2')].map(({ textContent }) => textContent.length);
    expect(Math.max(...headings)).toBeLessThanOrEqual(500);
    expect(dialog.getAttribute('aria-label')?.length).toBeLessThan(120);
    for (const element of document.querySelectorAll('[title]'))
      expect(element.getAttribute('title')?.length).toBeLessThanOrEqual(2000);
  });
});
