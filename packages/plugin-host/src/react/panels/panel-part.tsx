import { PANEL_STRINGS } from '../strings/panel-strings.ts';
import { MoreStrings } from '../strings/use-strings.tsx';
import { PanelBody, type PanelBodyProps } from './panel-body.tsx';

/** A panel with its texts. */
export function PanelPart(props: PanelBodyProps) {
  return (
    <MoreStrings defaults={PANEL_STRINGS}>
      <PanelBody {...props} />
    </MoreStrings>
  );
}
