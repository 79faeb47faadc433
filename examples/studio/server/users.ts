import { randomUUID } from 'node:crypto';
import type { Database } from './database.ts';
import { hashPassword, verifyPassword } from './password.ts';

export interface User {
  readonly id: string;
  readonly email: string;
  readonly name: string;
}

export interface NewUser {
  readonly email: string;
  readonly name: string;
  readonly password: string;
}

export interface UserStore {
  /** Creates the accounts that do not exist yet. */
  seed(accounts: readonly NewUser[]): Promise<void>;
  /** Nobody when the address has an account. */
  create(user: NewUser): Promise<User | undefined>;
  /** How many accounts were made in the last minute, wherever. */
  countNew(): Promise<number>;
  /** The user with that address and password. */
  authenticate(email: string, password: string): Promise<User | undefined>;
  find(id: string): Promise<User | undefined>;
}

export function createUserStore(db: Database): UserStore {
  async function create({ email, name, password }: NewUser): Promise<User | undefined> {
    const { rows } = await db.query<User>(
      `INSERT INTO users (id, email, name, password_hash) VALUES ($1, $2, $3, $4)
       ON CONFLICT (email) DO NOTHING RETURNING id, email, name`,
      [randomUUID(), normaliseEmail(email), name, await hashPassword(password)],
    );
    return rows[0];
  }

  return {
    async seed(accounts) {
      for (const account of accounts) {
        const { rows } = await db.query('SELECT 1 FROM users WHERE email = $1', [account.email]);
        if (rows.length === 0) await create(account);
      }
    },
    create,
    async countNew() {
      const { rows } = await db.query<{ count: number }>(
        `SELECT count(*)::int AS count FROM users WHERE created_at > now() - interval '1 minute'`,
      );
      return rows[0]?.count ?? 0;
    },
    async authenticate(email, password) {
      const { rows } = await db.query<User & { password_hash: string }>(
        'SELECT id, email, name, password_hash FROM users WHERE email = $1',
        [normaliseEmail(email)],
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

/** Addresses that differ in case or in space around them are one account. */
export const normaliseEmail = (email: string): string => email.trim().toLowerCase();
