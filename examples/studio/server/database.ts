import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { StartupError } from './startup-error.ts';

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS users (
    id            TEXT PRIMARY KEY,
    email         TEXT NOT NULL UNIQUE,
    name          TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    created_at    TIMESTAMPTZ NOT NULL DEFAULT now()
  );
  CREATE TABLE IF NOT EXISTS projects (
    id         TEXT PRIMARY KEY,
    user_id    TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    name       TEXT NOT NULL,
    type       TEXT NOT NULL,
    path       TEXT,
    created_at TIMESTAMPTZ NOT NULL DEFAULT now(),
    updated_at TIMESTAMPTZ NOT NULL DEFAULT now()
  );
  CREATE INDEX IF NOT EXISTS projects_by_user ON projects (user_id, created_at DESC);
`;

/** Opens the embedded PostgreSQL and creates the studio's own tables. Those of the plugins are plugin-server's, whose search uses `pg_trgm`. */
export async function openDatabase(directory: string): Promise<PGlite> {
  let db: PGlite;
  try {
    db = await PGlite.create(join(directory, 'database'), { extensions: { pg_trgm } });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new StartupError(
      `The database in ${directory} cannot be opened (${reason}): delete that directory to start afresh, or set DATA_DIR.`,
    );
  }
  await db.exec(SCHEMA);
  return db;
}
