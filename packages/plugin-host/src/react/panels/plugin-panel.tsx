import type { PanelEntry } from '../../services.ts';
import { PartView } from '../ui/part-view.tsx';
import { PluginErrorBoundary } from '../ui/plugin-error-boundary.tsx';
import { usePart } from '../ui/use-part.ts';
import type { ElementMap } from './element-map.ts';

const loadPanel = () => import('./panel-part.tsx').then((part) => part.PanelPart);

export interface PluginPanelProps {
  /** One of `usePanels()`. */
  readonly panel: PanelEntry;
  /** Whether the user sees it, where the app keeps a hidden one. Default: `true`. */
  readonly visible?: boolean | undefined;
  /** Components of the app in place of ours, by the name of the element. The same object at every render. */
  readonly elements?: ElementMap | undefined;
  onError?(error: unknown): void;
}

/**
 * What a plugin draws into one of its panels. Starts the plugin where it does not run.
 *
 * @example
 * usePanels('sidebar').map((panel) => <PluginPanel key={panel.id} panel={panel} />)
 */
export function PluginPanel({ onError, ...props }: PluginPanelProps) {
  const part = usePart(loadPanel);
  return (
    <PluginErrorBoundary plugin={props.panel.plugin} onError={(error) => onError?.(error)}>
      <PartView part={part}>{(Panel) => <Panel {...props} />}</PartView>
    </PluginErrorBoundary>
  );
}
