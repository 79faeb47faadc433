import { useEffect, useState } from 'react';

/** A part of the UI that is downloaded when it is first shown. */
export type Part<T> =
  | { readonly status: 'loading' }
  | { readonly status: 'ready'; readonly part: T }
  | { readonly status: 'failed'; readonly error: unknown; retry(): void };

const LOADING = { status: 'loading' } as const;

/**
 * Downloads a part of the UI once it is wanted. Unlike `React.lazy` it can be tried again after it has failed.
 *
 * @param load the same function at every render
 */
export function usePart<T>(load: () => Promise<T>, wanted = true): Part<T> {
  const [state, setState] = useState<Part<T>>(LOADING);
  const missing = wanted && state.status === 'loading';

  useEffect(() => {
    if (!missing) return;
    let open = true;
    const retry = () => setState(LOADING);
    load().then(
      (part) => open && setState({ status: 'ready', part }),
      (error: unknown) => open && setState({ status: 'failed', error, retry }),
    );
    return () => {
      open = false;
    };
  }, [load, missing]);

  return state;
}
