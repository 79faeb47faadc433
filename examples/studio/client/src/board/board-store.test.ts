import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { MOST_SHAPES, type NewShape } from '../../../shared/board-document.ts';
import { type BoardStore, createBoardStore } from './board-store.ts';

const square: NewShape = { kind: 'rect', x: 0, y: 0, width: 40, height: 40, color: '#4f46e5' };

/** Something a user or a plugin may do; `pick` chooses among what is there. */
type Action = { readonly kind: string; readonly pick: number; readonly value: number };

const action: fc.Arbitrary<Action> = fc.record({
  kind: fc.constantFrom('add', 'move', 'drag', 'remove', 'duplicate', 'shift', 'select', 'undo', 'redo'),
  pick: fc.nat(20),
  value: fc.integer({ min: -50, max: 50 }),
});

function perform(board: BoardStore, { kind, pick, value }: Action): void {
  const { shapes } = board.getSnapshot();
  const id = shapes[pick % Math.max(1, shapes.length)]?.id ?? 'none';
  if (kind === 'add') board.add({ ...square, x: value });
  else if (kind === 'move') board.update([id], ({ x }) => ({ x: x + value }));
  else if (kind === 'drag') board.update([id], ({ y }) => ({ y: y + value }), `drag ${id}`);
  else if (kind === 'remove') board.remove([id]);
  else if (kind === 'duplicate') board.duplicate([id]);
  else if (kind === 'shift') board.shift(id, value > 0 ? 1 : -1);
  else if (kind === 'select') board.setSelection([id, 'none']);
  else if (kind === 'undo') board.undo();
  else board.redo();
}

describe('createBoardStore', () => {
  it('takes everything back to an empty board, and forth again, whatever was done', () => {
    fc.assert(
      fc.property(fc.array(action, { maxLength: 60 }), (actions) => {
        const board = createBoardStore();
        for (const each of actions) perform(board, each);
        while (board.getSnapshot().canRedo) board.redo();
        const after = board.getSnapshot().shapes;
        const steps: (typeof after)[] = [];
        while (board.getSnapshot().canUndo) {
          steps.push(board.getSnapshot().shapes);
          board.undo();
        }
        expect(board.getSnapshot().shapes).toEqual([]);
        while (board.getSnapshot().canRedo) {
          board.redo();
          expect(board.getSnapshot().shapes).toBe(steps.pop());
        }
        expect(board.getSnapshot().shapes).toBe(after);
        expect(steps).toEqual([]);
      }),
    );
  });

  it('has only shapes selected that are there, and tells of changes only', () => {
    fc.assert(
      fc.property(fc.array(action, { maxLength: 40 }), (actions) => {
        const board = createBoardStore();
        let before = board.getSnapshot();
        board.subscribe(() => {
          expect(board.getSnapshot()).not.toEqual(before);
          before = board.getSnapshot();
        });
        for (const each of actions) {
          perform(board, each);
          const { shapes, selection } = board.getSnapshot();
          const ids = shapes.map(({ id }) => id);
          expect(ids).toEqual(expect.arrayContaining([...selection]));
          expect(new Set(ids).size).toBe(ids.length);
        }
      }),
    );
  });

  it('takes back a drag as one step, and two drags as two', () => {
    const board = createBoardStore();
    const id = board.add(square);
    for (const x of [1, 2, 3]) board.update([id], { x }, 'first');
    for (const x of [4, 5]) board.update([id], { x }, 'second');
    const position = () => board.getSnapshot().shapes[0]?.x;
    board.undo();
    expect(position()).toBe(3);
    board.undo();
    expect(position()).toBe(0);
    // What comes after is a step of its own, though it is named the same.
    board.redo();
    board.update([id], { x: 9 }, 'first');
    board.undo();
    expect(position()).toBe(3);
  });

  it('counts what it changes and removes, and says nothing of what is as it was', () => {
    const board = createBoardStore();
    const ids = [board.add(square), board.add(square)];
    const listener = vi.fn();
    board.subscribe(listener);
    expect(board.update([...ids, 'none'], { color: '#4f46e5' })).toBe(2);
    expect(board.update(['none'], { color: '#ff0000' })).toBe(0);
    expect(board.remove(['none'])).toBe(0);
    expect(listener).not.toHaveBeenCalled();
    expect(board.remove(ids)).toBe(2);
    expect(listener).toHaveBeenCalledOnce();
  });

  it('keeps shapes where a board reaches, and no more than it has room for', () => {
    const board = createBoardStore();
    const id = board.add(square);
    board.update([id], { x: 1e9, y: -1e9, width: 1, height: 1e9 });
    expect(board.getSnapshot().shapes[0]).toMatchObject({
      x: 100_000,
      y: -100_000,
      width: 8,
      height: 100_000,
    });
    board.load(
      Array.from({ length: MOST_SHAPES }, (_, n) => ({ ...square, id: `${n}`, start: 0, duration: 1 })),
    );
    const full = expect.objectContaining({ code: 'QUOTA_EXCEEDED' });
    expect(() => board.add(square)).toThrow(full);
    expect(() => board.duplicate(['0'])).toThrow(full);
    expect(board.getSnapshot()).toMatchObject({ canUndo: false, selection: [] });
  });
});
