import { useStore } from '../store.ts';
import type { BoardStore } from './board-store.ts';

/** The colours on the board; nothing as long as there are none. */
export function BoardStrip({ board }: { readonly board: BoardStore }) {
  const { swatches, selectedId } = useStore(board);
  if (swatches.length === 0) return null;
  return (
    <section aria-label="Board" className="mb-6">
      <ul className="flex flex-wrap gap-2">
        {swatches.map(({ id, color }) => (
          <li key={id}>
            <button
              type="button"
              aria-label={`Colour ${color}`}
              aria-pressed={id === selectedId}
              onClick={() => board.select(id)}
              className="focus-ring block size-10 rounded-lg border border-neutral-300 aria-pressed:border-2 aria-pressed:border-neutral-900 dark:border-neutral-700 dark:aria-pressed:border-neutral-100"
              style={{ backgroundColor: color }}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}
