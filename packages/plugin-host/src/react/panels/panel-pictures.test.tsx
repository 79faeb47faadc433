import { h } from '@fluxstudio/plugin-sdk/source/ui/h.ts';
import type { PanelRender } from '@fluxstudio/plugin-sdk/source/ui/panel-types.ts';
import { act, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { PluginPicture } from '../marketplace/plugin-pictures.tsx';
import { cleanup, createTestHost, renderWithHost, testManifest } from '../test-host.tsx';
import { ARMING_TIME } from '../ui/use-armed.ts';
import { PanelPictures } from './panel-pictures.tsx';
import { openTestPanel } from './test-panel.tsx';

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

it('loads pictures at once from hosts that the plugin may connect to, for as long as it may', async () => {
  const manifest = testManifest({ permissions: ['network'], network: { hosts: ['img.example.com'] } });
  const { host } = await createTestHost([manifest]);
  const picture = (address: string) => <PluginPicture address={address} alt={address} className="" />;
  renderWithHost(
    host,
    <PanelPictures pluginId={manifest.id}>
      {picture('https://img.example.com/a.png')}
      {picture('https://other.example.com/b.png')}
    </PanelPictures>,
  );
  const shown = () => screen.queryAllByRole('img').map((image) => image.getAttribute('src'));
  expect(shown()).toEqual([]);
  await act(() => host.registry.grants.set(manifest.id, ['network']));
  expect(shown()).toEqual(['https://img.example.com/a.png']);
  await act(() => host.registry.grants.set(manifest.id, []));
  expect(shown()).toEqual([]);
});

it('asks in a dialog that takes no hasty click, and shows what was asked about only', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const image = (host: string) => h('Image', { src: `https://${host}/?secret=42`, alt: host });
  let panel: Parameters<PanelRender>[0] | undefined;
  openTestPanel((root) => {
    panel = root;
    root.append(image('a.example'));
  });
  const shown = () => screen.queryAllByRole('img').map((picture) => picture.getAttribute('alt'));
  fireEvent.click(screen.getByRole('button', { name: 'Show pictures from a.example' }));
  const dialog = screen.getByRole('dialog', { name: 'Load pictures from other sites?' });
  expect(dialog.textContent).toContain('a.example');
  const load = () =>
    fireEvent.click(within(dialog).getByRole('button', { name: 'Load pictures' }), { detail: 1 });
  load();
  expect(shown()).toEqual([]);
  // What comes while it is open was not asked about.
  await act(async () => panel?.append(image('b.example')));
  act(() => vi.advanceTimersByTime(ARMING_TIME));
  load();
  expect(shown()).toEqual(['a.example']);
  expect(screen.getByRole('button', { name: 'Show pictures from b.example' })).toBeTruthy();
});
