/** The studio's own tables. Those of the plugins are plugin-server's. One request, hence one transaction: two studios may start at once. */
export const SCHEMA = `
  SELECT pg_advisory_xact_lock(5180);
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
  CREATE TABLE IF NOT EXISTS files (
    project_id  TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
    user_id     TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    path        TEXT NOT NULL,
    content     BYTEA NOT NULL,
    modified_at TIMESTAMPTZ NOT NULL DEFAULT now(),
    PRIMARY KEY (project_id, path)
  );
  CREATE TABLE IF NOT EXISTS boards (
    project_id TEXT PRIMARY KEY REFERENCES projects (id) ON DELETE CASCADE,
    user_id    TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    version    INTEGER NOT NULL,
    document   JSONB NOT NULL
  );
  CREATE TABLE IF NOT EXISTS studio_secrets (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
  );
`;
