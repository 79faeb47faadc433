import { useEffect, useRef, useState } from 'react';
import type { PanelArrangement } from '../../panels/panel-layout.ts';
import type { PanelReveals } from '../../panels/panel-reveals.ts';
import type { PanelEntry } from '../../services.ts';

/** A panel that its plugin brings into view, until its section has done so. */
export interface RevealedPanel {
  readonly panelId: string;
  readonly mayFocus: boolean;
  done(): void;
}

interface Layout {
  readonly reveals: PanelReveals | undefined;
  of(panelId: string): PanelArrangement;
  set(panelId: string, arrangement: PanelArrangement): void;
}

/** Unfolds the panels of one location that their plugins bring into view, one at a time: the newest. */
export function useReveals(
  location: PanelEntry['location'],
  { reveals, of, set }: Layout,
  onReveal: ((panel: PanelEntry) => void) | undefined,
): RevealedPanel | undefined {
  const [revealed, setRevealed] = useState<RevealedPanel>();
  const newest = useRef({ onReveal, of });
  useEffect(() => {
    newest.current = { onReveal, of };
  });

  useEffect(() => {
    let current: RevealedPanel | undefined;
    const listening = reveals?.onReveal(location, ({ panel, mayFocus }) => {
      // Whoever asked before is not left waiting for what nobody sees any more.
      current?.done();
      newest.current.onReveal?.(panel);
      if (newest.current.of(panel.id).collapsed) set(panel.id, { collapsed: false });
      return new Promise((resolve) => {
        const own: RevealedPanel = {
          panelId: panel.id,
          mayFocus,
          done() {
            resolve(true);
            setRevealed((now) => (now === own ? undefined : now));
          },
        };
        current = own;
        setRevealed(own);
      });
    });
    return () => listening?.dispose();
  }, [location, reveals, set]);

  return revealed;
}
