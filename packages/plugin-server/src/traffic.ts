import { whenOver } from './chunks.ts';
import { HttpError } from './http-error.ts';
import { isStream, type PluginResponse } from './response.ts';

/** The requests under way, so that a server can be closed without cutting them off. */
export interface Traffic {
  /** Aborted when the server closes: what would never end by itself ends then. */
  readonly closing: AbortSignal;
  /** @throws HttpError 503 when the server closes */
  enter(): Visit;
  /** Lets nobody in, and resolves when all have left, or after so many milliseconds. */
  close(graceMs: number): Promise<void>;
}

export interface Visit {
  /** Ends with the answer: for one in chunks, with its last one. */
  leaveWith(response: PluginResponse): PluginResponse;
}

/** Nobody waits for it. */
export const PASSER_BY: Visit = { leaveWith: (response) => response };

export function createTraffic(): Traffic {
  const closing = new AbortController();
  let inside = 0;
  let onEmpty: (() => void) | undefined;
  const leave = (): void => {
    inside -= 1;
    if (inside === 0) onEmpty?.();
  };

  let closed: Promise<void> | undefined;
  const close = (graceMs: number): Promise<void> =>
    new Promise((resolve) => {
      closing.abort();
      if (inside === 0) return resolve();
      const timer = setTimeout(resolve, graceMs);
      onEmpty = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  return {
    closing: closing.signal,
    enter() {
      if (closing.signal.aborted) {
        throw new HttpError(503, 'SHUTTING_DOWN', 'The server is shutting down, try again', {
          headers: { 'retry-after': '1', connection: 'close' },
        });
      }
      inside += 1;
      return {
        leaveWith(response) {
          const { body } = response;
          if (isStream(body)) return { ...response, body: whenOver(body, leave) };
          leave();
          return response;
        },
      };
    },
    close(graceMs) {
      closed ??= close(graceMs);
      return closed;
    },
  };
}
