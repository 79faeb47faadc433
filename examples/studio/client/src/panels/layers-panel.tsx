import { PluginText } from '@fluxstudio/plugin-host/react';
import type { ComponentType } from 'react';
import type { ShapeKind } from '../../../shared/board-document.ts';
import type { BoardStore } from '../board/board-store.ts';
import { shapeNames } from '../board/shape-names.ts';
import { useStore } from '../store.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { ArrowDownIcon, ArrowUpIcon, EllipseIcon, RectIcon, TextIcon } from '../ui/icons.tsx';
import { PanelSection } from '../ui/panel-section.tsx';

const ICONS: Readonly<Record<ShapeKind, ComponentType<{ className?: string }>>> = {
  rect: RectIcon,
  ellipse: EllipseIcon,
  text: TextIcon,
};

/** All shapes, the foremost first. */
export function LayersPanel({ board }: { readonly board: BoardStore }) {
  const { shapes, selection } = useStore(board);
  const names = shapeNames(shapes);
  const [single] = selection.length === 1 ? selection : [];
  const move = (by: 1 | -1) => single && board.shift(single, by);
  return (
    <PanelSection
      title="Layers"
      actions={
        <span className="flex">
          <IconButton label="Bring forward" disabled={!single} onClick={() => move(1)} className="size-6!">
            <ArrowUpIcon className="size-3.5" />
          </IconButton>
          <IconButton label="Send backward" disabled={!single} onClick={() => move(-1)} className="size-6!">
            <ArrowDownIcon className="size-3.5" />
          </IconButton>
        </span>
      }
    >
      {shapes.length === 0 && (
        <p className="text-xs text-neutral-600 dark:text-neutral-400">
          Nothing yet. Add a shape with the tools above the board.
        </p>
      )}
      <ul className="-mx-1.5 flex flex-col">
        {shapes.toReversed().map(({ id, kind, text, color }) => {
          const Icon = ICONS[kind];
          const selected = selection.includes(id);
          return (
            <li key={id} className="min-w-0">
              <button
                type="button"
                aria-pressed={selected}
                onClick={({ shiftKey }) => {
                  if (!shiftKey) board.setSelection([id]);
                  else
                    board.setSelection(
                      selected ? selection.filter((each) => each !== id) : [...selection, id],
                    );
                }}
                className="focus-ring flex h-7 w-full items-center gap-2 rounded-md px-1.5 text-start text-[13px] -outline-offset-2! hover:bg-neutral-100 aria-pressed:bg-blue-100 aria-pressed:text-blue-950 dark:hover:bg-neutral-800 dark:aria-pressed:bg-blue-950 dark:aria-pressed:text-blue-100"
              >
                <Icon className="size-3.5 opacity-70" />
                <span className="shrink-0">{names.get(id)}</span>
                {text && (
                  <span className="min-w-0 flex-1 text-neutral-600 dark:text-neutral-400">
                    <PluginText text={text.slice(0, 100)} truncate />
                  </span>
                )}
                <span
                  aria-hidden="true"
                  className="ms-auto size-3 shrink-0 rounded-sm border border-black/20 dark:border-white/25"
                  style={{ backgroundColor: color }}
                />
              </button>
            </li>
          );
        })}
      </ul>
    </PanelSection>
  );
}
