import { useEffect, useId, useRef } from 'react';
import type { PanelView } from '../../panels/panel-view.ts';
import type { PanelDrawing, PluginIdentity, UiDocument } from '../../services.ts';
import type { ElementMap } from '../panels/element-map.ts';
import { PanelContent } from '../panels/panel-content.tsx';
import { MAY_FOCUS } from '../panels/use-invocation.ts';
import { usePanelStatus, usePanelView } from '../panels/use-panel-view.ts';
import { WebviewPanel } from '../panels/webview-panel.tsx';
import { PANEL_STRINGS } from '../strings/panel-strings.ts';
import { MoreStrings, useStrings } from '../strings/use-strings.tsx';
import { Button } from '../ui/button.tsx';
import { CloseIcon } from '../ui/icons.tsx';
import { Modal } from '../ui/modal.tsx';
import { plainText } from '../ui/plain-text.ts';
import { PluginText } from '../ui/plugin-text.tsx';
import { Asker } from './asker.tsx';
import { useFirstField } from './use-first-field.ts';

export interface ModalDialogProps {
  readonly plugin: PluginIdentity;
  readonly content: PanelDrawing | UiDocument;
  readonly title?: string | undefined;
  readonly mayFocus: boolean;
  readonly elements: ElementMap | undefined;
  close(result?: unknown): void;
}

/** A dialog that a plugin fills, under its name. Mount it to open it. */
function ModalDialog({ plugin, content, title, mayFocus, elements, close }: ModalDialogProps) {
  const { text } = useStrings();
  const id = useId();
  const body = useRef<HTMLDivElement>(null);
  useFirstField(body, mayFocus);
  return (
    <Modal
      labelledBy={title === undefined ? `${id}-asker` : `${id}-title`}
      describedBy={title === undefined ? undefined : `${id}-asker`}
      onDismiss={() => close()}
      className="max-w-lg"
    >
      <div className="flex max-h-[calc(100dvh-2rem)] flex-col" {...{ [MAY_FOCUS]: mayFocus || undefined }}>
        <header className="flex items-start gap-3 py-4 pe-3 ps-5">
          <div className="min-w-0 flex-1 space-y-1.5">
            <div className="flex min-h-8 items-center">
              <Asker id={`${id}-asker`} plugin={plugin} says="question.from" />
            </div>
            {title !== undefined && (
              <h2 id={`${id}-title`} className="text-[15px] font-semibold leading-5">
                <PluginText text={title} className="line-clamp-2" />
              </h2>
            )}
          </div>
          <Button
            variant="ghost"
            onClick={() => close()}
            aria-label={text('panel.close')}
            icon={<CloseIcon />}
            className="w-8 shrink-0 !px-0"
          />
        </header>
        <div ref={body} className="min-h-0 flex-1 overflow-y-auto px-5 pb-5">
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
      </div>
    </Modal>
  );
}

interface DrawnDialogProps extends Omit<ModalDialogProps, 'content' | 'title' | 'mayFocus'> {
  readonly drawing: PanelDrawing;
}

function DrawnDialog({ plugin, drawing, elements, close }: DrawnDialogProps) {
  const { text } = useStrings();
  const { state, reopen } = usePanelView(drawing, true);
  return (
    <>
      <PanelContent
        plugin={plugin}
        title={text('panel.dialog', { name: plainText(plugin.name) })}
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
