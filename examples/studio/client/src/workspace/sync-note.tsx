import type { BoardSync } from '../board/board-sync.ts';
import { useStore } from '../store.ts';
import { Button } from '../ui/button.tsx';

const WORDS = {
  loading: 'Loading…',
  absent: '',
  saved: 'Saved',
  saving: 'Saving…',
  unsaved: 'Not saved',
  conflict: 'Not saved',
} as const;

/** Whether the board is saved, for the status bar. */
export function SyncStatus({ sync }: { readonly sync: BoardSync }) {
  const { status } = useStore(sync);
  return (
    <span role="status" className="shrink-0">
      {WORDS[status]}
    </span>
  );
}

/** What went wrong with the board, and what can be done. */
export function SyncNote({ sync }: { readonly sync: BoardSync }) {
  const { status, problem } = useStore(sync);
  if (!['absent', 'unsaved', 'conflict'].includes(status)) return null;
  return (
    <div
      role="alert"
      className="flex flex-wrap items-center gap-x-3 gap-y-2 border-b border-amber-300 bg-amber-50 px-4 py-2 text-[13px] text-amber-950 dark:border-amber-800 dark:bg-amber-950 dark:text-amber-100"
    >
      <span className="min-w-0 flex-1">
        {status === 'absent' && 'The board could not be loaded. '}
        {status === 'unsaved' && 'The last changes are not saved. '}
        {status === 'conflict' ? 'This board was changed in another tab or on another device.' : problem}
      </span>
      {status === 'unsaved' ? (
        <Button onClick={() => sync.flush()}>Save again</Button>
      ) : (
        <Button onClick={() => sync.load()}>
          {status === 'conflict' ? 'Load the other version' : 'Retry'}
        </Button>
      )}
    </div>
  );
}
