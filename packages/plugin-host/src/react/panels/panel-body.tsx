import { useCallback, useEffect, useState } from 'react';
import type { PanelEntry } from '../../services.ts';
import { usePluginHost } from '../plugin-host-provider.tsx';
import { useStrings } from '../strings/use-strings.tsx';
import { Button } from '../ui/button.tsx';
import { plainText } from '../ui/plain-text.ts';
import type { ElementMap } from './element-map.ts';
import { PanelContent } from './panel-content.tsx';
import { PanelOpening } from './panel-opening.tsx';
import { usePanelView } from './use-panel-view.ts';
import { WebviewPanel } from './webview-panel.tsx';

export interface PanelBodyProps {
  readonly panel: PanelEntry;
  readonly visible?: boolean | undefined;
  readonly elements?: ElementMap | undefined;
}

/** A panel: what its plugin draws, or why it does not. */
export function PanelBody({ panel, visible = true, elements }: PanelBodyProps) {
  const { state, reopen } = usePanelView(panel.drawing, visible);
  if (panel.document) {
    const { id, title, plugin = { id, name: title } } = panel;
    return <WebviewPanel document={panel.document} title={title} plugin={plugin} visible={visible} />;
  }
  if (!panel.drawing) return <WithoutDrawing panel={panel} />;
  return (
    <PanelContent
      plugin={panel.plugin}
      title={plainText(panel.title)}
      state={state}
      elements={elements}
      onReopen={reopen}
    />
  );
}

/** A declared panel whose plugin does not run: opening the panel starts it, once. */
function WithoutDrawing({ panel }: { readonly panel: PanelEntry }) {
  const { text } = useStrings();
  const { activateByEvent, registry } = usePluginHost();
  const [waiting, setWaiting] = useState(true);
  const start = useCallback(() => {
    setWaiting(true);
    return activateByEvent(`onPanel:${panel.id}`).finally(() => setWaiting(false));
  }, [activateByEvent, panel.id]);

  useEffect(() => {
    void start();
  }, [start]);

  if (waiting) return <PanelOpening title={plainText(panel.title)} />;
  return (
    <div className="flex flex-col items-start gap-2 text-[13px] text-neutral-600 dark:text-neutral-400">
      <p>{text('panel.empty', { name: plainText(panel.plugin?.name ?? panel.title) })}</p>
      {/* One that runs has not registered the panel: to start it again changes nothing. */}
      {registry.getPlugin(panel.plugin?.id ?? '')?.state !== 'active' && (
        <Button onClick={() => void start()}>{text('panel.start')}</Button>
      )}
    </div>
  );
}
