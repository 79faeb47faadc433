import type { ThemeEntry } from '../../contributions/entries.ts';
import { usePluginHost } from '../plugin-host-provider.tsx';
import { useContributions } from './use-contributions.ts';

/** The themes that plugins bring, for a list to choose from; {@link usePluginTheme} shows the chosen one. */
export function useContributedThemes(): readonly ThemeEntry[] {
  return useContributions(usePluginHost().themes);
}
