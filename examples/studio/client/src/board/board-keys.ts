import { SMALLEST_SIDE } from '../../../shared/board-document.ts';
import type { BoardStore } from './board-store.ts';

/** What is read of a keyboard event. */
export interface BoardKey {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
}

/** The keys of the board, as the settings show them. Those with Ctrl are commands, which the user can give other keys. */
export const BOARD_KEYS: readonly { readonly keys: string; readonly does: string }[] = [
  { keys: 'Page Up / Page Down', does: 'Go to the next shape behind or in front' },
  { keys: 'Space', does: 'Select the shape; with Shift, add it to the selection or take it out' },
  { keys: 'Arrow keys', does: 'Move what is selected by 1; with Shift by 10' },
  { keys: 'Alt+Arrow keys', does: 'Resize what is selected by 1; with Shift by 10' },
  { keys: 'Delete', does: 'Delete what is selected' },
  { keys: 'Escape', does: 'Select nothing' },
];

const DIRECTIONS: ReadonlyMap<string, readonly [dx: number, dy: number]> = new Map([
  ['ArrowLeft', [-1, 0]],
  ['ArrowRight', [1, 0]],
  ['ArrowUp', [0, -1]],
  ['ArrowDown', [0, 1]],
]);

/**
 * What a key does to the board, while a shape has the focus.
 *
 * @param focus moves the focus to a shape
 * @returns whether the key did something
 */
export function pressBoardKey(
  board: BoardStore,
  { key, shiftKey, altKey, ctrlKey, metaKey }: BoardKey,
  id: string,
  focus: (id: string) => void,
): boolean {
  if (ctrlKey || metaKey) return false;
  const { shapes, selection } = board.getSnapshot();
  const at = shapes.findIndex((shape) => shape.id === id);
  const others = [...selection.filter((each) => each !== id)];
  const goTo = (index: number) => {
    const shape = shapes[Math.max(0, Math.min(shapes.length - 1, index))];
    if (shape) focus(shape.id);
  };
  const direction = DIRECTIONS.get(key);
  if (direction) {
    const [dx, dy] = direction.map((unit) => unit * (shiftKey ? 10 : 1)) as [number, number];
    const wanted = selection.length > 0 ? selection : [id];
    const step = `${altKey ? 'size' : 'move'} ${wanted.join()}`;
    board.update(
      wanted,
      ({ x, y, width, height }) =>
        altKey
          ? { width: Math.max(SMALLEST_SIDE, width + dx), height: Math.max(SMALLEST_SIDE, height + dy) }
          : { x: x + dx, y: y + dy },
      step,
    );
    return true;
  }
  switch (key) {
    case ' ':
    case 'Enter':
      if (!shiftKey) board.setSelection([id]);
      else board.setSelection(others.length < selection.length ? others : [...selection, id]);
      return true;
    case 'PageUp':
      goTo(at - 1);
      return true;
    case 'PageDown':
      goTo(at + 1);
      return true;
    case 'Home':
      goTo(0);
      return true;
    case 'End':
      goTo(shapes.length - 1);
      return true;
    case 'Escape':
      board.setSelection([]);
      return true;
    case 'Delete':
    case 'Backspace': {
      const gone = selection.length > 0 ? selection : [id];
      const next = shapes.findLast((shape, index) => index < at && !gone.includes(shape.id));
      const after = next ?? shapes.find((shape) => !gone.includes(shape.id));
      board.remove(gone);
      if (after) focus(after.id);
      return true;
    }
    default:
      return false;
  }
}
