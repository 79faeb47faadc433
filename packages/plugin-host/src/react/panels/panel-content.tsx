import { errorMessage } from '@fluxstudio/plugin-protocol/errors';
import { type KeyboardEvent, useMemo, useRef } from 'react';
import type { PanelView } from '../../panels/panel-view.ts';
import type { PluginIdentity } from '../../services.ts';
import { useStrings } from '../strings/use-strings.tsx';
import { Button } from '../ui/button.tsx';
import { ErrorNote } from '../ui/error-note.tsx';
import { plainText } from '../ui/plain-text.ts';
import { PluginErrorBoundary } from '../ui/plugin-error-boundary.tsx';
import { DEFAULT_ELEMENTS } from './default-elements.ts';
import type { ElementMap } from './element-map.ts';
import { DrawingProvider, NodeView } from './node-view.tsx';
import { PanelOpening } from './panel-opening.tsx';
import { PanelPictures } from './panel-pictures.tsx';
import { type PanelViewState, usePanelStatus } from './use-panel-view.ts';

export interface PanelContentProps {
  readonly plugin: PluginIdentity | undefined;
  /** Plain text. */
  readonly title: string;
  readonly state: PanelViewState;
  readonly elements: ElementMap | undefined;
  onReopen(): void;
}

/** What a plugin has drawn, or why there is nothing. */
export function PanelContent({ plugin, title, state, elements, onReopen }: PanelContentProps) {
  const { text } = useStrings();
  if (state.state === 'opening') return <PanelOpening title={title} />;
  if (state.state === 'view')
    return <Drawn plugin={plugin} title={title} view={state.view} elements={elements} onReopen={onReopen} />;
  return (
    <Problem
      title={text('panel.failed', { title })}
      message={errorMessage(state.error)}
      onReopen={onReopen}
    />
  );
}

interface DrawnProps extends Omit<PanelContentProps, 'state'> {
  readonly view: PanelView;
}

function Drawn({ plugin, title, view, elements, onReopen }: DrawnProps) {
  const { text } = useStrings();
  const status = usePanelStatus(view);
  const pluginName = plainText(plugin?.name ?? title);
  const box = useRef<HTMLDivElement>(null);
  const drawing = useMemo(
    () => ({ view, elements: { ...DEFAULT_ELEMENTS, ...elements }, pluginName, box }),
    [view, elements, pluginName],
  );
  if (status.state !== 'open') {
    const message =
      status.state === 'stopped' ? errorMessage(status.error) : text('panel.ended', { name: pluginName });
    return <Problem title={text('panel.stopped', { title })} message={message} onReopen={onReopen} />;
  }
  return (
    <PluginErrorBoundary plugin={plugin}>
      <DrawingProvider value={drawing}>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of fields in it */}
        <div
          ref={box}
          data-flux-plugins=""
          onKeyDown={keepFromApp}
          className={`${INSIDE} flex min-w-0 flex-col gap-3 text-[13px] text-neutral-900 dark:text-neutral-100`}
        >
          <PanelPictures pluginId={plugin?.id}>
            <NodeView node={view.root} />
          </PanelPictures>
        </div>
      </DrawingProvider>
    </PluginErrorBoundary>
  );
}

/** Nothing is painted outside, or above the app; the padding leaves room for the outline of what has the focus. */
const INSIDE = 'isolate -m-1 overflow-x-auto p-1 [contain:paint] [overflow-wrap:anywhere]';

/** The Enter key in a field would submit a form of the app around the panel. */
function keepFromApp(event: KeyboardEvent): void {
  const { key, target, currentTarget } = event;
  if (key !== 'Enter' || !(target instanceof HTMLInputElement)) return;
  if (target.form && !currentTarget.contains(target.form)) event.preventDefault();
}

interface ProblemProps {
  readonly title: string;
  readonly message: string;
  onReopen(): void;
}

function Problem({ title, message, onReopen }: ProblemProps) {
  const { text } = useStrings();
  return (
    <ErrorNote title={title} message={message}>
      <Button className="mt-2.5" onClick={onReopen}>
        {text('panel.reopen')}
      </Button>
    </ErrorNote>
  );
}
