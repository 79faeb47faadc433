import type { ReactNode } from 'react';
import { AlertIcon } from './icons.tsx';
import { PluginText } from './plugin-text.tsx';

export interface ErrorNoteProps {
  readonly title?: string;
  /** What went wrong, in words. Plain text. */
  readonly message: string;
  /** What the user can do: a "Retry" button, technical details. */
  readonly children?: ReactNode;
}

/** An error, announced as soon as it appears. */
export function ErrorNote({ title, message, children }: ErrorNoteProps) {
  return (
    <div
      role="alert"
      className="flex gap-2.5 rounded-lg border border-red-200 bg-red-50 p-3 text-[13px] leading-[1.125rem] text-red-900 dark:border-red-900/70 dark:bg-red-950/40 dark:text-red-200"
    >
      <AlertIcon className="mt-px h-4 w-4 text-red-700 dark:text-red-400" />
      <div className="min-w-0 flex-1">
        {title && <p className="font-medium">{title}</p>}
        <p className={title ? 'mt-0.5' : ''}>
          <PluginText text={message} />
        </p>
        {children}
      </div>
    </div>
  );
}
