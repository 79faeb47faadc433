import { errorCode, errorMessage } from '@fluxstudio/plugin-protocol/errors';
import { type ReactNode, useEffect, useRef } from 'react';
import type { StringKey } from '../strings/default-strings.ts';
import { useStrings } from '../strings/use-strings.tsx';
import { Button } from '../ui/button.tsx';
import { ErrorNote } from '../ui/error-note.tsx';
import { PluginText } from '../ui/plugin-text.tsx';
import { useOnline } from '../ui/use-online.ts';

const EXPLANATIONS: ReadonlyMap<string, StringKey> = new Map([
  ['MANIFEST_MISMATCH', 'problem.mismatch'],
  ['VERSION_WITHDRAWN', 'problem.withdrawn'],
  ['UNAVAILABLE', 'problem.unavailable'],
  ['INCOMPATIBLE', 'problem.incompatible'],
  ['ALREADY_EXISTS', 'problem.exists'],
]);

/** What can be tried again only after the marketplace was read again. */
const STALE = new Set(['MANIFEST_MISMATCH', 'VERSION_WITHDRAWN']);

/** Whether what was shown of the marketplace is not so any more. */
export function isStale(error: unknown): boolean {
  return STALE.has(errorCode(error) ?? '');
}

/** Whether the back end does not know who asks: `data.status` is 401. */
export function isSignedOut(error: unknown): boolean {
  const data = typeof error === 'object' && error !== null && 'data' in error ? error.data : undefined;
  return typeof data === 'object' && data !== null && 'status' in data && data.status === 401;
}

export interface MarketplaceProblemProps {
  readonly title: string;
  readonly error: unknown;
  /** Absent: there is no sense in it. */
  readonly onRetry?: (() => void) | undefined;
  readonly retryLabel?: string;
  /** Leads to where the user signs in. Absent: they are told to. */
  readonly onSignIn?: (() => void) | undefined;
  /** More buttons. */
  readonly children?: ReactNode;
}

/** Why something of the marketplace did not work, what can be done, and the details for whoever helps. */
export function MarketplaceProblem(props: MarketplaceProblemProps) {
  const { title, error, onRetry, onSignIn, children } = props;
  const { text } = useStrings();
  const online = useOnline();
  useRetryWhenOnline(online, onRetry);
  const { retryLabel = text('part.retry') } = props;

  if (!online) {
    return <ErrorNote title={text('problem.offline')} message={text('problem.offline.text')} />;
  }
  if (isSignedOut(error)) {
    return (
      <ErrorNote title={text('problem.signedOut')} message={text('problem.signedOut.text')}>
        <div className="mt-2.5 flex flex-wrap gap-2">
          {onSignIn && (
            <Button variant="primary" onClick={onSignIn}>
              {text('problem.signIn')}
            </Button>
          )}
          {onRetry && <Button onClick={onRetry}>{retryLabel}</Button>}
        </div>
      </ErrorNote>
    );
  }
  const explanation = EXPLANATIONS.get(errorCode(error) ?? '');
  return (
    <ErrorNote title={title} message={explanation ? text(explanation) : errorMessage(error)}>
      {explanation && (
        <p className="mt-0.5 line-clamp-6">
          <PluginText text={errorMessage(error)} />
        </p>
      )}
      <ErrorDetails error={error} />
      {(onRetry || children) && (
        <div className="mt-2.5 flex flex-wrap gap-2">
          {onRetry && <Button onClick={onRetry}>{retryLabel}</Button>}
          {children}
        </div>
      )}
    </ErrorNote>
  );
}

/** Tries again once the connection is back. */
function useRetryWhenOnline(online: boolean, onRetry: (() => void) | undefined): void {
  const wasOffline = useRef(false);
  useEffect(() => {
    if (online && wasOffline.current) onRetry?.();
    wasOffline.current = !online;
  }, [online, onRetry]);
}

const MAX_CAUSES = 5;

/** The code, and what led to it. */
function ErrorDetails({ error }: { readonly error: unknown }) {
  const { text } = useStrings();
  const lines = [errorCode(error) ?? 'ERROR'];
  let cause = causeOf(error);
  while (cause !== undefined && lines.length <= MAX_CAUSES) {
    lines.push(errorMessage(cause));
    cause = causeOf(cause);
  }
  return (
    <details className="mt-1.5">
      <summary className="w-fit cursor-pointer rounded text-xs focus-visible:outline focus-visible:outline-2 focus-visible:outline-offset-2 focus-visible:outline-blue-600 dark:focus-visible:outline-blue-400">
        {text('problem.details')}
      </summary>
      <ul className="mt-1 max-h-40 space-y-0.5 overflow-y-auto font-mono text-[11px]">
        {lines.map((line, index) => (
          <li key={index}>
            <PluginText text={line.slice(0, 2000)} />
          </li>
        ))}
      </ul>
    </details>
  );
}

function causeOf(error: unknown): unknown {
  return error instanceof Error ? error.cause : undefined;
}
