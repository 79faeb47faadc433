import type { HttpError } from '../http-error.ts';
import { cancelled, tooSlow } from './failure.ts';
import type { FetchLimits } from './limits.ts';

type TimeLimit = 'headMs' | 'idleMs' | 'totalMs';

/** One request of a plugin, from its first hop to the last byte of the answer. */
export interface Exchange {
  /** Aborts when the exchange is over, however it ended: no socket outlives it. Its reason is an {@link HttpError}. */
  readonly signal: AbortSignal;
  /** Ends it, for a reason if it failed. What was first holds. */
  end(failure?: HttpError): void;
  /** The result of a step, or the failure of the exchange without waiting for a step that cannot be interrupted. */
  during<T>(step: Promise<T>): Promise<T>;
  /** Fails the exchange unless the step is done in time. */
  within<T>(limit: TimeLimit, words: string, step: () => Promise<T>): Promise<T>;
}

/** Begins an exchange that fails when the caller goes away, or when it takes too long. */
export function beginExchange(caller: AbortSignal | undefined, limits: FetchLimits): Exchange {
  const controller = new AbortController();
  const { signal } = controller;
  const end = (failure: HttpError = cancelled()): void => {
    clearTimeout(whole);
    caller?.removeEventListener('abort', leave);
    controller.abort(failure);
  };
  const leave = (): void => end();
  const failAfter = (limit: TimeLimit, words: string): NodeJS.Timeout =>
    setTimeout(() => end(tooSlow(limit, limits, words)), limits[limit]);

  const whole = failAfter('totalMs', 'the answer was not complete');
  if (caller?.aborted) end();
  else caller?.addEventListener('abort', leave, { once: true });

  const during = <T>(step: Promise<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      const fail = (): void => reject(signal.reason);
      if (signal.aborted) fail();
      else signal.addEventListener('abort', fail, { once: true });
      step.then(resolve, reject).finally(() => signal.removeEventListener('abort', fail));
    });

  return {
    signal,
    end,
    during,
    async within(limit, words, step) {
      const timer = failAfter(limit, words);
      try {
        return await during(step());
      } finally {
        clearTimeout(timer);
      }
    },
  };
}
