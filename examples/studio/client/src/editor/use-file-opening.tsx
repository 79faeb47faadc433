import { type ReactNode, useRef, useState } from 'react';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import type { EditorStore } from './editor-store.ts';
import { isUnsaved } from './open-file.ts';

export interface FileOpening {
  open(path: string): void;
  close(): void;
  /** Put it on the page: the question whether what is not saved may go. */
  readonly question: ReactNode;
}

/**
 * Opens files and closes them again, with the focus back on what opened it.
 *
 * @param onLost where the focus goes when that is no longer there
 */
export function useFileOpening(editor: EditorStore, onLost: () => void): FileOpening {
  const opener = useRef<Element | null>(null);
  /** Where the user wants to go; `null` is the board. */
  const [asked, setAsked] = useState<{ readonly path: string | null } | null>(null);

  const go = (path: string | null) => {
    if (path !== null) {
      opener.current = document.activeElement;
      void editor.open(path);
      return;
    }
    editor.close();
    const back = opener.current;
    // It may be gone, or in a panel that is not shown.
    if (back instanceof HTMLElement && back.offsetParent) back.focus();
    else onLost();
  };
  const request = (path: string | null) => {
    const file = editor.getSnapshot();
    if (path !== null && path === file?.path) return;
    if (isUnsaved(file)) setAsked({ path });
    else go(path);
  };
  return {
    open: request,
    close: () => request(null),
    question: asked && (
      <ConfirmDialog
        title="Discard what you typed?"
        message={`“${editor.getSnapshot()?.path ?? ''}” has changes that are not saved.`}
        action="Discard"
        onAnswer={(confirmed) => {
          setAsked(null);
          if (confirmed) go(asked.path);
        }}
      />
    ),
  };
}
