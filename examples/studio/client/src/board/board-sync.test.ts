import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { NewShape, Shape } from '../../../shared/board-document.ts';
import { type BoardStore, createBoardStore } from './board-store.ts';
import { type BoardSync, createBoardSync } from './board-sync.ts';

const square: NewShape = { kind: 'rect', x: 0, y: 0, width: 40, height: 40, color: '#4f46e5' };

/** A server with one board, which fails as long as it is told to. */
function createServer() {
  const server = {
    version: 0,
    shapes: [] as Shape[],
    failing: false,
    saves: 0,
    async fetch(_url: string, init: RequestInit = {}): Promise<Response> {
      if (server.failing) throw new TypeError('offline');
      const { version, shapes } = server;
      if (init.method !== 'PUT') return Response.json({ version, shapes });
      if (new Headers(init.headers).get('If-Match') !== `"${version}"`)
        return Response.json({ message: 'Changed elsewhere' }, { status: 412 });
      server.saves += 1;
      server.version += 1;
      server.shapes = JSON.parse(String(init.body)).shapes;
      return Response.json({ version: server.version });
    },
  };
  return server;
}

let server: ReturnType<typeof createServer>;
let board: BoardStore;
let sync: BoardSync;

beforeEach(async () => {
  vi.useFakeTimers();
  server = createServer();
  board = createBoardStore();
  sync = createBoardSync(board, server.fetch, 'p1');
  await sync.load();
});
afterEach(() => void vi.useRealTimers());

describe('createBoardSync', () => {
  it('saves once the user pauses, and not what it has loaded itself', async () => {
    await vi.runAllTimersAsync();
    expect(server.saves).toBe(0);
    const id = board.add(square);
    board.update([id], { x: 5 });
    expect(sync.getSnapshot().status).toBe('saving');
    await vi.runAllTimersAsync();
    expect([server.saves, server.shapes, sync.getSnapshot().status]).toEqual([
      1,
      board.getSnapshot().shapes,
      'saved',
    ]);
    board.setSelection([]);
    await vi.runAllTimersAsync();
    expect(server.saves).toBe(1);
  });

  it('saves one after the other what is drawn while it saves', async () => {
    board.add(square);
    const first = sync.flush();
    board.add(square);
    await Promise.all([first, sync.flush(), sync.flush()]);
    expect([server.saves, server.shapes.length, sync.getSnapshot().status]).toEqual([2, 2, 'saved']);
  });

  it('has nothing to save of a step that was taken back at once', async () => {
    board.add(square);
    board.undo();
    await vi.runAllTimersAsync();
    expect([server.saves, sync.getSnapshot().status]).toEqual([0, 'saved']);
  });

  it('saves what is taken back while it saves', async () => {
    board.add(square);
    const first = sync.flush();
    board.undo();
    await first;
    expect(sync.getSnapshot().status).toBe('saving');
    await vi.runAllTimersAsync();
    expect([server.saves, server.shapes, sync.getSnapshot().status]).toEqual([2, [], 'saved']);
  });

  it('does not overwrite what another tab has saved', async () => {
    const theirs = createBoardStore();
    const other = createBoardSync(theirs, server.fetch, 'p1');
    await other.load();
    theirs.add({ ...square, color: '#ff0000' });
    await other.flush();

    board.add(square);
    await sync.flush();
    expect(sync.getSnapshot().status).toBe('conflict');
    board.add(square);
    await vi.runAllTimersAsync();
    expect(server.shapes).toMatchObject([{ color: '#ff0000' }]);

    await sync.load();
    expect(board.getSnapshot().shapes).toEqual(server.shapes);
    board.add(square);
    await sync.flush();
    expect(server.shapes).toHaveLength(2);
  });

  it('says when it cannot save, and saves with the next change', async () => {
    server.failing = true;
    board.add(square);
    await sync.flush();
    expect(sync.getSnapshot()).toEqual({ status: 'unsaved', problem: 'The server could not be reached.' });
    server.failing = false;
    board.add(square);
    await vi.runAllTimersAsync();
    expect([server.shapes.length, sync.getSnapshot()]).toEqual([2, { status: 'saved' }]);
  });

  it('saves nothing in place of a board that could not be loaded', async () => {
    server.failing = true;
    await sync.load();
    expect(sync.getSnapshot().status).toBe('absent');
    server.failing = false;
    board.add(square);
    await sync.dispose();
    expect(server.saves).toBe(0);
  });

  it('saves the rest when it is disposed, and nothing after', async () => {
    board.add(square);
    await sync.dispose();
    expect(server.saves).toBe(1);
    board.add(square);
    await vi.runAllTimersAsync();
    expect(server.saves).toBe(1);
  });
});
