import { PluginError } from '@fluxstudio/plugin-host';
import {
  FARTHEST,
  MOST_SHAPES,
  type NewShape,
  type Shape,
  type ShapeChange,
  SMALLEST_SIDE,
} from '../../../shared/board-document.ts';
import { createStore, type Store } from '../store.ts';
import { createHistory, type History, recordStep, redo, undo } from './history.ts';

export interface BoardState {
  /** The backmost first. */
  readonly shapes: readonly Shape[];
  /** Ids, in no order. */
  readonly selection: readonly string[];
  readonly canUndo: boolean;
  readonly canRedo: boolean;
}

/** What shapes may become, beside what plugins may change. */
export type ShapeEdit = ShapeChange & Partial<Pick<Shape, 'start' | 'duration'>>;

/**
 * The shapes on a board. Each change is a step that can be taken back; changes in a row with the same `step` are one. The
 * selection is none of the steps.
 */
export interface BoardStore extends Store<BoardState> {
  /** Returns the id. @throws PluginError `QUOTA_EXCEEDED` when the board is full */
  add(shape: NewShape): string;
  /** All of them, or none. Returns their ids. @throws PluginError `QUOTA_EXCEEDED` when there is no room for all */
  addAll(shapes: readonly NewShape[]): string[];
  /** Returns how many of them there are. */
  update(ids: readonly string[], edit: ShapeEdit | ((shape: Shape) => ShapeEdit), step?: string): number;
  /** Returns how many of them there were. */
  remove(ids: readonly string[]): number;
  /** Puts copies in front, a little aside, and selects them. */
  duplicate(ids: readonly string[]): void;
  /** One place to the front or to the back. */
  shift(id: string, by: 1 | -1): void;
  /** Ids that are not there are left out. */
  setSelection(ids: readonly string[]): void;
  undo(): void;
  redo(): void;
  /** In place of everything, its past included. */
  load(shapes: readonly Shape[]): void;
}

const DEFAULT_DURATION = 60;
const ASIDE = 16;

export function createBoardStore(): BoardStore {
  let history: History<readonly Shape[]> = createHistory([]);
  const store = createStore<BoardState>({ shapes: [], selection: [], canUndo: false, canRedo: false });

  function publish(next: History<readonly Shape[]>, wanted = store.getSnapshot().selection): void {
    const state = store.getSnapshot();
    const ids = new Set(next.present.map(({ id }) => id));
    const kept = wanted.filter((id) => ids.has(id));
    const selection = isSame(kept, state.selection) ? state.selection : kept;
    if (next === history && selection === state.selection) return;
    history = next;
    const { present, past, future } = next;
    store.set({ shapes: present, selection, canUndo: past.length > 0, canRedo: future.length > 0 });
  }

  function insert(shapes: readonly Shape[], selection?: readonly string[]): void {
    const all = [...history.present, ...shapes];
    if (all.length > MOST_SHAPES)
      throw new PluginError(
        'QUOTA_EXCEEDED',
        `A board has at most ${MOST_SHAPES} shapes: delete some before you add others`,
      );
    publish(recordStep(history, all), selection);
  }

  return {
    subscribe: store.subscribe,
    getSnapshot: store.getSnapshot,
    add(shape) {
      const id = crypto.randomUUID();
      insert([{ id, ...shape, start: 0, duration: DEFAULT_DURATION }]);
      return id;
    },
    addAll(shapes) {
      const added = shapes.map((shape) => ({
        id: crypto.randomUUID(),
        ...shape,
        start: 0,
        duration: DEFAULT_DURATION,
      }));
      if (added.length > 0) insert(added);
      return added.map(({ id }) => id);
    },
    update(ids, edit, step) {
      const wanted = new Set(ids);
      let found = 0;
      let changed = false;
      const next = history.present.map((shape) => {
        if (!wanted.has(shape.id)) return shape;
        found += 1;
        const edited = within({ ...shape, ...(typeof edit === 'function' ? edit(shape) : edit) });
        if (isEqual(edited, shape)) return shape;
        changed = true;
        return edited;
      });
      if (changed) publish(recordStep(history, next, step));
      return found;
    },
    remove(ids) {
      const wanted = new Set(ids);
      const next = history.present.filter(({ id }) => !wanted.has(id));
      const found = history.present.length - next.length;
      if (found > 0) publish(recordStep(history, next));
      return found;
    },
    duplicate(ids) {
      const copies = history.present
        .filter(({ id }) => ids.includes(id))
        .map((shape) =>
          within({ ...shape, id: crypto.randomUUID(), x: shape.x + ASIDE, y: shape.y + ASIDE }),
        );
      if (copies.length > 0)
        insert(
          copies,
          copies.map(({ id }) => id),
        );
    },
    shift(id, by) {
      const from = history.present.findIndex((shape) => shape.id === id);
      const to = from + by;
      const shape = history.present[from];
      if (!shape || to < 0 || to >= history.present.length) return;
      publish(recordStep(history, history.present.toSpliced(from, 1).toSpliced(to, 0, shape)));
    },
    setSelection: (ids) => publish(history, [...new Set(ids)]),
    undo: () => publish(undo(history)),
    redo: () => publish(redo(history)),
    load: (shapes) => publish(createHistory(shapes), []),
  };
}

/** As far as a board reaches: what lies farther could not be saved. */
function within(shape: Shape): Shape {
  const clamp = (value: number, least: number) => Math.min(FARTHEST, Math.max(least, value));
  const { x, y, width, height } = shape;
  return {
    ...shape,
    x: clamp(x, -FARTHEST),
    y: clamp(y, -FARTHEST),
    width: clamp(width, SMALLEST_SIDE),
    height: clamp(height, SMALLEST_SIDE),
  };
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((id, index) => id === other[index]);
}

function isEqual(one: Shape, other: Shape): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
