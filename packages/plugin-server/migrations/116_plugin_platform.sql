-- What the platform adds to the first table, and the catalogue.

ALTER TABLE user_plugins
  ADD COLUMN IF NOT EXISTS version TEXT,
  ADD COLUMN IF NOT EXISTS bundle_sha256 TEXT,
  -- NULL: installed before grants were recorded, so the user has not been asked yet.
  ADD COLUMN IF NOT EXISTS granted_permissions TEXT[],
  ADD COLUMN IF NOT EXISTS revision BIGINT NOT NULL DEFAULT 1,
  ADD COLUMN IF NOT EXISTS error JSONB,
  ADD COLUMN IF NOT EXISTS enabled_at TIMESTAMPTZ;

UPDATE user_plugins SET version = manifest ->> 'version' WHERE version IS NULL AND manifest ? 'version';
UPDATE user_plugins SET enabled_at = updated_at WHERE state = 'active' AND enabled_at IS NULL;

-- Bundles by content. `integrity` is what a browser would be given: sha384-<base64>.
CREATE TABLE IF NOT EXISTS plugin_blobs (
  sha256 TEXT PRIMARY KEY,
  integrity TEXT NOT NULL,
  size INTEGER NOT NULL,
  content BYTEA NOT NULL,
  created_at TIMESTAMPTZ NOT NULL DEFAULT now()
);

-- One row per plugin of the catalogue: what the marketplace lists and searches.
CREATE TABLE IF NOT EXISTS plugins (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  description TEXT NOT NULL DEFAULT '',
  keywords TEXT[] NOT NULL DEFAULT '{}',
  categories TEXT[] NOT NULL DEFAULT '{}',
  latest_version TEXT NOT NULL,
  manifest JSONB NOT NULL,
  screenshots TEXT[] NOT NULL DEFAULT '{}',
  changelog TEXT,
  featured BOOLEAN NOT NULL DEFAULT false,
  verified BOOLEAN NOT NULL DEFAULT false,
  downloads BIGINT NOT NULL DEFAULT 0,
  rating DOUBLE PRECISION NOT NULL DEFAULT 0,
  rating_count INTEGER NOT NULL DEFAULT 0,
  published_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  updated_at TIMESTAMPTZ NOT NULL DEFAULT now()
);

CREATE TABLE IF NOT EXISTS plugin_versions (
  plugin_id TEXT NOT NULL REFERENCES plugins (id) ON DELETE CASCADE,
  version TEXT NOT NULL,
  manifest JSONB NOT NULL,
  bundle_sha256 TEXT NOT NULL REFERENCES plugin_blobs (sha256),
  status TEXT NOT NULL DEFAULT 'published' CHECK (status IN ('published', 'yanked', 'blocked')),
  published_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  PRIMARY KEY (plugin_id, version)
);

-- Who changed what. No foreign keys: it outlives the rows it speaks of.
CREATE TABLE IF NOT EXISTS plugin_audit (
  id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  user_id TEXT NOT NULL,
  tenant_id TEXT,
  plugin_id TEXT NOT NULL,
  action TEXT NOT NULL,
  detail JSONB NOT NULL DEFAULT '{}'::jsonb,
  request_id TEXT,
  created_at TIMESTAMPTZ NOT NULL DEFAULT now()
);

CREATE INDEX IF NOT EXISTS plugin_audit_user_id_id ON plugin_audit (user_id, id);
CREATE INDEX IF NOT EXISTS plugin_versions_bundle_sha256 ON plugin_versions (bundle_sha256);
CREATE INDEX IF NOT EXISTS user_plugins_bundle_sha256 ON user_plugins (bundle_sha256);
