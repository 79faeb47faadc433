import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import type { PanelArrangement, PanelLayout } from '../../panels/panel-layout.ts';
import type { PanelReveals } from '../../panels/panel-reveals.ts';
import { usePluginHost } from '../plugin-host-provider.tsx';

const NOT_ARRANGED: PanelArrangement = {};
const NONE: ReadonlyMap<string, PanelArrangement> = new Map();
const getNone = () => NONE;
const neverChanges = () => () => undefined;

/** How the user has arranged panels; as they are declared where that cannot be known. */
export function usePanelLayout(): {
  /** Not while it is being read: what the user has folded would be drawn, and its plugin started for that. */
  readonly isKnown: boolean;
  readonly reveals: PanelReveals | undefined;
  of(panelId: string): PanelArrangement;
  set(panelId: string, arrangement: PanelArrangement): void;
} {
  const host = usePluginHost();
  const [layout, setLayout] = useState<PanelLayout | null>();

  useEffect(() => {
    let wanted = true;
    host.loadPanelLayout().then(
      (loaded) => wanted && setLayout(loaded),
      () => wanted && setLayout(null),
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
    isKnown: layout !== undefined,
    reveals: layout ?? undefined,
    of: (panelId) => arranged.get(panelId) ?? NOT_ARRANGED,
    set: useCallback((panelId, arrangement) => layout?.set(panelId, arrangement), [layout]),
  };
}
