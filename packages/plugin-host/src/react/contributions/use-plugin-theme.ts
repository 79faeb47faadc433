import { type RefObject, useEffect, useRef } from 'react';
import type { ThemeEntry } from '../../contributions/entries.ts';
import { usePluginHost } from '../plugin-host-provider.tsx';
import { applyTheme, type ThemeVariables } from './apply-theme.ts';
import { useContributedThemes } from './use-contributed-themes.ts';

export interface PluginThemeOptions {
  readonly variables: ThemeVariables;
  /** Where the variables are set. Default: the root element of the document. */
  readonly target?: RefObject<HTMLElement | null>;
  /** A plugin that waits for the theme did not start. */
  onError?(error: unknown): void;
}

/**
 * Shows the theme with this id for as long as it is chosen and there. Returns it, so that the app can follow its `type`; `undefined`
 * while there is none, such as after its plugin is gone.
 *
 * @example
 * const theme = usePluginTheme(settings.theme, { variables: { background: '--color-bg' } });
 * const isDark = theme ? theme.type === 'dark' : settings.isDark;
 */
export function usePluginTheme(
  selectedId: string | null | undefined,
  { variables, target, onError }: PluginThemeOptions,
): ThemeEntry | undefined {
  const host = usePluginHost();
  const theme = useContributedThemes().find(({ id }) => id === selectedId);
  const report = useRef(onError);
  report.current = onError;
  const id = theme?.id;
  // Apps write the list where they use it: it is the same as long as it says the same.
  const listed = JSON.stringify(variables);

  useEffect(() => {
    const element = target ? target.current : document.documentElement;
    if (!theme || !element) return;
    const applied = applyTheme(element, theme, JSON.parse(listed));
    return () => applied.dispose();
  }, [theme, listed, target]);

  useEffect(() => {
    if (id === undefined) return;
    host.activateByEvent(`onTheme:${id}`).catch((error: unknown) => report.current?.(error));
  }, [host, id]);

  return theme;
}
