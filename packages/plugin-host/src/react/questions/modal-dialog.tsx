import { useEffect, useId } from 'react';
import type { PanelView } from '../../panels/panel-view.ts';
import type { PanelDrawing, PluginIdentity } from '../../services.ts';
import type { ElementMap } from '../panels/element-map.ts';
import { PanelContent } from '../panels/panel-content.tsx';
import { usePanelStatus, usePanelView } from '../panels/use-panel-view.ts';
import { PANEL_STRINGS } from '../strings/panel-strings.ts';
import { MoreStrings, useStrings } from '../strings/use-strings.tsx';
import { Button } from '../ui/button.tsx';
import { Modal } from '../ui/modal.tsx';
import { plainText } from '../ui/plain-text.ts';
import { Asker } from './asker.tsx';

export interface ModalDialogProps {
  readonly plugin: PluginIdentity;
  readonly drawing: PanelDrawing;
  readonly elements: ElementMap | undefined;
  close(result?: unknown): void;
}

/** A dialog that a plugin draws, under its name. Mount it to open it. */
function ModalDialog({ plugin, drawing, elements, close }: ModalDialogProps) {
  const { text } = useStrings();
  const id = useId();
  const { state, reopen } = usePanelView(drawing, true);
  return (
    <Modal labelledBy={id} onDismiss={() => close()} className="max-w-lg">
      <div className="flex max-h-[calc(100dvh-2rem)] flex-col">
        <div className="min-h-0 flex-1 space-y-3 overflow-y-auto p-5 pb-4">
          <Asker id={id} plugin={plugin} />
          <PanelContent
            plugin={plugin}
            title={plainText(plugin.name)}
            state={state}
            elements={elements}
            onReopen={reopen}
          />
        </div>
        {state.state === 'view' && <CloseWithResult view={state.view} close={close} />}
        <footer className="flex justify-end border-t border-neutral-200 px-5 py-3.5 dark:border-neutral-800">
          <Button onClick={() => close()}>{text('panel.close')}</Button>
        </footer>
      </div>
    </Modal>
  );
}

/** The plugin closes its dialog by a result. */
function CloseWithResult({ view, close }: { readonly view: PanelView; close(result: unknown): void }) {
  const status = usePanelStatus(view);
  useEffect(() => {
    if (status.state === 'closed' && 'result' in status) close(status.result);
  }, [status, close]);
  return null;
}

/** The dialog with its texts. */
export function ModalDialogPart(props: ModalDialogProps) {
  return (
    <MoreStrings defaults={PANEL_STRINGS}>
      <ModalDialog {...props} />
    </MoreStrings>
  );
}
