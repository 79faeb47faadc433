import type { StatusBarEntry } from '../../contributions/entries.ts';
import { usePluginHost } from '../plugin-host-provider.tsx';
import { useContributions } from './use-contributions.ts';

/** The texts that the app and plugins have in the status bar, in order. */
export function useStatusBar(): readonly StatusBarEntry[] {
  return useContributions(usePluginHost().statusBar);
}
