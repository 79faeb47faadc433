import { errorMessage } from '@fluxstudio/plugin-protocol/errors';
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { PanelView } from '../../panels/panel-view.ts';
import type { PanelEntry } from '../../services.ts';
import { usePluginHost } from '../plugin-host-provider.tsx';
import { useStrings } from '../strings/use-strings.tsx';
import { Button } from '../ui/button.tsx';
import { CardSkeleton } from '../ui/card-skeleton.tsx';
import { ErrorNote } from '../ui/error-note.tsx';
import { plainText } from '../ui/plain-text.ts';
import { PluginErrorBoundary } from '../ui/plugin-error-boundary.tsx';
import { DEFAULT_ELEMENTS } from './default-elements.ts';
import type { ElementMap } from './element-map.ts';
import { DrawingProvider, NodeView } from './node-view.tsx';
import { usePanelStatus, usePanelView } from './use-panel-view.ts';

export interface PanelBodyProps {
  readonly panel: PanelEntry;
  readonly visible?: boolean | undefined;
  readonly elements?: ElementMap | undefined;
}

/** A panel: what its plugin draws, or why it does not. */
export function PanelBody({ panel, visible = true, elements }: PanelBodyProps) {
  const { text } = useStrings();
  const { state, reopen } = usePanelView(panel.drawing, visible);
  const title = plainText(panel.title);
  if (!panel.drawing) return <WithoutDrawing panel={panel} />;
  if (state.state === 'failed') {
    return (
      <ErrorNote title={text('panel.failed', { title })} message={errorMessage(state.error)}>
        <Button className="mt-2.5" onClick={reopen}>
          {text('panel.reopen')}
        </Button>
      </ErrorNote>
    );
  }
  if (state.state === 'opening') return <Opening title={title} />;
  return <Drawn panel={panel} view={state.view} elements={elements} onReopen={reopen} />;
}

interface DrawnProps {
  readonly panel: PanelEntry;
  readonly view: PanelView;
  readonly elements: ElementMap | undefined;
  onReopen(): void;
}

function Drawn({ panel, view, elements, onReopen }: DrawnProps) {
  const { text } = useStrings();
  const status = usePanelStatus(view);
  const drawing = useMemo(() => ({ view, elements: { ...DEFAULT_ELEMENTS, ...elements } }), [view, elements]);
  if (status.state !== 'open') {
    const title = plainText(panel.title);
    const message =
      status.state === 'stopped'
        ? errorMessage(status.error)
        : text('panel.ended', { name: plainText(panel.plugin?.name ?? title) });
    return (
      <ErrorNote title={text('panel.stopped', { title })} message={message}>
        <Button className="mt-2.5" onClick={onReopen}>
          {text('panel.reopen')}
        </Button>
      </ErrorNote>
    );
  }
  return (
    <PluginErrorBoundary plugin={panel.plugin}>
      <DrawingProvider value={drawing}>
        <div
          data-flux-plugins=""
          className="flex min-w-0 flex-col gap-3 text-[13px] text-neutral-900 dark:text-neutral-100"
        >
          <NodeView node={view.root} />
        </div>
      </DrawingProvider>
    </PluginErrorBoundary>
  );
}

/** A declared panel whose plugin does not run: opening the panel starts it, once. */
function WithoutDrawing({ panel }: { readonly panel: PanelEntry }) {
  const { text } = useStrings();
  const { activateByEvent } = usePluginHost();
  const [waiting, setWaiting] = useState(true);
  const start = useCallback(() => {
    setWaiting(true);
    return activateByEvent(`onPanel:${panel.id}`).finally(() => setWaiting(false));
  }, [activateByEvent, panel.id]);

  useEffect(() => {
    void start();
  }, [start]);

  if (waiting) return <Opening title={plainText(panel.title)} />;
  return (
    <div className="flex flex-col items-start gap-2 text-[13px] text-neutral-600 dark:text-neutral-400">
      <p>{text('panel.empty', { name: plainText(panel.plugin?.name ?? panel.title) })}</p>
      <Button onClick={() => void start()}>{text('panel.start')}</Button>
    </div>
  );
}

function Opening({ title }: { readonly title: string }) {
  const { text } = useStrings();
  return (
    <>
      <p role="status" className="sr-only">
        {text('panel.opening', { title })}
      </p>
      <CardSkeleton />
    </>
  );
}
