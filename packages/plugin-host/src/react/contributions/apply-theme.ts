import { type Disposable, toDisposable } from '@fluxstudio/plugin-protocol/disposable';
import type { ThemeEntry } from '../../contributions/entries.ts';
import { isThemeColor } from './theme-color.ts';

/** The app's CSS variables by the names that themes use: `{ background: '--color-bg' }`. Others of a theme are left alone. */
export type ThemeVariables = Readonly<Record<string, `--${string}`>>;

/**
 * Sets the colours of a theme as CSS variables of an element: only those the app names, and only what is a colour. Disposing gives
 * the element back what it had.
 *
 * @example
 * const applied = applyTheme(document.documentElement, theme, { background: '--color-bg' });
 * applied.dispose();
 */
export function applyTheme(
  element: HTMLElement,
  theme: Pick<ThemeEntry, 'colors'>,
  variables: ThemeVariables,
): Disposable {
  const { style } = element;
  const before = new Map<string, string>();
  for (const [name, variable] of Object.entries(variables)) {
    const value = Object.hasOwn(theme.colors, name) ? theme.colors[name]?.trim() : undefined;
    if (value === undefined || !isThemeColor(value)) continue;
    if (!before.has(variable)) before.set(variable, style.getPropertyValue(variable));
    style.setProperty(variable, value);
  }
  return toDisposable(() => {
    for (const [variable, value] of before) {
      if (value) style.setProperty(variable, value);
      else style.removeProperty(variable);
    }
  });
}
