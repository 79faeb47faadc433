import { type ReactNode, useState } from 'react';
import type { ModalService, PanelDrawing, PluginIdentity } from '../../services.ts';
import type { ElementMap } from '../panels/element-map.ts';
import { PartView } from '../ui/part-view.tsx';
import { usePart } from '../ui/use-part.ts';
import { useEntries } from '../use-entries.ts';

const loadDialog = () => import('./modal-dialog.tsx').then((part) => part.ModalDialogPart);

interface ShownModal {
  readonly id: number;
  readonly plugin: PluginIdentity;
  readonly drawing: PanelDrawing;
  close(result?: unknown): void;
}

/**
 * The dialogs that plugins draw by `ui.showModal`: the service for the host, and the element that shows them, one at a time. The service
 * stays the same at every render. Stopping its plugin closes a dialog, and unmounting closes all.
 *
 * @param elements components of the app in place of ours, by the name of the element. The same object at every render
 * @example
 * const [modals, modalElement] = useModals();
 * // createPluginHost({ services: { modals, … } }), and in the JSX: {modalElement}
 */
export function useModals(elements?: ElementMap): readonly [ModalService, ReactNode] {
  const [store, modals] = useEntries<ShownModal>();
  const [service] = useState<ModalService>(() => ({
    draw: (drawing, { plugin, signal }) =>
      new Promise((resolve) => {
        const remove = store.add(
          (id) => ({
            id,
            plugin,
            drawing,
            close(result) {
              resolve(result);
              remove();
            },
          }),
          signal,
          () => resolve(undefined),
        );
      }),
  }));
  const first = modals[0];
  const part = usePart(loadDialog, first !== undefined);
  const element = first && part.status !== 'loading' && (
    <PartView part={part}>{(Dialog) => <Dialog key={first.id} elements={elements} {...first} />}</PartView>
  );
  return [service, element];
}
