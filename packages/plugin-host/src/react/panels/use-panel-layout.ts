import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import type { PanelArrangement, PanelLayout } from '../../panels/panel-layout.ts';
import { usePluginHost } from '../plugin-host-provider.tsx';

const NOT_ARRANGED: PanelArrangement = {};
const NONE: ReadonlyMap<string, PanelArrangement> = new Map();
const getNone = () => NONE;
const neverChanges = () => () => undefined;

/** How the user has arranged panels; as they are declared until that is known, or where it cannot be. */
export function usePanelLayout(): {
  of(panelId: string): PanelArrangement;
  set(panelId: string, arrangement: PanelArrangement): void;
} {
  const host = usePluginHost();
  const [layout, setLayout] = useState<PanelLayout>();

  useEffect(() => {
    let wanted = true;
    host.loadPanelLayout().then(
      (loaded) => wanted && setLayout(loaded),
      () => undefined,
    );
    return () => {
      wanted = false;
    };
  }, [host]);

  const arranged = useSyncExternalStore(
    layout?.subscribe ?? neverChanges,
    layout?.getSnapshot ?? getNone,
    getNone,
  );
  return {
    of: (panelId) => arranged.get(panelId) ?? NOT_ARRANGED,
    set: useCallback((panelId, arrangement) => layout?.set(panelId, arrangement), [layout]),
  };
}
