const { PGlite } = require('@electric-sql/pglite');

// In place of the app's PostgreSQL: two users with text ids, and what they had installed before the platform came.
const pglite = new PGlite();
const ready = pglite.exec(`
  CREATE TABLE users (id VARCHAR(25) PRIMARY KEY, name TEXT NOT NULL UNIQUE);
  INSERT INTO users VALUES ('ckx0000000000000000000001', 'first'), ('ckx0000000000000000000002', 'second');
  CREATE TABLE user_plugins (
    id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
    user_id VARCHAR(25) NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    plugin_id VARCHAR(255) NOT NULL,
    manifest JSONB NOT NULL,
    state VARCHAR(20) NOT NULL DEFAULT 'inactive',
    settings JSONB DEFAULT '{}',
    installed_at TIMESTAMP DEFAULT now(),
    updated_at TIMESTAMP DEFAULT now(),
    UNIQUE (user_id, plugin_id)
  );
  INSERT INTO user_plugins (user_id, plugin_id, manifest, state, settings) VALUES
    ('ckx0000000000000000000001', 'word-count',
     '{"id": "word-count", "name": "Word Count", "version": "0.9.0", "main": "index.js", "permissions": ["commands"]}',
     'inactive', '{"unit": "words"}');
`);

module.exports = { database: { pglite }, ready };
