import type { PanelEntry } from '../../services.ts';
import { usePluginHost } from '../plugin-host-provider.tsx';
import { useContributionsAt } from './use-contributions.ts';

/**
 * The panels of the app and of plugins, in order; with a location only those that belong there.
 *
 * @example
 * const tabs = usePanels('sidebar').map(({ id, title, plugin }) => ({ id, title, of: plugin?.name }));
 */
export function usePanels(location?: PanelEntry['location']): readonly PanelEntry[] {
  return useContributionsAt(usePluginHost().panels, 'location', location);
}
