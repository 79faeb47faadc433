import { beforeEach, describe, expect, it } from 'vitest';
import { type BoardKey, pressBoardKey } from './board-keys.ts';
import { type BoardStore, createBoardStore } from './board-store.ts';

let board: BoardStore;
let ids: [back: string, middle: string, front: string];
let focused: string;

beforeEach(() => {
  board = createBoardStore();
  const add = () => board.add({ kind: 'rect', x: 0, y: 0, width: 40, height: 40, color: '#4f46e5' });
  ids = [add(), add(), add()];
  focused = ids[1];
});

const press = (key: string, modifiers: Partial<BoardKey> = {}) =>
  pressBoardKey(
    board,
    { key, shiftKey: false, altKey: false, ctrlKey: false, metaKey: false, ...modifiers },
    focused,
    (id) => {
      focused = id;
    },
  );

describe('pressBoardKey', () => {
  it('goes from shape to shape, and no further than the last', () => {
    const visited = ['PageUp', 'PageUp', 'PageDown', 'End', 'PageDown', 'Home'].map((key) => {
      expect(press(key)).toBe(true);
      return ids.indexOf(focused);
    });
    expect(visited).toEqual([0, 0, 1, 2, 2, 0]);
  });

  it('selects, adds to the selection, takes out of it, and selects nothing', () => {
    const selections = [
      () => press(' '),
      () => {
        press('End');
        press(' ', { shiftKey: true });
      },
      () => press('Enter', { shiftKey: true }),
      () => press('Escape'),
    ].map((step) => {
      step();
      return [...board.getSnapshot().selection];
    });
    expect(selections).toEqual([[ids[1]], [ids[1], ids[2]], [ids[1]], []]);
  });

  it('moves and resizes, one step for undo each', () => {
    press(' ');
    for (let count = 0; count < 3; count++) press('ArrowRight');
    press('ArrowDown', { shiftKey: true });
    press('ArrowRight', { altKey: true });
    press('ArrowUp', { altKey: true, shiftKey: true });
    const shape = () => board.getSnapshot().shapes[1];
    expect(shape()).toMatchObject({ x: 3, y: 10, width: 41, height: 30 });
    board.undo();
    expect(shape()).toMatchObject({ x: 3, y: 10, width: 40, height: 40 });
    board.undo();
    expect(shape()).toMatchObject({ x: 0, y: 0 });
  });

  it('deletes, and leaves the focus on a shape that is there', () => {
    press(' ');
    press('Delete');
    expect([board.getSnapshot().shapes.map(({ id }) => id), focused]).toEqual([[ids[0], ids[2]], ids[0]]);
    press('Backspace');
    expect(focused).toBe(ids[2]);
    press('Delete');
    expect(board.getSnapshot().shapes).toEqual([]);
  });

  it('leaves to others what it does not know', () => {
    for (const [key, modifiers] of [
      ['Tab', {}],
      ['a', {}],
      ['ArrowLeft', { ctrlKey: true }],
      ['Delete', { metaKey: true }],
    ] as const)
      expect(press(key, modifiers), key).toBe(false);
    expect(board.getSnapshot().shapes).toHaveLength(3);
  });
});
