import { useEffect, useId } from 'react';
import type { PanelView } from '../../panels/panel-view.ts';
import type { PanelDrawing, PluginIdentity, UiDocument } from '../../services.ts';
import type { ElementMap } from '../panels/element-map.ts';
import { PanelContent } from '../panels/panel-content.tsx';
import { usePanelStatus, usePanelView } from '../panels/use-panel-view.ts';
import { WebviewPanel } from '../panels/webview-panel.tsx';
import { PANEL_STRINGS } from '../strings/panel-strings.ts';
import { MoreStrings, useStrings } from '../strings/use-strings.tsx';
import { Button } from '../ui/button.tsx';
import { Modal } from '../ui/modal.tsx';
import { plainText } from '../ui/plain-text.ts';
import { Asker } from './asker.tsx';

export interface ModalDialogProps {
  readonly plugin: PluginIdentity;
  readonly content: PanelDrawing | UiDocument;
  readonly elements: ElementMap | undefined;
  close(result?: unknown): void;
}

/** A dialog that a plugin fills, under its name. Mount it to open it. */
function ModalDialog({ plugin, content, elements, close }: ModalDialogProps) {
  const { text } = useStrings();
  const id = useId();
  return (
    <Modal labelledBy={id} onDismiss={() => close()} className="max-w-lg">
      <div className="flex max-h-[calc(100dvh-2rem)] flex-col">
        <div className="min-h-0 flex-1 space-y-3 overflow-y-auto p-5 pb-4">
          <Asker id={id} plugin={plugin} says="question.from" />
          {'html' in content ? (
            <WebviewPanel
              document={content}
              title={plugin.name}
              plugin={plugin}
              className="h-[min(55dvh,26rem)]"
              onResult={close}
            />
          ) : (
            <DrawnDialog plugin={plugin} drawing={content} elements={elements} close={close} />
          )}
        </div>
        <footer className="flex justify-end border-t border-neutral-200 px-5 py-3.5 dark:border-neutral-800">
          <Button onClick={() => close()}>{text('panel.close')}</Button>
        </footer>
      </div>
    </Modal>
  );
}

interface DrawnDialogProps extends Omit<ModalDialogProps, 'content'> {
  readonly drawing: PanelDrawing;
}

function DrawnDialog({ plugin, drawing, elements, close }: DrawnDialogProps) {
  const { state, reopen } = usePanelView(drawing, true);
  return (
    <>
      <PanelContent
        plugin={plugin}
        title={plainText(plugin.name)}
        state={state}
        elements={elements}
        onReopen={reopen}
      />
      {state.state === 'view' && <CloseWithResult view={state.view} close={close} />}
    </>
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
