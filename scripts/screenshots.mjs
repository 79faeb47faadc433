// Takes the pictures of docs/images from the built studio: node scripts/screenshots.mjs [part of a name]. Needs `pnpm run build` and a Node.js
// that runs TypeScript: the one of this repository. `node scripts/screenshots.mjs components/` takes those of docs/components.md.
import { mkdirSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { preview } from 'vite';
import { findBrowser } from './find-browser.mjs';
import { kebab } from './reference/element-facts.mjs';
import { IN_USE, openStudioPages } from './studio-pages.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const images = join(root, 'docs/images');
const WIDE = { width: 1440, height: 900 };
const NARROW = { width: 390, height: 844 };
/** Milliseconds. */
const ARMED = 600;

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

/** The studio itself, each page in both themes and both sizes. */
const PAGES = ['projects', 'board', 'plugins', 'settings'].flatMap((page) =>
  ['light', 'dark'].flatMap((theme) => [WIDE, NARROW].map((viewport) => [page, theme, viewport])),
);
/** Plugins in use. */
const PLUGINS = IN_USE.flatMap((plugin) => ['light', 'dark'].map((theme) => [plugin, theme, WIDE]));

const [filter = ''] = process.argv.slice(2);
mkdirSync(join(images, 'components'), { recursive: true });
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
  for (const theme of ['light', 'dark']) await takeComponents(theme);
  await takePages();
} finally {
  await browser.close();
  await server.close();
}

/** Each component of panels, as the gallery draws its example. */
async function takeComponents(theme) {
  if (!'components/'.startsWith(filter) && !filter.startsWith('components/')) return;
  const page = await browser.newPage({ viewport: WIDE, reducedMotion: 'reduce', deviceScaleFactor: 2 });
  await page.goto(`http://127.0.0.1:${port}/stories.html?story=components&theme=${theme}`);
  await page.locator('[data-story-shown]').waitFor();
  for (const frame of await page.locator('[data-component]').all()) {
    const component = await frame.getAttribute('data-component');
    const name = `components/${kebab(component)}-${theme}.png`;
    if (!name.includes(filter)) continue;
    if (component === 'Menu') await openMenu(page, frame);
    await frame.screenshot({ path: join(images, name) });
    await page.keyboard.press('Escape');
    console.log(name);
  }
  await page.close();
}

/** Opens it, with room for it in its frame. */
async function openMenu(page, frame) {
  await frame.scrollIntoViewIfNeeded();
  await frame.evaluate((box) => {
    box.style.minHeight = '10.75rem';
  });
  await frame.getByRole('button').click();
  await page.mouse.move(0, 0);
  await page.getByRole('menu').waitFor();
}

/** Starts a studio for them, with nobody else's data in it. */
async function takePages() {
  const wanted = [...PAGES, ...PLUGINS]
    .map(([page, theme, viewport]) => ({
      name: `studio-${page}-${theme}-${viewport.width}.png`,
      page,
      look: { theme, viewport },
    }))
    .filter(({ name }) => name.includes(filter));
  if (wanted.length === 0) return;
  const studio = await openStudioPages();
  try {
    for (const { name, page: path, look } of wanted) {
      const page = await studio.open(browser, path, look);
      await page.screenshot({ path: join(images, name) });
      await page.context().close();
      console.log(name);
    }
  } finally {
    await studio.close();
  }
}

const files = readdirSync(images, { recursive: true }).filter((name) => name.endsWith('.png'));
const size = files.reduce((sum, file) => sum + statSync(join(images, file)).size, 0);
console.log(`${files.length} files, ${(size / 1e6).toFixed(1)} MB`);
