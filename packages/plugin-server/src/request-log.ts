import { errorMessage } from '@fluxstudio/plugin-protocol/errors';
import type { Logger } from './logger.ts';

/**
 * One request, when its answer is there. Never the path itself, a header or a body.
 *
 * @example
 * createPluginServer({
 *   db,
 *   authenticate,
 *   onRequest: ({ method, route, status, durationMs }) =>
 *     histogram.observe({ method, route: route ?? 'none', status }, durationMs / 1000),
 * });
 */
export interface RequestRecord {
  requestId: string;
  method: string;
  /** The pattern, such as `/:id/settings`; `null` for a path that has none. */
  route: string | null;
  status: number;
  /** Milliseconds until the head of the answer was there. */
  durationMs: number;
  /** `null` for one without a user. */
  userId: string | null;
  tenantId: string | null;
  /** Of an error, such as `NOT_FOUND`. */
  code?: string;
  /** What was thrown, when the server is at fault. */
  error?: unknown;
}

export interface RequestLog {
  begin(method: string, requestId: string): RequestRecord;
  /** Once for each record. */
  end(record: RequestRecord): void;
}

/** Reports each request to the app, and the failed ones to its log; all of them to a log that has `info`. */
export function createRequestLog(
  logger: Logger,
  onRequest: ((record: RequestRecord) => void) | undefined,
  now: () => number = () => performance.now(),
): RequestLog {
  return {
    begin(method, requestId) {
      // Until the end the duration is the time at which it began, to be taken off.
      return {
        requestId,
        method,
        route: null,
        status: 0,
        durationMs: -now(),
        userId: null,
        tenantId: null,
      };
    },
    end(record) {
      record.durationMs += now();
      if (record.error !== undefined)
        logger.error(`Plugin request ${record.requestId} failed: ${errorMessage(record.error)}`, record);
      else logger.info?.('Plugin request', record);
      try {
        onRequest?.(record);
      } catch (error) {
        logger.error('onRequest threw', { error, requestId: record.requestId });
      }
    },
  };
}
