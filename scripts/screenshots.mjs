// Takes the pictures of docs/images from the built studio: node scripts/screenshots.mjs [part of a name]. Needs `pnpm run build`.
import { mkdirSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { preview } from 'vite';
import { findBrowser } from './find-browser.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const images = join(root, 'docs/images');
const WIDE = { width: 1440, height: 900 };
/** Milliseconds. */
const ARMED = 600;
const NARROW = { width: 390, height: 844 };

/** A story each, in a theme and a size. */
const PICTURES = [
  ['installed-some', 'light', WIDE],
  ['installed-some', 'dark', NARROW],
  ['activity', 'dark', WIDE],
  ['error-card', 'light', WIDE],
  ['marketplace-results', 'light', WIDE],
  ['marketplace-results', 'dark', WIDE],
  ['marketplace-results', 'light', NARROW],
  ['detail', 'light', WIDE],
  ['detail', 'dark', NARROW],
  ['updates', 'light', WIDE],
  ['updates', 'dark', NARROW],
  ['permission-dialog-optional', 'light', WIDE],
  ['permission-dialog-sensitive', 'dark', WIDE],
  ['permission-dialog-app', 'light', NARROW],
  ['update-consent', 'dark', NARROW],
  ['settings', 'light', WIDE],
  ['settings-json', 'dark', NARROW],
  ['palette', 'dark', WIDE],
  ['quick-pick', 'light', NARROW],
  ['notifications', 'light', NARROW],
  ['hostile-marketplace', 'light', WIDE],
];

const [filter = ''] = process.argv.slice(2);
mkdirSync(images, { recursive: true });
const server = await preview({
  configFile: false,
  logLevel: 'silent',
  root: join(root, 'examples/studio'),
  build: { outDir: join(root, 'examples/studio/dist') },
  preview: { host: '127.0.0.1', port: 0 },
});
const { port } = server.httpServer.address();
const browser = await chromium.launch(await findBrowser());
try {
  for (const [story, theme, viewport] of PICTURES) {
    const name = `${story}-${theme}-${viewport.width}.png`;
    if (!name.includes(filter)) continue;
    const page = await browser.newPage({ viewport, reducedMotion: 'reduce' });
    await page.goto(`http://127.0.0.1:${port}/stories.html?story=${story}&theme=${theme}`);
    await page.locator('[data-story-shown]').waitFor();
    // The buttons of a new dialog look different until they take an answer.
    await page.waitForTimeout(ARMED);
    await page.screenshot({ path: join(images, name) });
    await page.close();
    console.log(name);
  }
} finally {
  await browser.close();
  await server.close();
}
const files = readdirSync(images);
const size = files.reduce((sum, file) => sum + statSync(join(images, file)).size, 0);
console.log(`${files.length} files, ${(size / 1e6).toFixed(1)} MB`);
