import type { PluginStorage } from '@fluxstudio/plugin-sdk';
import { createTestHost } from '@fluxstudio/plugin-sdk/testing';
import { expect, it } from 'vitest';
import { makePalette } from './palette.ts';
import { createPaletteHistory } from './palette-history.ts';

it('keeps both of two palettes that are added at once', async () => {
  let storage: PluginStorage | undefined;
  await using host = await createTestHost({
    manifest: { permissions: ['storage'] },
    plugin: {
      activate(context) {
        storage = context.storage;
      },
    },
  });
  if (!storage) throw new Error('The plugin is not active');
  const history = createPaletteHistory(storage);
  const [first, second] = ['#4f46e5', '#14213d'].map((base) => makePalette(base, 'triadic', 3, new Date(0)));
  if (!first || !second) throw new Error('There are two palettes');
  expect(await Promise.all([history.add(first), history.add(second)])).toEqual([1, 2]);
  expect(await history.all()).toEqual([second, first]);
  expect(host.storage.get('palettes')).toHaveLength(2);
});
