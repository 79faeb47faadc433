import { type RefObject, useId } from 'react';
import { FARTHEST, SMALLEST_SIDE } from '../../../shared/board-document.ts';
import type { BoardStore, ShapeEdit } from '../board/board-store.ts';
import { shapeNames } from '../board/shape-names.ts';
import { useStore } from '../store.ts';
import { Button } from '../ui/button.tsx';
import { CopyIcon, TrashIcon } from '../ui/icons.tsx';
import { NumberField } from '../ui/number-field.tsx';
import { PanelSection } from '../ui/panel-section.tsx';
import { ColorField } from './color-field.tsx';

const MEASURES = [
  { key: 'x', label: 'X', sign: 'X', min: -FARTHEST },
  { key: 'y', label: 'Y', sign: 'Y', min: -FARTHEST },
  { key: 'width', label: 'Width', sign: 'W', min: SMALLEST_SIDE },
  { key: 'height', label: 'Height', sign: 'H', min: SMALLEST_SIDE },
] as const;

export interface PropertiesPanelProps {
  readonly board: BoardStore;
  /** Where the words of a shape are edited. */
  readonly textField: RefObject<HTMLTextAreaElement | null>;
}

/** What is selected, to be changed. */
export function PropertiesPanel({ board, textField }: PropertiesPanelProps) {
  const { shapes, selection } = useStore(board);
  const textId = useId();
  const selected = shapes.filter(({ id }) => selection.includes(id));
  const [first] = selected;
  if (!first) {
    return (
      <PanelSection title="Properties">
        <p className="text-xs text-neutral-600 dark:text-neutral-400">Select a shape to change it.</p>
      </PanelSection>
    );
  }
  const single = selected.length === 1;
  const title = single ? shapeNames(shapes).get(first.id) : `${selected.length} shapes`;
  // What is typed into one field is one step for undo.
  const edit = (change: ShapeEdit) =>
    board.update(selection, change, `field ${Object.keys(change).join()} ${selection.join()}`);
  return (
    <PanelSection key={selection.join()} title={title}>
      <div className="flex flex-col gap-3">
        {single && (
          <div className="grid grid-cols-2 gap-2">
            {MEASURES.map(({ key, label, sign, min }) => (
              <NumberField
                key={key}
                label={label}
                sign={sign}
                value={first[key]}
                min={min}
                max={FARTHEST}
                onChange={(value) => edit({ [key]: value })}
              />
            ))}
          </div>
        )}
        <ColorField value={first.color} onChange={(color) => edit({ color })} />
        {single && (
          <div>
            <label htmlFor={textId} className="mb-1 block text-xs text-neutral-600 dark:text-neutral-400">
              Text
            </label>
            <textarea
              ref={textField}
              id={textId}
              dir="auto"
              rows={2}
              maxLength={2000}
              value={first.text ?? ''}
              onChange={({ target }) => edit({ text: target.value })}
              className="block w-full resize-y rounded-md border border-neutral-300 bg-white px-2 py-1.5 text-[13px] focus-visible:outline-2 focus-visible:outline-blue-600 dark:border-neutral-700 dark:bg-neutral-950 dark:focus-visible:outline-blue-400"
            />
          </div>
        )}
        <div className="grid grid-cols-2 gap-2">
          <Button className="px-2!" onClick={() => board.duplicate(selection)}>
            <CopyIcon className="size-3.5" />
            Duplicate
          </Button>
          <Button className="px-2!" onClick={() => board.remove(selection)}>
            <TrashIcon className="size-3.5" />
            Delete
          </Button>
        </div>
      </div>
    </PanelSection>
  );
}
