import { createHash } from 'node:crypto';
import { badField } from '../http-error.ts';
import { LIMITS } from '../limits.ts';
import { header, type PluginRequest } from '../request.ts';
import type { Actor } from '../stores/audit.ts';

/**
 * The actor, with the request's `Idempotency-Key` where it has one. `asked` is what the request asks for: another one must not get its answer.
 *
 * @throws HttpError 400
 */
export function withIdempotencyKey(actor: Actor, request: PluginRequest, asked: unknown): Actor {
  const key = header(request, 'idempotency-key');
  if (key === undefined) return actor;
  if (!/^[\x20-\x7e]+$/.test(key) || key.length > LIMITS.idempotencyKeyLength)
    throw badField(
      'INVALID_ARGUMENT',
      'Idempotency-Key',
      `must be printable ASCII of at most ${LIMITS.idempotencyKeyLength} characters`,
    );
  const sha256 = createHash('sha256').update(JSON.stringify(asked)).digest('hex');
  return { ...actor, idempotency: { key, sha256 } };
}
