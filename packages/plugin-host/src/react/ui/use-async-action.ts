import { errorMessage } from '@fluxstudio/plugin-protocol/errors';
import { useCallback, useRef, useState } from 'react';

export interface AsyncAction<Name extends string> {
  /** The action under way. */
  readonly pending: Name | null;
  /** Why the last action failed, in words. */
  readonly error: string | null;
  /** Runs one action at a time; resolves with whether it ran and succeeded. Never rejects. */
  run(name: Name, task: () => Promise<unknown>): Promise<boolean>;
}

/** Keeps track of the actions of one card or form: which one runs, and what the last one failed with. */
export function useAsyncAction<Name extends string>(): AsyncAction<Name> {
  const running = useRef(false);
  const [state, setState] = useState<{ pending: Name | null; error: string | null }>({
    pending: null,
    error: null,
  });

  const run = useCallback(async (name: Name, task: () => Promise<unknown>) => {
    if (running.current) return false;
    running.current = true;
    setState({ pending: name, error: null });
    try {
      await task();
      setState({ pending: null, error: null });
      return true;
    } catch (error) {
      setState({ pending: null, error: errorMessage(error) });
      return false;
    } finally {
      running.current = false;
    }
  }, []);

  return { ...state, run };
}
