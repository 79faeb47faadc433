import { HttpError } from '../http-error.ts';
import { LIMITS } from '../limits.ts';
import type { Actor } from './audit.ts';
import { optionalText, text } from './row.ts';
import type { Sql } from './sql.ts';

/**
 * Does the work of a request once for each key of a user, and gives what it resolved with to every later request with the key. Two at the
 * same time wait for each other. What failed is forgotten with its transaction, and can be tried again.
 *
 * @throws HttpError 422 `IDEMPOTENCY_KEY_REUSED` for a key that came with another request
 */
export async function idempotently<T>(
  tx: Sql,
  { userId, tenantId }: Actor,
  { key, sha256 }: NonNullable<Actor['idempotency']>,
  work: (tx: Sql) => Promise<T>,
): Promise<T> {
  const here = [userId, tenantId, key];
  const claimed = await tx.query(
    `INSERT INTO plugin_idempotency (user_id, tenant_id, key, request_sha256) VALUES ($1, $2, $3, $4)
     ON CONFLICT DO NOTHING RETURNING key`,
    [...here, sha256],
  );
  const mine = 'user_id = $1 AND tenant_id = $2 AND key = $3';
  if (claimed.length === 0) {
    const [known] = await tx.query(
      `SELECT request_sha256, result::text AS result FROM plugin_idempotency WHERE ${mine}`,
      here,
    );
    if (!known || text(known, 'request_sha256') !== sha256) throw reused();
    return JSON.parse(optionalText(known, 'result') ?? 'null');
  }
  await tx.query(
    `DELETE FROM plugin_idempotency WHERE user_id = $1 AND tenant_id = $2 AND key IN (
       SELECT key FROM plugin_idempotency WHERE user_id = $1 AND tenant_id = $2
       ORDER BY created_at DESC OFFSET ${LIMITS.idempotencyKeys})`,
    [userId, tenantId],
  );
  const result = await work(tx);
  await tx.query(`UPDATE plugin_idempotency SET result = $4 WHERE ${mine}`, [
    ...here,
    JSON.stringify(result) ?? null,
  ]);
  return result;
}

function reused(): HttpError {
  return new HttpError(
    422,
    'IDEMPOTENCY_KEY_REUSED',
    'This Idempotency-Key came with another request: use a new one for each change',
  );
}
