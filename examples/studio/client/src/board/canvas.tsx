import { type CommandErrorHandler, PluginContextMenu } from '@fluxstudio/plugin-host/react';
import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { useStore } from '../store.ts';
import { COMMAND_ICONS } from '../ui/command-icons.tsx';
import { pressBoardKey } from './board-keys.ts';
import type { BoardStore } from './board-store.ts';
import { SelectionFrame } from './selection-frame.tsx';
import { shapeNames } from './shape-names.ts';
import { ShapeView } from './shape-view.tsx';
import { useBoardGestures } from './use-board-gestures.ts';

/** The paper, in pixels. */
export const PAPER = { width: 1200, height: 800 } as const;

export interface CanvasProps {
  readonly board: BoardStore;
  /** 1 is 100 %. */
  readonly zoom: number;
  /** The user wants to edit the words of a shape. */
  onEditText(): void;
  readonly onError: CommandErrorHandler;
}

/** The board: a list of options, which a pointer and the keyboard can select, move and resize. */
export function Canvas({ board, zoom, onEditText, onError }: CanvasProps) {
  const { shapes, selection } = useStore(board);
  const paper = useRef<HTMLDivElement>(null);
  const [focusedId, setFocusedId] = useState<string>();
  const gestures = useBoardGestures(board, paper, zoom);
  const hint = useId();
  const names = shapeNames(shapes);
  const tabStop = shapes.find(({ id }) => id === focusedId)?.id ?? shapes[0]?.id;
  const single = selection.length === 1 ? shapes.find(({ id }) => id === selection[0]) : undefined;

  const focus = (id: string) => {
    setFocusedId(id);
    paper.current?.querySelector<HTMLElement>(`[data-shape="${CSS.escape(id)}"]`)?.focus();
  };
  /** What a context menu is opened on: a shape, which is selected then, or the board. */
  const targetOf = (element: Element) => {
    const id = element.closest('[data-shape]')?.getAttribute('data-shape');
    if (!id) return {};
    if (!board.getSnapshot().selection.includes(id)) board.setSelection([id]);
    return { id };
  };
  const onKeyDown = (event: KeyboardEvent, id: string) => {
    if (pressBoardKey(board, event, id, focus)) event.preventDefault();
  };

  return (
    <div
      onPointerDown={gestures.onPaperPointerDown}
      className="grid min-h-0 min-w-0 flex-1 overflow-auto bg-neutral-100 p-6 sm:p-10 dark:bg-neutral-950"
    >
      <p id={hint} className="sr-only">
        Page Up and Page Down go from shape to shape, Space selects, the arrow keys move, Alt with the arrow
        keys resizes, Delete deletes.
      </p>
      <div
        ref={paper}
        className="relative m-auto shrink-0 overflow-hidden rounded-sm bg-white shadow-[0_0_0_1px_rgb(0_0_0/0.08),0_8px_24px_rgb(0_0_0/0.08)] dark:shadow-[0_0_0_1px_rgb(255_255_255/0.12)]"
        style={{ width: PAPER.width * zoom, height: PAPER.height * zoom }}
      >
        <div
          className="absolute top-0 left-0 bg-[radial-gradient(#d4d4d4_1px,transparent_1px)] bg-[size:24px_24px]"
          style={{ ...PAPER, transform: `scale(${zoom})`, transformOrigin: '0 0' }}
        >
          <PluginContextMenu type="canvas" data={targetOf} icons={COMMAND_ICONS} onError={onError}>
            <div
              role="listbox"
              aria-label="Board"
              aria-multiselectable="true"
              aria-describedby={hint}
              aria-orientation="vertical"
              tabIndex={shapes.length === 0 ? 0 : -1}
              className="absolute inset-0 -outline-offset-2 focus-visible:outline-2 focus-visible:outline-blue-600"
            >
              {shapes.map((shape) => (
                <ShapeView
                  key={shape.id}
                  shape={shape}
                  name={names.get(shape.id) ?? ''}
                  selected={selection.includes(shape.id)}
                  tabStop={shape.id === tabStop}
                  onPointerDown={gestures.onShapePointerDown}
                  onChoose={(id) => board.setSelection([id])}
                  onFocus={setFocusedId}
                  onKeyDown={onKeyDown}
                  onDoubleClick={onEditText}
                />
              ))}
            </div>
          </PluginContextMenu>
          {single && <SelectionFrame box={single} zoom={zoom} onPointerDown={gestures.onHandlePointerDown} />}
          {gestures.marquee && (
            <div
              aria-hidden="true"
              className="pointer-events-none absolute border border-blue-600 bg-blue-500/10"
              style={{
                left: gestures.marquee.x,
                top: gestures.marquee.y,
                width: gestures.marquee.width,
                height: gestures.marquee.height,
              }}
            />
          )}
        </div>
      </div>
    </div>
  );
}
