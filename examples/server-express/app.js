const { createPluginServer } = require('@fluxstudio/plugin-server');
const { expressPlugins } = require('@fluxstudio/plugin-server/express');
const express = require('express');

/** The plugin server of an app whose middleware sets `req.user`. */
function createPlugins(directory) {
  return createPluginServer({
    db: { directory },
    authenticate: (_request, req) => (req.user ? { userId: req.user.id } : null),
  });
}

/** The app. `users` are the signed-in users by their tokens. */
function createApp(plugins, users) {
  const app = express();
  app.use(express.json(), (req, _res, next) => {
    req.user = users.get(req.get('authorization')?.replace(/^Bearer /, ''));
    next();
  });
  app.use('/api/plugins', expressPlugins(plugins));
  app.get('/', (_req, res) => res.type('text').send('A page of the app\n'));
  return app;
}

module.exports = { createApp, createPlugins };
