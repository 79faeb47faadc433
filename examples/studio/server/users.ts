import { randomUUID } from 'node:crypto';
import type { PGlite } from '@electric-sql/pglite';
import { hashPassword, verifyPassword } from './password.ts';

export interface User {
  readonly id: string;
  readonly email: string;
  readonly name: string;
}

export interface UserStore {
  /** Creates the accounts that do not exist yet. */
  seed(accounts: readonly { email: string; name: string; password: string }[]): Promise<void>;
  /** The user with that address and password. */
  authenticate(email: string, password: string): Promise<User | undefined>;
  find(id: string): Promise<User | undefined>;
}

export function createUserStore(db: PGlite): UserStore {
  return {
    async seed(accounts) {
      for (const { email, name, password } of accounts) {
        const { rows } = await db.query('SELECT 1 FROM users WHERE email = $1', [email]);
        if (rows.length > 0) continue;
        await db.query('INSERT INTO users (id, email, name, password_hash) VALUES ($1, $2, $3, $4)', [
          randomUUID(),
          email,
          name,
          await hashPassword(password),
        ]);
      }
    },
    async authenticate(email, password) {
      const { rows } = await db.query<User & { password_hash: string }>(
        'SELECT id, email, name, password_hash FROM users WHERE email = $1',
        [email.trim().toLowerCase()],
      );
      const [row] = rows;
      const valid = await verifyPassword(password, row?.password_hash);
      return row && valid ? { id: row.id, email: row.email, name: row.name } : undefined;
    },
    async find(id) {
      const { rows } = await db.query<User>('SELECT id, email, name FROM users WHERE id = $1', [id]);
      return rows[0];
    },
  };
}
