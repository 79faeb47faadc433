import type { PluginStorage } from '@fluxstudio/plugin-sdk';
import type { Palette } from './palette.ts';

const KEY = 'palettes';
const KEPT = 20;

/** The palettes made last, newest first, in the plugin's storage. */
export interface PaletteHistory {
  all(): Promise<Palette[]>;
  /** Resolves with how many are remembered now. */
  add(palette: Palette): Promise<number>;
  clear(): Promise<void>;
}

export function createPaletteHistory(storage: PluginStorage): PaletteHistory {
  const all = () => storage.get<Palette[]>(KEY, []);
  return {
    all,
    async add(palette) {
      const kept = [palette, ...(await all())].slice(0, KEPT);
      await storage.set(KEY, kept);
      return kept.length;
    },
    clear: () => storage.delete(KEY),
  };
}
