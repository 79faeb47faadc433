import { PluginError } from '@fluxstudio/plugin-host';
import * as v from 'valibot';
import { beforeEach, describe, expect, it } from 'vitest';
import { board as contract } from './board-contract.ts';
import { boardNamespace } from './board-namespace.ts';
import { type BoardStore, createBoardStore } from './board-store.ts';

const call = { plugin: { id: 'p', name: 'P' }, signal: new AbortController().signal };
const ellipse = { kind: 'ellipse', x: 10, y: 20, width: 30, height: 40, color: '#0ea5e9' } as const;

let store: BoardStore;
let invoke: (method: string, ...args: unknown[]) => Promise<unknown>;

beforeEach(() => {
  store = createBoardStore();
  const methods = new Map(Object.entries(boardNamespace(async () => store).implement(call)));
  invoke = async (method, ...args) => {
    const implementation: unknown = methods.get(method);
    if (typeof implementation !== 'function') throw new Error(`There is no method ${method}`);
    return implementation(...args);
  };
});

describe('api.board', () => {
  it('adds, lists, changes, selects and removes what is on the board', async () => {
    const swatch = await invoke('add', '#4f46e5');
    const id = await invoke('addShape', ellipse);
    expect(await invoke('list')).toEqual([
      { id: swatch, kind: 'rect', x: 24, y: 24, width: 48, height: 48, color: '#4f46e5' },
      { id, ...ellipse },
    ]);
    expect(await invoke('update', [id, 'none'], { x: 5, text: 'Hi' })).toBe(1);
    expect(await invoke('select', id)).toBe(true);
    expect(await invoke('select', 'none')).toBe(false);
    expect(await invoke('getSelection')).toEqual([id]);
    await invoke('setSelection', [swatch, id, 'none']);
    expect(await invoke('getSelection')).toEqual([swatch, id]);
    expect(await invoke('remove', [swatch, 'none'])).toBe(1);
    expect(await invoke('list')).toEqual([{ id, ...ellipse, x: 5, text: 'Hi' }]);
  });

  it('makes each call one step for the user’s undo, and none of a selection', async () => {
    const ids = [await invoke('add', '#4f46e5'), await invoke('add', '#4f46e5')];
    await invoke('update', ids, { color: '#ff0000' });
    await invoke('update', ids, { y: 0 });
    await invoke('setSelection', ids);
    await invoke('remove', ids);
    const look = () => store.getSnapshot().shapes.map(({ color, y }) => `${color} ${y}`);
    const seen = Array.from({ length: 5 }, () => {
      store.undo();
      return look();
    });
    expect(seen).toEqual([
      ['#ff0000 0', '#ff0000 0'],
      ['#ff0000 24', '#ff0000 24'],
      ['#4f46e5 24', '#4f46e5 24'],
      ['#4f46e5 24'],
      [],
    ]);
  });

  it('adds several shapes in one step for undo, all or none', async () => {
    const added = await invoke('addShapes', [ellipse, { ...ellipse, x: 5 }]);
    expect(await invoke('list')).toEqual([
      { id: expect.any(String), ...ellipse },
      { id: expect.any(String), ...ellipse, x: 5 },
    ]);
    expect(added).toEqual(store.getSnapshot().shapes.map(({ id }) => id));
    await expect(invoke('addShapes', Array(999).fill(ellipse))).rejects.toMatchObject({
      code: 'QUOTA_EXCEEDED',
    });
    expect(store.getSnapshot().shapes).toHaveLength(2);
    store.undo();
    expect(await invoke('list')).toEqual([]);
    expect(await invoke('addShapes', [])).toEqual([]);
    expect(store.getSnapshot().canUndo).toBe(false);
  });

  it('changes each of several shapes in its own way, in one step for undo', async () => {
    const [first, second] = [await invoke('addShape', ellipse), await invoke('addShape', ellipse)];
    const before = store.getSnapshot().shapes;
    const changes = [
      { id: second, y: 7, color: '#ff0000' },
      { id: 'none', x: 1 },
      { id: first, x: 5 },
    ];
    expect(await invoke('updateEach', changes)).toBe(2);
    expect(await invoke('list')).toEqual([
      { id: first, ...ellipse, x: 5 },
      { id: second, ...ellipse, y: 7, color: '#ff0000' },
    ]);
    store.undo();
    expect(store.getSnapshot().shapes).toEqual(before);
  });

  it('is for the open project only', async () => {
    const refuse = async () => {
      throw new PluginError('UNAVAILABLE', 'No project is open: open one first');
    };
    const { list } = boardNamespace(refuse).implement(call) as { list(): Promise<unknown> };
    await expect(list()).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  });

  it.each([
    ['addShape', [{ ...ellipse, kind: 'star' }]],
    ['addShape', [{ ...ellipse, width: 0 }]],
    ['addShape', [{ ...ellipse, x: Number.NaN }]],
    ['addShape', [{ ...ellipse, color: 'url(https://example.com)' }]],
    ['addShape', [{ ...ellipse, text: 'x'.repeat(2001) }]],
    ['update', [['id'], { kind: 'rect' }]],
    ['update', [['id'], { id: 'other' }]],
    ['update', [['id'], { x: undefined }]],
    ['updateEach', [[{ x: 1 }]]],
    ['updateEach', [[{ id: 'id', kind: 'rect' }]]],
    ['updateEach', [[{ id: 'id', width: undefined }]]],
    ['updateEach', [[{ id: 'id', x: Number.POSITIVE_INFINITY }]]],
    ['updateEach', [[{ id: 'id' }, { id: 'other' }, { id: 'id', x: 1 }]]],
    ['updateEach', [Array.from({ length: 1001 }, (_, n) => ({ id: String(n) }))]],
    ['remove', ['id']],
    ['add', ['red']],
  ] as const)('does not take %s(%o)', (method, args) => {
    expect(v.is(contract.methods[method].args, args)).toBe(false);
  });
});
