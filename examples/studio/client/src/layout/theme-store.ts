import { createStore, type Store } from '../store.ts';

export const THEMES = ['light', 'dark', 'system'] as const;
export type Theme = (typeof THEMES)[number];

export interface ThemeStore extends Store<Theme> {
  choose(theme: Theme): void;
  /** From what is shown now to the other one. */
  toggle(): void;
}

const KEY = 'studio-theme';

/** The theme the user chose, kept in this browser, and its class on the page. */
export function createThemeStore(): ThemeStore {
  const systemIsDark = matchMedia('(prefers-color-scheme: dark)');
  const stored = localStorage.getItem(KEY);
  const store = createStore<Theme>(THEMES.find((theme) => theme === stored) ?? 'system');
  const isDark = () =>
    store.getSnapshot() === 'dark' || (store.getSnapshot() === 'system' && systemIsDark.matches);
  const apply = () => document.documentElement.classList.toggle('dark', isDark());
  const choose = (theme: Theme) => {
    localStorage.setItem(KEY, theme);
    store.set(theme);
    apply();
  };
  systemIsDark.addEventListener('change', apply);
  apply();
  return {
    subscribe: store.subscribe,
    getSnapshot: store.getSnapshot,
    choose,
    toggle: () => choose(isDark() ? 'light' : 'dark'),
  };
}
