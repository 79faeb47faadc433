import { errorCode } from '@fluxstudio/plugin-protocol/errors';
import { type HttpError, unauthorized } from '../http-error.ts';
import { isStorableText } from '../json-safety.ts';

// What PostgreSQL says of a user id that users.id cannot hold, or that names nobody: invalid text, out of range,
// too long, foreign key.
const NO_SUCH_USER: ReadonlySet<string | undefined> = new Set(['22P02', '22003', '22001', '23503', '23514']);

/**
 * Runs statements whose only value of the caller's choosing with a type of its own is the user id, so that a refusal of
 * the value is a refusal of the user.
 *
 * @throws HttpError 401
 */
export async function forUser<T>(userId: string, work: () => Promise<T>): Promise<T> {
  if (!isStorableText(userId)) throw unknownUser();
  try {
    return await work();
  } catch (error) {
    if (NO_SUCH_USER.has(errorCode(error))) throw unknownUser();
    throw error;
  }
}

function unknownUser(): HttpError {
  return unauthorized('INVALID_TOKEN', 'The user of this session does not exist');
}
