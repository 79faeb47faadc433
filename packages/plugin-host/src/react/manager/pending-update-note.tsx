import type { PendingUpdate } from '../../registry/plugin-update.ts';
import { useStrings } from '../strings/use-strings.tsx';
import { Button } from '../ui/button.tsx';
import { plainText } from '../ui/plain-text.ts';

export interface PendingUpdateNoteProps {
  readonly update: PendingUpdate;
  readonly busy: boolean;
  onReview(): void;
}

/** A version that waits for the user's consent. */
export function PendingUpdateNote({ update, busy, onReview }: PendingUpdateNoteProps) {
  const { text } = useStrings();
  return (
    <div className="mb-3 flex flex-wrap items-center justify-between gap-2 rounded-md border border-neutral-200 px-3 py-2 text-[13px] text-neutral-700 [overflow-wrap:anywhere] dark:border-neutral-700 dark:text-neutral-300">
      {text('installed.pending', { version: plainText(update.manifest.version, 50) })}
      <Button onClick={onReview} busy={busy}>
        {text('installed.review')}
      </Button>
    </div>
  );
}
