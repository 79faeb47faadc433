import { existsSync } from 'node:fs';
import { join } from 'node:path';
import express, { Router } from 'express';
import { StartupError } from './startup-error.ts';

/** The built client: its files, and `index.html` for every page of the app, whose router takes it from there. */
export function clientFiles(directory: string): Router {
  const page = join(directory, 'index.html');
  if (!existsSync(page)) {
    throw new StartupError(
      'The client is not built: run “pnpm run build” first, or start with “pnpm run studio”.',
    );
  }
  const router = Router();
  // The names of these files carry a hash of their content.
  router.use(
    '/assets',
    express.static(join(directory, 'assets'), { immutable: true, maxAge: '1y', fallthrough: false }),
  );
  router.use(express.static(directory, { index: false }));
  router.get('/{*path}', (req, res, next) => {
    // Only a page navigation gets the page: a script that does not exist has to be a 404, not HTML.
    if (!req.accepts('html') || /\.\w+$/.test(req.path)) return next();
    res.set('Cache-Control', 'no-cache').sendFile(page);
  });
  return router;
}
