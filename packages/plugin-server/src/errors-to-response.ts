import { HttpError } from './http-error.ts';
import { LIMITS } from './limits.ts';
import { json, type PluginResponse } from './response.ts';
import { isUnavailable } from './stores/unavailable.ts';

/** What the caller is told of a failure. */
export function toHttpError(error: unknown): HttpError {
  return error instanceof HttpError ? error : unexpected(error);
}

/** The answer to a request that failed, with the id under which the log has the rest. */
export function errorResponse(known: HttpError, requestId: string): PluginResponse {
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
      ...(known.issues.length > 0 ? { errors: known.issues.slice(0, LIMITS.issues) } : {}),
      requestId,
    },
    known.headers,
  );
}

function unexpected(error: unknown): HttpError {
  if (isUnavailable(error)) {
    return new HttpError(503, 'DATABASE_UNAVAILABLE', 'The database is not available, try again', {
      cause: error,
      headers: { 'retry-after': '2' },
    });
  }
  return new HttpError(500, 'INTERNAL', 'Internal server error', { cause: error });
}
