import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import { type ReactNode, useState } from 'react';
import type { ModalCall, ModalService, PanelDrawing, UiDocument } from '../../services.ts';
import type { ElementMap } from '../panels/element-map.ts';
import { PartView } from '../ui/part-view.tsx';
import { usePart } from '../ui/use-part.ts';
import { useEntries } from '../use-entries.ts';

const loadDialog = () => import('./modal-dialog.tsx').then((part) => part.ModalDialogPart);

const NOT_FILLED = 'This app fills no dialogs: give showModal a function that draws, or { html }';

interface ShownModal extends ModalCall {
  readonly id: number;
  readonly content: PanelDrawing | UiDocument;
  close(result?: unknown): void;
}

/**
 * The dialogs that plugins draw by `ui.showModal`, or bring as a document: the service for the host, and the element that shows them, one at a time. The service
 * stays the same at every render. Stopping its plugin closes a dialog, and unmounting closes all.
 *
 * @param elements components of the app in place of ours, by the name of the element. The same object at every render
 * @example
 * const [modals, modalElement] = useModals();
 * // createPluginHost({ services: { modals, … } }), and in the JSX: {modalElement}
 */
export function useModals(elements?: ElementMap): readonly [ModalService, ReactNode] {
  const [store, modals] = useEntries<ShownModal>();
  const [service] = useState<ModalService>(() => {
    const show = (content: ShownModal['content'], call: ModalCall) =>
      new Promise<unknown>((resolve) => {
        const remove = store.add(
          (id) => ({
            ...call,
            id,
            content,
            close(result) {
              resolve(result);
              remove();
            },
          }),
          call.signal,
          () => resolve(undefined),
        );
      });
    return {
      draw: show,
      show(document, call) {
        if (!document) throw new PluginError('NOT_SUPPORTED', NOT_FILLED);
        return show(document, call);
      },
    };
  });
  const first = modals[0];
  const part = usePart(loadDialog, first !== undefined);
  const element = first && part.status !== 'loading' && (
    <PartView part={part}>{(Dialog) => <Dialog key={first.id} elements={elements} {...first} />}</PartView>
  );
  return [service, element];
}
