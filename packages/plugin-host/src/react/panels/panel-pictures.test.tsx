import { h } from '@fluxstudio/plugin-sdk/source/ui/h.ts';
import type { PanelRender } from '@fluxstudio/plugin-sdk/source/ui/panel-types.ts';
import { act, fireEvent, screen, within } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { PluginPicture } from '../marketplace/plugin-pictures.tsx';
import { StringsProvider } from '../strings/use-strings.tsx';
import { cleanup, createTestHost, renderWithHost, testManifest } from '../test-host.tsx';
import { ARMING_TIME } from '../ui/use-armed.ts';
import { PanelPictures } from './panel-pictures.tsx';
import { MOST_HOSTS } from './picture-hosts.ts';
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

describe('many sites', () => {
  const hostOf = (at: number) => `h${String(at).padStart(3, '0')}.example`;
  const imageOf = (host: string) => h('Image', { src: `https://${host}/a.png`, alt: `Picture of ${host}` });
  const buttons = () => screen.queryAllByRole('button').map(({ textContent }) => textContent);

  function openWith(count: number): Parameters<PanelRender>[0] {
    let panel: Parameters<PanelRender>[0] | undefined;
    openTestPanel((root) => {
      panel = root;
      // The last first: what is listed is sorted.
      for (let at = count - 1; at >= 0; at--) root.append(imageOf(hostOf(at)));
    });
    if (!panel) throw new Error('Nothing was drawn');
    return panel;
  }

  function ask(name: string | RegExp) {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    fireEvent.click(screen.getAllByRole('button', { name })[0] as HTMLElement);
    act(() => vi.advanceTimersByTime(ARMING_TIME));
    const dialog = within(screen.getByRole('dialog'));
    return { dialog, listed: dialog.getAllByRole('listitem').map(({ textContent }) => textContent) };
  }

  it('are not all asked about: the pictures of more are text, until there is room', async () => {
    const panel = openWith(MOST_HOSTS + 2);
    expect(buttons()).toHaveLength(MOST_HOSTS);
    expect(screen.getByText(`Picture of ${hostOf(1)}`).localName).toBe('bdi');
    expect(screen.getByText(`Picture of ${hostOf(0)}`).localName).toBe('bdi');
    const { dialog, listed } = ask(/^Show pictures from/);
    expect(listed).toEqual(Array.from({ length: MOST_HOSTS }, (_, at) => hostOf(at + 2)));
    fireEvent.click(dialog.getByRole('button', { name: `Load pictures (${MOST_HOSTS})` }));
    expect(screen.getAllByRole('img')).toHaveLength(MOST_HOSTS);
    expect(buttons()).toEqual([]);
    await act(async () => panel.firstChild?.remove());
    expect(buttons()).toEqual([`Show pictures from ${hostOf(1)}`]);
  });

  it('that are gone are neither asked about nor allowed', async () => {
    const panel = openWith(20);
    await act(async () => {
      while (panel.firstChild) panel.firstChild.remove();
      panel.append(imageOf('a.example'));
    });
    const { dialog, listed } = ask('Show pictures from a.example');
    expect(listed).toEqual(['a.example']);
    fireEvent.click(dialog.getByRole('button', { name: 'Load pictures' }));
    expect(screen.getAllByRole('img')).toHaveLength(1);
    await act(async () => panel.append(imageOf(hostOf(3))));
    expect(screen.getAllByRole('img')).toHaveLength(1);
    expect(buttons()).toEqual([`Show pictures from ${hostOf(3)}`]);
  });

  it('that come and go draw no other picture anew', async () => {
    const { host } = await createTestHost([]);
    const drawn = vi.fn(() => 'Show pictures from {host}');
    const strings = Object.defineProperty({}, 'detail.pictures', { get: drawn });
    const switches: ((isOn: boolean) => void)[] = [];
    function Slot({ at }: { readonly at: number }) {
      const [isOn, setOn] = useState(false);
      switches[at] = setOn;
      return isOn && <PluginPicture address={`https://${hostOf(at)}/a.png`} alt="" className="" />;
    }
    renderWithHost(
      host,
      <StringsProvider strings={strings} locale="en">
        <PanelPictures pluginId="a.b">
          {Array.from({ length: 20 }, (_, at) => (
            <Slot key={hostOf(at)} at={at} />
          ))}
        </PanelPictures>
      </StringsProvider>,
    );
    act(() => switches[0]?.(true));
    const once = drawn.mock.calls.length;
    for (const turn of switches.slice(1)) act(() => turn(true));
    expect(buttons()).toHaveLength(20);
    expect(drawn).toHaveBeenCalledTimes(20 * once);
    for (const turn of switches.slice(1)) act(() => turn(false));
    expect(drawn).toHaveBeenCalledTimes(20 * once);
  });
});
