import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { PanelStatus, PanelView } from '../../panels/panel-view.ts';
import type { PanelDrawing } from '../../services.ts';

export type PanelViewState =
  | { readonly state: 'opening' }
  | { readonly state: 'failed'; readonly error: unknown }
  | { readonly state: 'view'; readonly view: PanelView };

const OPENING: PanelViewState = { state: 'opening' };

/** Has a panel drawn for as long as the component is there. `reopen` has it drawn anew. */
export function usePanelView(
  drawing: PanelDrawing | undefined,
  visible: boolean,
): { readonly state: PanelViewState; reopen(): void } {
  const [state, setState] = useState(OPENING);
  const [attempt, setAttempt] = useState(0);
  // What is hidden is no reason to draw it anew.
  const isVisible = useRef(visible);
  useEffect(() => {
    isVisible.current = visible;
  });

  useEffect(() => {
    if (!drawing) return;
    let wanted = true;
    let view: PanelView | undefined;
    drawing.open({ visible: isVisible.current }).then(
      (opened) => {
        view = opened;
        if (wanted) setState({ state: 'view', view });
        else view.close();
      },
      (error: unknown) => wanted && setState({ state: 'failed', error }),
    );
    return () => {
      wanted = false;
      view?.close();
      setState(OPENING);
    };
  }, [drawing, attempt]);

  const view = state.state === 'view' ? state.view : undefined;
  useEffect(() => {
    view?.setVisible(visible);
  }, [view, visible]);

  return { state, reopen: useCallback(() => setAttempt((before) => before + 1), []) };
}

export function usePanelStatus(view: PanelView): PanelStatus {
  return useSyncExternalStore(view.subscribe, view.getSnapshot, view.getSnapshot);
}
