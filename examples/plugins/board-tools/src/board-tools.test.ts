import { createTestHost, type TestHostOptions } from '@fluxstudio/plugin-sdk/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boardNamespace } from '../../../studio/client/src/board/board-namespace.ts';
import { createBoardStore } from '../../../studio/client/src/board/board-store.ts';
import manifest from '../plugin.json' with { type: 'json' };
import { alignCentre, distribute } from './arrange.ts';
import plugin from './main.ts';
import type { Shape } from './studio.ts';

const shape = (id: string, x: number, y: number, width = 40): Shape => ({
  id,
  kind: 'rect',
  x,
  y,
  width,
  height: 30,
  color: '#4f46e5',
});
const SHAPES = [shape('a', 10, 50), shape('b', 100, 20, 80), shape('c', 400, 90), shape('d', 700, 5)];

/** The plugin, with the studio's own board. */
async function open(selected: readonly string[], options: Partial<TestHostOptions> = {}) {
  const store = createBoardStore();
  store.load(SHAPES.map((one) => ({ ...one, start: 0, duration: 60 })));
  store.setSelection(selected);
  const namespaces = [boardNamespace(async () => store)];
  const host = await createTestHost({ plugin, manifest, namespaces, ...options });
  const shapes = () => store.getSnapshot().shapes.map(({ start: _, duration: __, ...one }) => one);
  const at = (axis: 'x' | 'y') => shapes().map((one) => one[axis]);
  return { host, store, shapes, at, [Symbol.asyncDispose]: () => host.dispose() };
}

describe('board tools', () => {
  it('aligns what is selected to the left, in one step, and nothing else', async () => {
    await using board = await open(['a', 'b', 'c']);
    expect(await board.host.runCommand('align-left')).toBe(2);
    expect(board.at('x')).toEqual([10, 10, 10, 700]);
    expect(board.at('y')).toEqual([50, 20, 90, 5]);
    board.store.undo();
    expect(board.shapes()).toEqual(SHAPES);
  });

  it.each(['align-left', 'align-centre', 'align-top', 'distribute'])(
    '%s is one step of the user’s undo',
    async (command) => {
      await using board = await open(['a', 'b', 'c', 'd']);
      await board.host.runCommand(command);
      expect(board.shapes()).not.toEqual(SHAPES);
      board.store.undo();
      expect(board.shapes()).toEqual(SHAPES);
      expect(board.store.getSnapshot().canUndo).toBe(false);
    },
  );

  it('aligns to the top', async () => {
    await using board = await open(['a', 'b', 'c']);
    await board.host.runCommand('align-top');
    expect(board.at('y')).toEqual([20, 20, 20, 5]);
  });

  it('aligns centres', async () => {
    await using board = await open(['a', 'b']);
    await board.host.runCommand('align-centre');
    // Both lie within 10 and 180.
    expect(board.at('x')).toEqual([75, 55, 400, 700]);
  });

  it('distributes three and more', async () => {
    await using board = await open(['a', 'b', 'c']);
    await board.host.runCommand('distribute');
    expect(board.at('x')).toEqual([10, 185, 400, 700]);
    board.store.setSelection(['a', 'd']);
    expect(await board.host.runCommand('distribute')).toBe(0);
  });

  it('leaves one shape where it is', async () => {
    await using board = await open(['b']);
    expect(await board.host.runCommand('align-left')).toBe(0);
    expect(board.store.getSnapshot().canUndo).toBe(false);
  });

  it('copies what is selected, and selects the copies', async () => {
    await using board = await open(['a', 'c']);
    const copies = await board.host.runCommand('duplicate');
    const added = board.shapes().slice(4);
    expect(added).toEqual([
      { ...SHAPES[0], id: expect.any(String), x: 26, y: 66 },
      { ...SHAPES[2], id: expect.any(String), x: 416, y: 106 },
    ]);
    expect(copies).toEqual(added.map(({ id }) => id));
    expect(board.store.getSnapshot().selection).toEqual(copies);
  });

  it('works on the shape that a menu was opened on, where it is not selected', async () => {
    await using board = await open(['a']);
    await board.host.runCommand('duplicate', { type: 'canvas', id: 'd' });
    expect(board.shapes().at(-1)).toMatchObject({ x: 716 });
    board.store.setSelection(['a', 'b']);
    await board.host.runCommand('duplicate', { type: 'canvas', id: 'b' });
    expect(board.shapes()).toHaveLength(7);
  });

  it('asks for a colour', async () => {
    const asked: string[][] = [];
    await using board = await open(['a', 'b'], {
      services: {
        interactions: {
          pick({ items }) {
            asked.push(items.map(({ label }) => label));
            return asked.length === 1 ? ['#34d399'] : null;
          },
        },
      },
    });
    expect(await board.host.runCommand('recolour')).toBe(2);
    expect(await board.host.runCommand('recolour')).toBe(0);
    expect(asked[0]).toContain('Mint');
    expect(board.shapes().map(({ color }) => color)).toEqual(['#34d399', '#34d399', '#4f46e5', '#4f46e5']);
  });

  it.each(manifest.contributes.keybindings)('$key gives a colour without asking', async ({ args }) => {
    await using board = await open(['a']);
    expect(await board.host.runCommand('recolour', args)).toBe(1);
    expect(board.shapes()[0]?.color).toBe(args);
  });

  it('does nothing without the board', async () => {
    await using board = await open(['a', 'b']);
    await board.host.revoke('board');
    await expect(board.host.runCommand('align-left')).rejects.toMatchObject({ code: 'PERMISSION_DENIED' });
    expect(board.shapes()).toEqual(SHAPES);
  });

  it('registers every command that the manifest declares, and offers no other', async () => {
    await using board = await open([]);
    const declared = manifest.contributes.commands.map(({ id }) => id);
    expect([...board.host.commands].sort()).toEqual(declared.map((id) => `board-tools.${id}`).sort());
    const { toolbarItems, keybindings, contextMenus } = manifest.contributes;
    for (const { command } of [
      ...toolbarItems,
      ...keybindings,
      ...contextMenus.flatMap(({ items }) => items),
    ])
      expect(declared).toContain(command);
  });
});

describe('where shapes go', () => {
  const shapes = fc
    .array(fc.record({ x: fc.integer({ min: -500, max: 500 }), width: fc.integer({ min: 1, max: 200 }) }), {
      minLength: 3,
      maxLength: 8,
    })
    .map((list) => list.map(({ x, width }, index) => shape(String(index), x, 0, width)));

  it('the gaps of distributed ones are equal, to the pixel', () => {
    fc.assert(
      fc.property(shapes, (given) => {
        const width = new Map(given.map((one) => [one.id, one.width]));
        const row = distribute(given).map(({ id, x = 0 }) => ({ x, width: width.get(id) ?? 0 }));
        const gaps = row.slice(1).map(({ x }, index) => x - (row[index]?.x ?? 0) - (row[index]?.width ?? 0));
        expect(Math.max(...gaps) - Math.min(...gaps)).toBeLessThanOrEqual(2);
      }),
    );
  });

  it('the centres of centred ones are one, to the pixel', () => {
    fc.assert(
      fc.property(shapes, (given) => {
        const width = new Map(given.map((one) => [one.id, one.width]));
        const centres = alignCentre(given).map(({ id, x = 0 }) => x + (width.get(id) ?? 0) / 2);
        expect(Math.max(...centres) - Math.min(...centres)).toBeLessThanOrEqual(1);
      }),
    );
  });
});
