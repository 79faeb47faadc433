import type { PanelEntry } from '../../services.ts';
import { usePanels } from '../contributions/use-panels.ts';
import { PartView } from '../ui/part-view.tsx';
import { usePart } from '../ui/use-part.ts';
import type { ElementMap } from './element-map.ts';

const loadOutlet = () => import('./outlet-part.tsx').then((part) => part.OutletPart);

export interface PluginOutletProps {
  /** Which of the places that the app has: the sidebar, beside or below what the user works on. */
  readonly location: Exclude<PanelEntry['location'], 'modal'>;
  /** Components of the app in place of ours, by the name of the element. The same object at every render. */
  readonly elements?: ElementMap | undefined;
  /** Level of the headings. Default: 2. */
  readonly headingLevel?: 2 | 3 | 4 | undefined;
  /** A plugin brings one of these panels into view: open what the outlet is in. */
  onReveal?(panel: PanelEntry): void;
  onError?(error: unknown): void;
}

/**
 * The panels that plugins have in one place of the app, each under its title and the icon of its plugin. The user folds them, and
 * drags their lower edge; both are remembered. A folded panel is not drawn, and does not start its plugin.
 *
 * @example
 * <aside>
 *   <PluginOutlet location="sidebar" />
 * </aside>
 */
export function PluginOutlet(props: PluginOutletProps) {
  const panels = usePanels(props.location);
  const part = usePart(loadOutlet, panels.length > 0);
  return (
    panels.length > 0 && <PartView part={part}>{(Outlet) => <Outlet panels={panels} {...props} />}</PartView>
  );
}
