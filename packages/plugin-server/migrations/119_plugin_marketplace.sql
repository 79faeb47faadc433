-- Searching, sorting and rating the catalogue, and counting its downloads. Can be run again.

-- Case and forms of a character do not matter in a search: Σ, σ and ς are one letter, and so are full-width and plain digits. The same
-- function is applied to what is stored and to what is looked for, whatever the locale of the database is.
DO $$
DECLARE
  letters text;
  form text := '$1';
BEGIN
  -- PostgreSQL 17 brings the first, one that was built with ICU the second. With neither, only what the database's locale knows has case.
  SELECT quote_ident(c.collname) INTO letters FROM pg_collation c
    WHERE c.collname IN ('pg_c_utf8', 'und-x-icu') AND c.collnamespace = 'pg_catalog'::regnamespace
      AND c.collencoding IN (-1, pg_char_to_encoding(getdatabaseencoding()))
    ORDER BY c.collname = 'pg_c_utf8' DESC LIMIT 1;
  IF getdatabaseencoding() = 'UTF8' THEN
    form := 'normalize($1, NFKC)';
  END IF;
  EXECUTE format(
    'CREATE OR REPLACE FUNCTION plugin_fold(text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
       AS $f$ SELECT lower(upper(%1$s COLLATE %2$s) COLLATE %2$s) $f$',
    form,
    coalesce('pg_catalog.' || letters, '"default"')
  );
END
$$;

-- `SET search_path` here and below: a restore of a backup runs them where no schema is looked into.

-- PostgreSQL does not let a generated column join an array by itself, since the text of other types can depend on settings.
CREATE OR REPLACE FUNCTION plugin_search_text(id text, name text, description text, keywords text[]) RETURNS text
  LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path FROM CURRENT
  AS $f$ SELECT plugin_fold(concat_ws(E'\n', id, name, description, array_to_string(keywords, E'\n'))) $f$;

-- The LIKE pattern for what contains a text.
CREATE OR REPLACE FUNCTION plugin_pattern(text) RETURNS text
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE SET search_path FROM CURRENT
  AS $f$ SELECT '%' || regexp_replace(plugin_fold($1), '([\\%_])', '\\\1', 'g') || '%' $f$;

-- Generated, so that no way of writing to the catalogue can forget them; rows that are there get them now.
ALTER TABLE plugins
  ADD COLUMN IF NOT EXISTS publisher TEXT,
  ADD COLUMN IF NOT EXISTS readme TEXT,
  ADD COLUMN IF NOT EXISTS search_text TEXT
    GENERATED ALWAYS AS (plugin_search_text(id, name, description, keywords)) STORED,
  -- Cut, since an entry of an index has a size.
  ADD COLUMN IF NOT EXISTS sort_name TEXT COLLATE "C" GENERATED ALWAYS AS (left(plugin_fold(name), 200)) STORED;

-- One index for each order. All keys ascend, so that "what comes after this entry" is one comparison of rows, which an index answers. What
-- they include is what the keys are made of: only then does a far page, or a count, not look into the table.
CREATE INDEX IF NOT EXISTS plugins_by_downloads ON plugins ((-downloads), id COLLATE "C") INCLUDE (downloads);
CREATE INDEX IF NOT EXISTS plugins_by_rating
  ON plugins ((-rating), (-rating_count), id COLLATE "C") INCLUDE (rating, rating_count);
CREATE INDEX IF NOT EXISTS plugins_by_newest
  ON plugins ((-extract(epoch FROM published_at - '2000-01-01 00:00:00+00'::timestamptz)), id COLLATE "C") INCLUDE (published_at);
CREATE INDEX IF NOT EXISTS plugins_by_name ON plugins (sort_name, id COLLATE "C");
-- Few are: walking an order until enough of them came by would be most of the catalogue.
CREATE INDEX IF NOT EXISTS plugins_featured ON plugins ((-downloads), id COLLATE "C") INCLUDE (downloads) WHERE featured;
CREATE INDEX IF NOT EXISTS plugins_verified ON plugins ((-downloads), id COLLATE "C") INCLUDE (downloads) WHERE verified;
CREATE INDEX IF NOT EXISTS plugins_categories ON plugins USING gin (categories);

-- Gives the search its indexes, and a second try at names that were misspelt. Says whether it could. Whoever is allowed to install pg_trgm
-- only later calls it then: SELECT plugin_use_trigrams().
CREATE OR REPLACE FUNCTION plugin_use_trigrams() RETURNS boolean LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
  trgm text;
