import type { ReactNode } from 'react';
import { CheckIcon, CopyIcon, FolderIcon, RedoIcon, TrashIcon, UndoIcon } from './icons.tsx';

/** The icons of the studio's own commands, by the names these use. */
export const COMMAND_ICONS: Readonly<Record<string, ReactNode>> = {
  copy: <CopyIcon />,
  open: <FolderIcon />,
  redo: <RedoIcon />,
  select: <CheckIcon />,
  trash: <TrashIcon />,
  undo: <UndoIcon />,
};
