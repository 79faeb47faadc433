import { createStore, type Store } from '../store.ts';

export const THEMES = ['light', 'dark', 'system'] as const;
export type Theme = (typeof THEMES)[number];

export interface ThemeStore extends Store<Theme> {
  /** In place of a theme of a plugin, where one was chosen. */
  choose(theme: Theme): void;
  /** The id of the plugin's theme that was chosen. */
  readonly ofPlugin: Store<string | null>;
  chooseOfPlugin(id: string): void;
  /** A theme of a plugin is shown that is light or dark, whatever was chosen; `null` when it no longer is. */
  setShown(type: 'light' | 'dark' | null): void;
  /** From what is shown now to the other one. */
  toggle(): void;
}

const KEY = 'studio-theme';
const PLUGIN_KEY = 'studio-plugin-theme';

/** The theme the user chose, kept in this browser, and its class on the page. */
export function createThemeStore(): ThemeStore {
  const systemIsDark = matchMedia('(prefers-color-scheme: dark)');
  const stored = localStorage.getItem(KEY);
  const store = createStore<Theme>(THEMES.find((theme) => theme === stored) ?? 'system');
  const ofPlugin = createStore<string | null>(localStorage.getItem(PLUGIN_KEY));
  let shown: 'light' | 'dark' | null = null;
  const isDark = () => {
    const type = shown ?? store.getSnapshot();
    return type === 'dark' || (type === 'system' && systemIsDark.matches);
  };
  const apply = () => document.documentElement.classList.toggle('dark', isDark());
  const choose = (theme: Theme) => {
    localStorage.setItem(KEY, theme);
    localStorage.removeItem(PLUGIN_KEY);
    store.set(theme);
    ofPlugin.set(null);
    shown = null;
    apply();
  };
  systemIsDark.addEventListener('change', apply);
  apply();
  return {
    subscribe: store.subscribe,
    getSnapshot: store.getSnapshot,
    choose,
    ofPlugin,
    chooseOfPlugin(id) {
      localStorage.setItem(PLUGIN_KEY, id);
      ofPlugin.set(id);
    },
    setShown(type) {
      shown = type;
      apply();
    },
    toggle: () => choose(isDark() ? 'light' : 'dark'),
  };
}
