import { definePlugin, type FluxStudioAPI } from '@fluxstudio/plugin-sdk';
import { alignCentre, alignLeft, alignTop, distribute, type Move, withoutStays } from './arrange.ts';
import type { Shape } from './studio.ts';
import { colorOf, shapeIdOf } from './target.ts';

const COLORS = [
  { id: '#4f46e5', label: 'Indigo' },
  { id: '#0ea5e9', label: 'Sky' },
  { id: '#34d399', label: 'Mint' },
  { id: '#fbbf24', label: 'Amber' },
  { id: '#fb7185', label: 'Rose' },
  { id: '#64748b', label: 'Slate' },
];

/** Pixels that a copy lies to the right of and below what it copies. */
const OFFSET = 16;

export default definePlugin({
  activate({ subscriptions }, api) {
    /** What is selected, or, where a menu was opened on something else, that. */
    async function chosen(argument: unknown): Promise<Shape[]> {
      const clicked = shapeIdOf(argument);
      const selection = await api.board.getSelection();
      const ids = new Set(clicked === undefined || selection.includes(clicked) ? selection : [clicked]);
      return (await api.board.list()).filter(({ id }) => ids.has(id));
    }

    function arranges(arrange: (shapes: readonly Shape[]) => Move[]) {
      return async (argument: unknown): Promise<number> => {
        const shapes = await chosen(argument);
        const moves = shapes.length > 1 ? withoutStays(arrange(shapes), shapes) : [];
        return moves.length === 0 ? 0 : api.board.updateEach(moves);
      };
    }

    async function duplicate(argument: unknown): Promise<string[]> {
      const copies: string[] = [];
      for (const { id: _id, ...shape } of await chosen(argument))
        copies.push(await api.board.addShape({ ...shape, x: shape.x + OFFSET, y: shape.y + OFFSET }));
      if (copies.length > 0) await api.board.setSelection(copies);
      return copies;
    }

    async function recolour(argument: unknown): Promise<number> {
      const ids = (await chosen(argument)).map(({ id }) => id);
      if (ids.length === 0) return 0;
      const color = colorOf(argument) ?? (await askColor(api));
      return color === undefined ? 0 : api.board.update(ids, { color });
    }

    subscriptions.push(
      api.commands.register('align-left', arranges(alignLeft)),
      api.commands.register('align-centre', arranges(alignCentre)),
      api.commands.register('align-top', arranges(alignTop)),
      api.commands.register('distribute', arranges(distribute)),
      api.commands.register('duplicate', duplicate),
      api.commands.register('recolour', recolour),
    );
  },
});

async function askColor(api: FluxStudioAPI): Promise<string | undefined> {
  const items = COLORS.map(({ id, label }) => ({ id, label, description: id }));
  return colorOf(await api.ui.showQuickPick(items, { title: 'Recolour selection', placeholder: 'A colour' }));
}
