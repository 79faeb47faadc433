import { type CommandErrorHandler, PluginContextMenu } from '@fluxstudio/plugin-host/react';
import type { KeyboardEvent } from 'react';
import type { Shape } from '../../../shared/board-document.ts';
import type { BoardStore } from '../board/board-store.ts';
import { shapeNames } from '../board/shape-names.ts';
import { useStore } from '../store.ts';
import { COMMAND_ICONS } from '../ui/command-icons.tsx';

/** Frames on the strip. */
const LENGTH = 240;
const MARKS = [0, 60, 120, 180];
const STEP = 5;

export interface TimelinePanelProps {
  readonly board: BoardStore;
  readonly onError: CommandErrorHandler;
}

/** When each shape is on stage, the foremost first. */
export function TimelinePanel({ board, onError }: TimelinePanelProps) {
  const { shapes, selection } = useStore(board);
  const names = shapeNames(shapes);

  const onKeyDown = (event: KeyboardEvent, { id, start, duration }: Shape) => {
    const by = { ArrowLeft: -STEP, ArrowRight: STEP }[event.key];
    if (by === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const change = event.shiftKey
      ? { duration: Math.min(LENGTH - start, Math.max(STEP, duration + by)) }
      : { start: Math.min(LENGTH - duration, Math.max(0, start + by)) };
    board.update([id], change, `time ${id}`);
  };

  if (shapes.length === 0)
    return (
      <p className="p-3 text-xs text-neutral-600 dark:text-neutral-400">
        Shapes on the board have a bar here: when they appear, and for how long.
      </p>
    );
  return (
    <div className="grid min-w-0 grid-cols-[7rem_minmax(0,1fr)] sm:grid-cols-[10rem_minmax(0,1fr)]">
      <span className="sticky top-0 z-10 h-6 bg-white dark:bg-neutral-900" />
      <div
        aria-hidden="true"
        className="sticky top-0 z-10 h-6 border-s border-neutral-200 bg-white text-[11px] text-neutral-600 tabular-nums dark:border-neutral-800 dark:bg-neutral-900 dark:text-neutral-400"
      >
        {MARKS.map((mark) => (
          <span
            key={mark}
            className="absolute ps-1 leading-6"
            style={{ insetInlineStart: `${(mark / LENGTH) * 100}%` }}
          >
            {mark}
          </span>
        ))}
      </div>
      <PluginContextMenu type="timeline" data={targetOf} icons={COMMAND_ICONS} onError={onError}>
        <ul aria-label="Timeline" className="contents">
          {shapes.toReversed().map((shape) => {
            const { id, start, duration, color } = shape;
            return (
              <li key={id} className="group contents">
                <span className="truncate px-3 text-xs leading-7">{names.get(id)}</span>
                <span className="relative h-7 border-s border-neutral-200 dark:border-neutral-800">
                  <button
                    type="button"
                    aria-label={`${names.get(id)}: frames ${start} to ${start + duration}. Arrow keys move it, with Shift they change its length.`}
                    title={`Frames ${start} to ${start + duration}`}
                    aria-pressed={selection.includes(id)}
                    onClick={() => board.setSelection([id])}
                    data-shape={id}
                    onKeyDown={(event) => onKeyDown(event, shape)}
                    className="focus-ring absolute inset-y-1 overflow-hidden rounded border border-neutral-300 bg-neutral-200 aria-pressed:border-blue-600 aria-pressed:bg-blue-200 dark:border-neutral-600 dark:bg-neutral-700 dark:aria-pressed:border-blue-400 dark:aria-pressed:bg-blue-900"
                    style={{
                      insetInlineStart: `${(start / LENGTH) * 100}%`,
                      width: `${(duration / LENGTH) * 100}%`,
                    }}
                  >
                    <span
                      aria-hidden="true"
                      className="absolute inset-y-0 start-0 w-1.5"
                      style={{ backgroundColor: color }}
                    />
                  </button>
                </span>
              </li>
            );
          })}
        </ul>
      </PluginContextMenu>
    </div>
  );
}

function targetOf(element: Element): { id: string } | null {
  const id = element.closest('[data-shape]')?.getAttribute('data-shape');
  return id ? { id } : null;
}
