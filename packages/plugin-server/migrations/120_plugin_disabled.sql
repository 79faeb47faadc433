-- What an administrator has disabled stays so when its user uninstalls it: this row is what is left, and no install is taken while it is
-- there. `user_id` has the type it has in `user_plugins`, and goes with the user where that table's does. Can be run again.
DO $$
DECLARE
  user_type text;
  users regclass;
BEGIN
  SELECT format_type(a.atttypid, a.atttypmod), c.confrelid::regclass INTO user_type, users
    FROM pg_attribute a LEFT JOIN pg_constraint c
      ON c.conrelid = a.attrelid AND c.contype = 'f' AND c.conkey = ARRAY[a.attnum]
         AND c.confkey = ARRAY[(SELECT attnum FROM pg_attribute WHERE attrelid = c.confrelid AND attname = 'id')]
    WHERE a.attrelid = 'user_plugins'::regclass AND a.attname = 'user_id'
    LIMIT 1;
  EXECUTE format(
    'CREATE TABLE IF NOT EXISTS plugin_disabled (
       user_id %s NOT NULL %s,
       tenant_id TEXT NOT NULL DEFAULT '''',
       plugin_id TEXT NOT NULL,
       error JSONB,
       created_at TIMESTAMPTZ NOT NULL DEFAULT now(),
       PRIMARY KEY (user_id, tenant_id, plugin_id)
     )',
    user_type,
    CASE WHEN users IS NULL THEN '' ELSE format('REFERENCES %s (id) ON DELETE CASCADE', users) END
  );
END
$$;
