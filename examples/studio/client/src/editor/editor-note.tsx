import { Button } from '../ui/button.tsx';
import type { OpenFile } from './open-file.ts';

export interface EditorNoteProps {
  readonly file: OpenFile;
  onRevert(): void;
}

const ELSEWHERE = {
  changed: {
    message: 'This file was changed elsewhere. Saving replaces that with what you typed.',
    action: 'Load the other version',
  },
  deleted: { message: 'This file was deleted. Saving creates it again.', action: 'Close it' },
} as const;

/** What stands between the user and the file. */
export function EditorNote({ file: { problem, elsewhere }, onRevert }: EditorNoteProps) {
  const other = elsewhere && ELSEWHERE[elsewhere];
  return (
    <>
      {problem && (
        <p
          role="alert"
          className="border-b border-neutral-200 px-4 py-2 text-[13px] text-red-700 dark:border-neutral-800 dark:text-red-400"
        >
          {problem}
        </p>
      )}
      {other && (
        <div
          role="alert"
          className="flex flex-wrap items-center gap-x-3 gap-y-2 border-b border-amber-300 bg-amber-50 px-4 py-2 text-[13px] text-amber-950 dark:border-amber-900 dark:bg-amber-950 dark:text-amber-100"
        >
          <p className="min-w-0 flex-1">{other.message}</p>
          <Button onClick={onRevert} className="h-7!">
            {other.action}
          </Button>
        </div>
      )}
    </>
  );
}
