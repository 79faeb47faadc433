import type { PendingUpdate } from '../registry/plugin-update.ts';
import { Button } from './button.tsx';

export interface PendingUpdateNoteProps {
  readonly update: PendingUpdate;
  readonly busy: boolean;
  onReview(): void;
}

/** A version that waits for the user's consent. */
export function PendingUpdateNote({ update, busy, onReview }: PendingUpdateNoteProps) {
  return (
    <div className="mb-3 flex flex-wrap items-center justify-between gap-2 rounded-md border border-neutral-200 px-3 py-2 text-[13px] text-neutral-700 dark:border-neutral-700 dark:text-neutral-300">
      Version {update.manifest.version} asks for more than you have allowed.
      <Button onClick={onReview} busy={busy}>
        Review update
      </Button>
    </div>
  );
}
