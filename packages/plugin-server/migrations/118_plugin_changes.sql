-- Installs of one user in several tenants, changes that other devices hear of, and requests that may be sent twice.

ALTER TABLE user_plugins ADD COLUMN IF NOT EXISTS tenant_id TEXT NOT NULL DEFAULT '';
ALTER TABLE plugin_storage ADD COLUMN IF NOT EXISTS tenant_id TEXT NOT NULL DEFAULT '';

-- A user has a plugin once in each tenant; '' is an app without tenants. The unique index of user and plugin alone, whatever its name,
-- would allow it once in all: it goes, unless another table of the app refers to it.
DO $$
DECLARE
  found record;
BEGIN
  IF to_regclass('user_plugins_user_id_tenant_id_plugin_id_key') IS NULL THEN
    CREATE UNIQUE INDEX user_plugins_user_id_tenant_id_plugin_id_key ON user_plugins (user_id, tenant_id, plugin_id);
  END IF;

  FOR found IN
    SELECT conname FROM pg_constraint
    WHERE conrelid = 'plugin_storage'::regclass AND contype = 'f' AND cardinality(conkey) = 2
  LOOP
    EXECUTE format('ALTER TABLE plugin_storage DROP CONSTRAINT %I', found.conname);
  END LOOP;

  FOR found IN
    SELECT i.indexrelid::regclass AS index, c.conname
    FROM pg_index i LEFT JOIN pg_constraint c ON c.conindid = i.indexrelid AND c.conrelid = i.indrelid AND c.contype IN ('u', 'p')
    WHERE i.indrelid = 'user_plugins'::regclass AND i.indisunique AND i.indpred IS NULL AND i.indnkeyatts = 2
      AND (SELECT array_agg(a.attname::text ORDER BY a.attname)
           FROM pg_attribute a
           WHERE a.attrelid = i.indrelid AND a.attnum IN (i.indkey[0], i.indkey[1])) = ARRAY['plugin_id', 'user_id']
  LOOP
    BEGIN
      IF found.conname IS NULL THEN
        EXECUTE format('DROP INDEX %s', found.index);
      ELSE
        EXECUTE format('ALTER TABLE user_plugins DROP CONSTRAINT %I', found.conname);
      END IF;
    EXCEPTION WHEN dependent_objects_still_exist THEN
      RAISE NOTICE 'user_plugins keeps % because another table refers to it: a user can have a plugin in one tenant only', found.index;
    END;
  END LOOP;

  IF NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conrelid = 'plugin_storage'::regclass AND contype = 'f') THEN
    ALTER TABLE plugin_storage ADD CONSTRAINT plugin_storage_install_fkey
      FOREIGN KEY (user_id, tenant_id, plugin_id) REFERENCES user_plugins (user_id, tenant_id, plugin_id) ON DELETE CASCADE;
  END IF;

  IF NOT EXISTS (
    SELECT 1 FROM pg_constraint
    WHERE conrelid = 'plugin_storage'::regclass AND contype = 'p' AND cardinality(conkey) = 4
  ) THEN
    ALTER TABLE plugin_storage DROP CONSTRAINT IF EXISTS plugin_storage_pkey;
    ALTER TABLE plugin_storage ADD PRIMARY KEY (user_id, tenant_id, plugin_id, key);
  END IF;
END
$$;

-- What changed, for those who listen; `user_id` is NULL for what concerns everybody. Rows go after a while: whoever was away longer
-- asks for everything.
CREATE TABLE IF NOT EXISTS plugin_events (
  id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  user_id TEXT,
  tenant_id TEXT NOT NULL DEFAULT '',
  plugin_id TEXT,
  type TEXT NOT NULL,
  created_at TIMESTAMPTZ NOT NULL DEFAULT now()
);
CREATE INDEX IF NOT EXISTS plugin_events_user_id_tenant_id_id ON plugin_events (user_id, tenant_id, id);

-- Answers to requests with an Idempotency-Key, so that the second of two equal requests changes nothing.
CREATE TABLE IF NOT EXISTS plugin_idempotency (
  user_id TEXT NOT NULL,
  tenant_id TEXT NOT NULL DEFAULT '',
  key TEXT NOT NULL,
  request_sha256 TEXT NOT NULL,
  result JSONB,
  created_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  PRIMARY KEY (user_id, tenant_id, key)
);
CREATE INDEX IF NOT EXISTS plugin_idempotency_created_at ON plugin_idempotency (created_at);

-- A list shows each install's bundle. Looking all of them up would be most of what a list reads, so an install carries a copy, whoever
-- writes it.
ALTER TABLE user_plugins ADD COLUMN IF NOT EXISTS bundle JSONB;
-- A manifest of usual size stays in its row: one kept apart is four more pages for each install of a list.
ALTER TABLE user_plugins SET (toast_tuple_target = 4080);

CREATE OR REPLACE FUNCTION plugin_install_bundle() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  NEW.bundle := (
    SELECT jsonb_build_object('sha256', b.sha256, 'integrity', b.integrity, 'size', b.size)
    FROM plugin_blobs b WHERE b.sha256 = NEW.bundle_sha256
      AND NOT EXISTS (
        SELECT 1 FROM plugin_versions v
        WHERE v.plugin_id = NEW.plugin_id AND v.version = NEW.version AND v.status = 'blocked'
      )
  );
  RETURN NEW;
END
$$;
DROP TRIGGER IF EXISTS plugin_install_bundle ON user_plugins;
CREATE TRIGGER plugin_install_bundle BEFORE INSERT OR UPDATE OF bundle_sha256 ON user_plugins
  FOR EACH ROW EXECUTE FUNCTION plugin_install_bundle();
UPDATE user_plugins SET bundle_sha256 = bundle_sha256 WHERE bundle_sha256 IS NOT NULL AND bundle IS NULL;

-- In the order of a list: its rows, which often came one after the other, are then read page by page.
CREATE INDEX IF NOT EXISTS user_plugins_newest_first ON user_plugins (user_id, tenant_id, installed_at DESC, plugin_id);

-- A version that is blocked has no code for those who have it either, and has it again when it no longer is.
CREATE OR REPLACE FUNCTION plugin_version_status() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  UPDATE user_plugins SET bundle_sha256 = bundle_sha256, updated_at = now(), revision = revision + 1
  WHERE plugin_id = NEW.plugin_id AND version = NEW.version;
  RETURN NULL;
END
$$;
DROP TRIGGER IF EXISTS plugin_version_status ON plugin_versions;
CREATE TRIGGER plugin_version_status AFTER UPDATE OF status ON plugin_versions
  FOR EACH ROW WHEN (OLD.status IS DISTINCT FROM NEW.status) EXECUTE FUNCTION plugin_version_status();

-- What a user did with a plugin lately: what happens often is counted in a row of its own for each minute.
CREATE INDEX IF NOT EXISTS plugin_audit_lately ON plugin_audit (user_id, plugin_id, action, created_at);
