import { act, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { PluginPicture } from '../marketplace/plugin-pictures.tsx';
import { cleanup, createTestHost, renderWithHost, testManifest } from '../test-host.tsx';
import { PanelPictures } from './panel-pictures.tsx';

afterEach(cleanup);

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