BEGIN
  BEGIN
    CREATE EXTENSION IF NOT EXISTS pg_trgm;
  EXCEPTION WHEN OTHERS THEN
    RAISE NOTICE 'The catalogue is searched without pg_trgm, which takes longer in a large one: %', SQLERRM;
  END;
  SELECT quote_ident(n.nspname) INTO trgm FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace
    WHERE e.extname = 'pg_trgm';
  IF trgm IS NOT NULL THEN
    EXECUTE format('CREATE INDEX IF NOT EXISTS plugins_search_text ON plugins USING gin (search_text %s.gin_trgm_ops)', trgm);
    EXECUTE format('CREATE INDEX IF NOT EXISTS plugins_sort_name ON plugins USING gin (sort_name %s.gin_trgm_ops)', trgm);
  END IF;
  -- The plugins with a name like a text, the likest first; none without pg_trgm.
  EXECUTE format(
    'CREATE OR REPLACE FUNCTION plugin_similar(wanted text, most integer) RETURNS TABLE (plugin_id text, likeness real)
       LANGUAGE sql STABLE SET search_path FROM CURRENT %s',
    CASE WHEN trgm IS NULL THEN 'AS $f$ SELECT NULL::text, NULL::real WHERE false $f$'
    ELSE format(
      'SET pg_trgm.word_similarity_threshold = 0.5
       AS $f$ SELECT id, %1$s.word_similarity(plugin_fold($1), sort_name) FROM plugins
              WHERE plugin_fold($1) OPERATOR(%1$s.<%%) sort_name ORDER BY 2 DESC, id COLLATE "C" LIMIT $2 $f$', trgm)
    END
  );
  RETURN trgm IS NOT NULL;
END
$$;
SELECT plugin_use_trigrams();

-- Downloads are counted by rows that an upkeep adds up, so that installs of a popular plugin do not wait for each other.
CREATE TABLE IF NOT EXISTS plugin_downloads (
  id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  plugin_id TEXT NOT NULL
);

-- The upkeep looks for what is old.
CREATE INDEX IF NOT EXISTS plugin_events_created_at ON plugin_events (created_at);

-- What users think of plugins, one rating for each in each tenant. `user_id` has the type it has in `user_plugins`, and goes with the user
-- where that table's does. Ratings outlive the install.
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
    'CREATE TABLE IF NOT EXISTS plugin_ratings (
       user_id %s NOT NULL %s,
       tenant_id TEXT NOT NULL DEFAULT '''',
       plugin_id TEXT NOT NULL REFERENCES plugins (id) ON DELETE CASCADE,
       rating SMALLINT NOT NULL CHECK (rating BETWEEN 1 AND 5),
       updated_at TIMESTAMPTZ NOT NULL DEFAULT now(),
       PRIMARY KEY (user_id, tenant_id, plugin_id)
     )',
    user_type,
    CASE WHEN users IS NULL THEN '' ELSE format('REFERENCES %s (id) ON DELETE CASCADE', users) END
  );
END
$$;
CREATE INDEX IF NOT EXISTS plugin_ratings_plugin_id ON plugin_ratings (plugin_id);

-- Mean and number follow the ratings in the same transaction, however a rating came or went. The sum is not stored: it is a whole number,
-- and mean times number, rounded, is exactly that. Not by counting all of them again.
CREATE OR REPLACE FUNCTION plugin_ratings_changed() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
  plugin text := CASE WHEN TG_OP = 'DELETE' THEN OLD.plugin_id ELSE NEW.plugin_id END;
  raters integer := CASE TG_OP WHEN 'INSERT' THEN 1 WHEN 'DELETE' THEN -1 ELSE 0 END;
  difference integer := CASE WHEN TG_OP = 'DELETE' THEN 0 ELSE NEW.rating END - CASE WHEN TG_OP = 'INSERT' THEN 0 ELSE OLD.rating END;
BEGIN
  UPDATE plugins SET
    rating_count = greatest(rating_count + raters, 0),
    rating = CASE WHEN rating_count + raters > 0
             THEN (round(rating * rating_count) + difference) / (rating_count + raters) ELSE 0 END
  WHERE id = plugin;
  RETURN NULL;
END
$$;
DROP TRIGGER IF EXISTS plugin_ratings_changed ON plugin_ratings;
CREATE TRIGGER plugin_ratings_changed AFTER INSERT OR UPDATE OF rating OR DELETE ON plugin_ratings
  FOR EACH ROW EXECUTE FUNCTION plugin_ratings_changed();
