import type { ComponentType } from 'react';
import type { ShapeKind } from '../../../shared/board-document.ts';
import { useStore } from '../store.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { EllipseIcon, RectIcon, RedoIcon, TextIcon, UndoIcon } from '../ui/icons.tsx';
import { addShape } from './add-shape.ts';
import type { BoardStore } from './board-store.ts';

const TOOLS: readonly { kind: ShapeKind; label: string; icon: ComponentType<{ className?: string }> }[] = [
  { kind: 'rect', label: 'Add rectangle', icon: RectIcon },
  { kind: 'ellipse', label: 'Add ellipse', icon: EllipseIcon },
  { kind: 'text', label: 'Add text', icon: TextIcon },
];

export interface BoardToolsProps {
  readonly board: BoardStore;
  onError(error: unknown): void;
}

/** What adds shapes, and takes steps back. */
export function BoardTools({ board, onError }: BoardToolsProps) {
  const { canUndo, canRedo } = useStore(board);
  return (
    <fieldset aria-label="Board tools" className="flex items-center gap-0.5">
      {TOOLS.map(({ kind, label, icon: Icon }) => (
        <IconButton
          key={kind}
          label={label}
          onClick={() => {
            try {
              addShape(board, kind);
            } catch (error) {
              onError(error);
            }
          }}
        >
          <Icon className="size-[1.125rem]" />
        </IconButton>
      ))}
      <span aria-hidden="true" className="mx-1 h-5 border-s border-neutral-200 dark:border-neutral-800" />
      <IconButton label="Undo" disabled={!canUndo} onClick={board.undo}>
        <UndoIcon className="size-[1.125rem]" />
      </IconButton>
      <IconButton label="Redo" disabled={!canRedo} onClick={board.redo}>
        <RedoIcon className="size-[1.125rem]" />
      </IconButton>
    </fieldset>
  );
}
