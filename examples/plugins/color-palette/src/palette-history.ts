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
  /** Calls back with all of them after each change. */
  onDidChange(listener: (palettes: readonly Palette[]) => void): () => void;
}

export function createPaletteHistory(storage: PluginStorage): PaletteHistory {
  const listeners = new Set<(palettes: readonly Palette[]) => void>();
  let last: Promise<unknown> = Promise.resolve();

  /** One after the other, so that each finds what the one before has written. */
  function inTurn<T>(step: () => Promise<T>): Promise<T> {
    const turn = last.then(step);
    last = turn.catch(() => undefined);
    return turn;
  }

  function tell(palettes: readonly Palette[]): void {
    for (const listener of listeners) listener(palettes);
  }

  const read = () => storage.get<Palette[]>(KEY, []);
  return {
    all: () => inTurn(read),
    add: (palette) =>
      inTurn(async () => {
        const kept = [palette, ...(await read())].slice(0, KEPT);
        await storage.set(KEY, kept);
        tell(kept);
        return kept.length;
      }),
    clear: () =>
      inTurn(async () => {
        await storage.delete(KEY);
        tell([]);
      }),
    onDidChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
