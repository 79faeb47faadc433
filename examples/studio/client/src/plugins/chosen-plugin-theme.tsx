import { type ThemeVariables, useContributedThemes, usePluginTheme } from '@fluxstudio/plugin-host/react';
import { useEffect } from 'react';
import { useStore } from '../store.ts';
import { useStudio } from '../studio-context.tsx';

/** The colours of the studio that a theme may set: Tailwind's, as its classes use them on dark and on light, and one of its own for lines. */
const VARIABLES: Readonly<Record<'dark' | 'light', ThemeVariables>> = {
  dark: {
    background: '--color-neutral-950',
    surface: '--color-neutral-900',
    surfaceHover: '--color-neutral-800',
    border: '--studio-border',
    text: '--color-neutral-100',
    textMuted: '--color-neutral-400',
    accent: '--color-blue-400',
  },
  light: {
    background: '--color-neutral-50',
    surface: '--color-white',
    surfaceHover: '--color-neutral-100',
    border: '--studio-border',
    text: '--color-neutral-900',
    textMuted: '--color-neutral-600',
    accent: '--color-blue-600',
  },
};

/** Puts the theme of a plugin on the page, as long as it is chosen and its plugin is there. */
export function ChosenPluginTheme({ onError }: { onError(error: unknown): void }) {
  const { theme } = useStudio();
  const chosen = useStore(theme.ofPlugin);
  const type = useContributedThemes().find(({ id }) => id === chosen)?.type;
  usePluginTheme(chosen, { variables: VARIABLES[type ?? 'dark'], onError });
  useEffect(() => {
    theme.setShown(type ?? null);
    return () => theme.setShown(null);
  }, [theme, type]);
  return null;
}
