-- Installed plugins, one row per user and plugin.
--
-- `user_id` takes the type of `users.id`, whatever that is. An app that already has the table keeps it and its rows.
-- Can be run again. The migration runner names another users table in `plugin_server.users_table` ('-' for none);
-- without it, as in psql, the table is `users`.
DO $$
DECLARE
  users_table text := coalesce(nullif(current_setting('plugin_server.users_table', true), ''), 'users');
  users regclass;
  id_type text := 'text';
  can_reference boolean := false;
BEGIN
  IF to_regclass('user_plugins') IS NOT NULL THEN
    RETURN;
  END IF;

  IF users_table <> '-' THEN
    users := to_regclass(users_table);
  END IF;

  IF users IS NOT NULL THEN
    -- A foreign key needs a table (not a view) whose id alone is unique.
    SELECT format_type(a.atttypid, a.atttypmod),
           c.relkind IN ('r', 'p') AND EXISTS (
             SELECT 1 FROM pg_index i
             WHERE i.indrelid = c.oid AND i.indisunique AND i.indisvalid AND i.indimmediate
               AND i.indpred IS NULL AND i.indnkeyatts = 1 AND i.indkey[0] = a.attnum
           )
      INTO id_type, can_reference
      FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
      WHERE c.oid = users AND a.attname = 'id' AND a.attnum > 0 AND NOT a.attisdropped;
    IF id_type IS NULL THEN
      id_type := 'text';
      can_reference := false;
    END IF;
  END IF;

  EXECUTE format(
    'CREATE TABLE user_plugins (
       id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
       user_id %s NOT NULL %s,
       plugin_id VARCHAR(255) NOT NULL,
       manifest JSONB NOT NULL,
       state VARCHAR(20) NOT NULL DEFAULT ''inactive'',
       settings JSONB NOT NULL DEFAULT ''{}''::jsonb,
       installed_at TIMESTAMPTZ NOT NULL DEFAULT now(),
       updated_at TIMESTAMPTZ NOT NULL DEFAULT now()
     )',
    id_type,
    CASE WHEN can_reference THEN format('REFERENCES %s (id) ON DELETE CASCADE', users) ELSE '' END
  );
END
$$;

-- Installing relies on it to settle races, so a table that came without it gets it.
DO $$
BEGIN
  IF NOT EXISTS (
    SELECT 1 FROM pg_index i
    WHERE i.indrelid = 'user_plugins'::regclass AND i.indisunique AND i.indisvalid AND i.indpred IS NULL
      AND i.indnkeyatts = 2
      AND (SELECT array_agg(a.attname::text ORDER BY a.attname)
           FROM pg_attribute a
           WHERE a.attrelid = i.indrelid AND a.attnum IN (i.indkey[0], i.indkey[1])) = ARRAY['plugin_id', 'user_id']
  ) THEN
    CREATE UNIQUE INDEX user_plugins_user_id_plugin_id_key ON user_plugins (user_id, plugin_id);
  END IF;
END
$$;
