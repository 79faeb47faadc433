import { errorMessage } from '@fluxstudio/plugin-protocol/errors';
import type { ReactNode } from 'react';
import { useStrings } from '../strings/use-strings.tsx';
import { Button } from './button.tsx';
import { CardSkeleton } from './card-skeleton.tsx';
import { ErrorNote } from './error-note.tsx';
import type { Part } from './use-part.ts';

export interface PartViewProps<T> {
  readonly part: Part<T>;
  children(part: T): ReactNode;
}

/** A part that is downloaded when it is first shown, or what stands in its place until then. */
export function PartView<T>({ part, children }: PartViewProps<T>) {
  const { text } = useStrings();
  if (part.status === 'ready') return children(part.part);
  if (part.status === 'failed') {
    return (
      <ErrorNote title={text('part.failed')} message={errorMessage(part.error)}>
        <Button className="mt-2.5" onClick={part.retry}>
          {text('part.retry')}
        </Button>
      </ErrorNote>
    );
  }
  return (
    <>
      <p role="status" className="sr-only">
        {text('part.loading')}
      </p>
      <CardSkeleton />
    </>
  );
}
