-- What plugins store for all devices of a user. Goes with the install, and so with the user.
--
-- Both columns of the reference take the types they have in `user_plugins`, whatever they are. Can be run again.
DO $$
DECLARE
  user_type text;
  plugin_type text;
BEGIN
  -- A reference needs a unique index that is never deferred; 115 found one, perhaps of another kind.
  IF NOT EXISTS (
    SELECT 1 FROM pg_index i
    WHERE i.indrelid = 'user_plugins'::regclass AND i.indisunique AND i.indisvalid AND i.indimmediate
      AND i.indpred IS NULL AND i.indnkeyatts = 2
      AND (SELECT array_agg(a.attname::text ORDER BY a.attname)
           FROM pg_attribute a
           WHERE a.attrelid = i.indrelid AND a.attnum IN (i.indkey[0], i.indkey[1])) = ARRAY['plugin_id', 'user_id']
  ) THEN
    CREATE UNIQUE INDEX user_plugins_user_id_plugin_id_immediate ON user_plugins (user_id, plugin_id);
  END IF;

  SELECT format_type(atttypid, atttypmod) INTO user_type FROM pg_attribute
    WHERE attrelid = 'user_plugins'::regclass AND attname = 'user_id';
  SELECT format_type(atttypid, atttypmod) INTO plugin_type FROM pg_attribute
    WHERE attrelid = 'user_plugins'::regclass AND attname = 'plugin_id';

  EXECUTE format(
    'CREATE TABLE IF NOT EXISTS plugin_storage (
       user_id %s NOT NULL,
       plugin_id %s NOT NULL,
       key TEXT NOT NULL,
       value JSONB NOT NULL,
       size INTEGER NOT NULL,
       revision BIGINT NOT NULL DEFAULT 1,
       updated_at TIMESTAMPTZ NOT NULL DEFAULT now(),
       PRIMARY KEY (user_id, plugin_id, key),
       FOREIGN KEY (user_id, plugin_id) REFERENCES user_plugins (user_id, plugin_id) ON DELETE CASCADE
     )',
    user_type,
    plugin_type
  );
END
$$;
