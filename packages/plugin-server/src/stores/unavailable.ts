import { errorCode, errorMessage } from '@fluxstudio/plugin-protocol/errors';

// Connection lost or refused, shutting down, starting up, the machine behind a name not found.
const LOST = /^(?:08|57P|ECONN|EPIPE$|ETIMEDOUT$|ENOTFOUND$|EAI_AGAIN$|EHOSTUNREACH$|ENETUNREACH$)/;
// What pg says without a code.
const LOST_WORDS =
  /^(?:Connection terminated|Connection ended|timeout exceeded when trying to connect|Client has encountered a connection error|Client was closed|Query read timeout)/;
// Out of connections or memory, too slow, waited too long for a lock.
const BUSY = /^(?:53|57014$|55P03$)/;
// What drivers say without a code of a database that was closed: by the app that owns it, or at the end of a shutdown.
const CLOSED_WORDS = /^(?:Cannot use a pool after calling end|PGlite is clos)/;
// Another transaction won.
const CONFLICT = /^(?:40P01|40001)$/;

/** Whether the connection is gone, so that what ran on it has been rolled back unless it was being committed. */
export function isConnectionLost(error: unknown): boolean {
  return LOST.test(errorCode(error) ?? '') || LOST_WORDS.test(errorMessage(error));
}

/** Whether another transaction was in the way: this one has been rolled back and can start anew. */
export function isConflict(error: unknown): boolean {
  return CONFLICT.test(errorCode(error) ?? '');
}

/** Whether the database cannot take the statement now, and may in a moment. */
export function isUnavailable(error: unknown): boolean {
  const code = errorCode(error) ?? '';
  return (
    isConnectionLost(error) ||
    isConflict(error) ||
    BUSY.test(code) ||
    CLOSED_WORDS.test(errorMessage(error)) ||
    code === 'DATABASE_UNAVAILABLE' ||
    code === 'DISPOSED'
  );
}
