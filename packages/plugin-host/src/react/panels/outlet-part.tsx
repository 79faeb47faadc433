import type { PanelEntry } from '../../services.ts';
import { OutletSection } from './outlet-section.tsx';
import type { PluginOutletProps } from './plugin-outlet.tsx';
import { usePanelLayout } from './use-panel-layout.ts';
import { useReveals } from './use-reveals.ts';

export interface OutletPartProps extends PluginOutletProps {
  readonly panels: readonly PanelEntry[];
}

/** Panels as the user has arranged them. */
export function OutletPart(props: OutletPartProps) {
  const { location, panels, elements, headingLevel = 2, onReveal, onError } = props;
  const layout = usePanelLayout();
  const revealed = useReveals(location, layout, onReveal);
  if (!layout.isKnown) return null;
  return panels.map((panel) => (
    <OutletSection
      key={panel.id}
      panel={panel}
      elements={elements}
      headingLevel={headingLevel}
      arrangement={layout.of(panel.id)}
      onArrange={layout.set}
      revealed={revealed?.panelId === panel.id ? revealed : undefined}
      {...(onError ? { onError } : {})}
    />
  ));
}
