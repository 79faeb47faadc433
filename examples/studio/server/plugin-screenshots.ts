import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Router } from 'express';

/** Files by plugin id. */
export type PluginScreenshots = ReadonlyMap<string, string>;

/** Where the client finds them. An image is asked for without a token, so anybody may see it. */
export const SCREENSHOTS_PATH = '/api/screenshots';

/** `<directory>/<plugin id>/screenshot.png` of each plugin that has one. */
export function findScreenshots(directory: string): PluginScreenshots {
  // Who publishes what is in there says that it is not.
  if (!existsSync(directory)) return new Map();
  const files = readdirSync(directory).map((id) => [id, join(directory, id, 'screenshot.png')] as const);
  return new Map(files.filter(([, file]) => existsSync(file)));
}

/** What the marketplace says of these plugins: where their pictures are. */
export function screenshotListings(files: PluginScreenshots): Record<string, { screenshots: string[] }> {
  return Object.fromEntries(
    [...files.keys()].map((id) => [
      id,
      { screenshots: [`${SCREENSHOTS_PATH}/${encodeURIComponent(id)}.png`] },
    ]),
  );
}

/** `GET /<plugin id>.png` */
export function screenshotRoutes(files: PluginScreenshots): Router {
  const router = Router();
  router.get('/:id.png', (req, res, next) => {
    const file = files.get(req.params.id);
    if (file) res.sendFile(file, { maxAge: '1h' });
    else next();
  });
  return router;
}
