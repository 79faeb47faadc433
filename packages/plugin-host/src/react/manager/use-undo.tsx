import { type ReactNode, type RefObject, useCallback, useState } from 'react';
import { useStrings } from '../strings/use-strings.tsx';
import { plainText } from '../ui/plain-text.ts';
import { UndoList, type UndoListProps } from './undo-list.tsx';
import type { RemovedPlugin } from './undo-uninstall.ts';

export interface Undo {
  /** Shows the ways back, for as long as the manager is there. */
  readonly list: ReactNode;
  offer(removed: RemovedPlugin): void;
  /** The plugin came back in another way, and what it is now is not to be overwritten. */
  withdraw(pluginId: string): void;
}

/** The ways back for plugins that were uninstalled in this manager. */
export function useUndo(panelRef: RefObject<HTMLElement | null>, onAnnounce: (text: string) => void): Undo {
  const { text } = useStrings();
  const [removed, setRemoved] = useState<readonly RemovedPlugin[]>([]);
  const withdraw = useCallback(
    (pluginId: string) => setRemoved((before) => before.filter(({ manifest }) => manifest.id !== pluginId)),
    [],
  );
  const offer = useCallback(
    (one: RemovedPlugin) =>
      setRemoved((before) => [one, ...before.filter(({ manifest }) => manifest.id !== one.manifest.id)]),
    [],
  );
  const onDone = useCallback<UndoListProps['onDone']>(
    (one, outcome) => {
      setRemoved((before) => before.filter((other) => other !== one));
      if (outcome === 'late') return;
      panelRef.current?.focus();
      if (outcome === 'restored') onAnnounce(text('undo.done', { name: plainText(one.manifest.name, 100) }));
    },
    [panelRef, onAnnounce, text],
  );
  return { list: <UndoList removed={removed} onDone={onDone} />, offer, withdraw };
}
