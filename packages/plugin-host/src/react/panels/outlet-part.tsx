import type { PanelEntry } from '../../services.ts';
import { OutletSection } from './outlet-section.tsx';
import type { PluginOutletProps } from './plugin-outlet.tsx';
import { usePanelLayout } from './use-panel-layout.ts';

export interface OutletPartProps extends Omit<PluginOutletProps, 'location'> {
  readonly panels: readonly PanelEntry[];
}

/** Panels as the user has arranged them. */
export function OutletPart({ panels, elements, headingLevel = 2, onError }: OutletPartProps) {
  const layout = usePanelLayout();
  return panels.map((panel) => (
    <OutletSection
      key={panel.id}
      panel={panel}
      elements={elements}
      headingLevel={headingLevel}
      arrangement={layout.of(panel.id)}
      onArrange={layout.set}
      {...(onError ? { onError } : {})}
    />
  ));
}
