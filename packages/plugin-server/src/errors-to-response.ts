import { errorCode } from '@fluxstudio/plugin-protocol/errors';
import { HttpError } from './http-error.ts';
import type { Logger } from './logger.ts';
import { json, type PluginResponse } from './response.ts';

// The database cannot take the statement now, and may in a moment: connection lost or refused, shutting down, out of
// connections, a deadlock that another transaction won.
const UNAVAILABLE =
  /^(?:08|53|57P|40P01$|40001$|ECONN|EPIPE$|ETIMEDOUT$|ENOTFOUND$|EAI_AGAIN$|DATABASE_UNAVAILABLE$|DISPOSED$)/;
// What pg says without a code.
const LOST_CONNECTION =
  /^(?:Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/;

/** The answer to a request that failed. What was not meant for the caller goes to the log, with the id the caller sees. */
export function errorToResponse(error: unknown, requestId: string, logger: Logger): PluginResponse {
  const known = error instanceof HttpError ? error : unexpected(error);
  if (known.status >= 500)
    logger.error(`Plugin request ${requestId} failed: ${describe(error)}`, { error, requestId });
  // A message of ours can still tell an operator more than a caller should know.
  const message = known.status === 500 ? 'Internal server error' : known.message;
  const field = known.issues[0]?.field;
  return json(
    known.status,
    {
      success: false,
      error: message,
      ...(known.detail === undefined ? {} : { message: known.detail }),
      code: known.code,
      status: known.status,
      ...(field ? { field } : {}),
      ...(known.issues.length > 0 ? { errors: known.issues } : {}),
      requestId,
    },
    known.headers,
  );
}

function unexpected(error: unknown): HttpError {
  if (UNAVAILABLE.test(errorCode(error) ?? '') || LOST_CONNECTION.test(describe(error))) {
    return new HttpError(503, 'DATABASE_UNAVAILABLE', 'The database is not available, try again', {
      cause: error,
      headers: { 'retry-after': '2' },
    });
  }
  return new HttpError(500, 'INTERNAL', 'Internal server error', { cause: error });
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
