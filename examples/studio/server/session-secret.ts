import { randomBytes } from 'node:crypto';
import type { Database } from './database.ts';

/** What sessions are signed with: made at the first start and kept with the data, so that every studio on one database has the same. */
export async function readSessionSecret(db: Database): Promise<Uint8Array> {
  await db.query(
    `INSERT INTO studio_secrets (name, value) VALUES ('session', $1) ON CONFLICT (name) DO NOTHING`,
    [randomBytes(32).toString('base64url')],
  );
  const { rows } = await db.query<{ value: string }>(
    `SELECT value FROM studio_secrets WHERE name = 'session'`,
  );
  const [row] = rows;
  if (!row) throw new Error('The database returned no session secret');
  return Buffer.from(row.value, 'base64url');
}
