import type { ToolbarEntry } from '../../services.ts';
import { usePluginHost } from '../plugin-host-provider.tsx';
import { useContributionsAt } from './use-contributions.ts';

/** The toolbar items of the app and of plugins, in order; with a location only those that belong there. */
export function useToolbar(location?: ToolbarEntry['location']): readonly ToolbarEntry[] {
  return useContributionsAt(usePluginHost().toolbarItems, 'location', location);
}
