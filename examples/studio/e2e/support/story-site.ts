import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { preview } from 'vite';
import { findBrowser } from '../../../../scripts/find-browser.mjs';

declare global {
  interface Window {
    axe: typeof import('axe-core');
  }
}

const root = fileURLToPath(new URL('../..', import.meta.url));
const built = fileURLToPath(new URL('../../dist', import.meta.url));

export interface StoryLook {
  readonly theme: 'light' | 'dark';
  readonly width: number;
  readonly dir?: 'ltr' | 'rtl';
}

export interface StoryName {
  readonly name: string;
  readonly hostile: boolean;
}

/** The story pages as they were built, in a browser. */
export interface StorySite {
  readonly browser: Browser;
  list(): Promise<StoryName[]>;
  /** A page without cookies and storage of others. What its console complains about is kept. */
  openPage(look: StoryLook): Promise<StoryTab>;
  close(): Promise<void>;
}

export interface StoryTab {
  readonly page: Page;
  /** Errors and warnings since the last story was shown. */
  readonly complaints: string[];
  /** Resolves when the story is in the state that it is about; rejects where it does not get there. */
  show(name: string): Promise<void>;
  /** What axe-core finds against WCAG 2.2 AA: a rule and the elements that break it. */
  violations(): Promise<string[]>;
  close(): Promise<void>;
}

/** Milliseconds in which a story must be in its state: nothing in it waits for anything but a search as one types. */
const PATIENCE = 10_000;
const STANDARDS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** No policy is sent with these pages: what a hostile text could run would run. */
export async function openStorySite(): Promise<StorySite> {
  const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  const server = await preview({
    configFile: false,
    logLevel: 'silent',
    root,
    build: { outDir: built },
    preview: { host: '127.0.0.1', port: 0, strictPort: false },
  });
  const address = server.httpServer.address();
  if (address === null || typeof address === 'string') throw new Error('The preview has no port');
  const url = `http://127.0.0.1:${address.port}/stories.html`;
  const browser = await chromium.launch(await findBrowser());

  async function openPage({ theme, width, dir = 'ltr' }: StoryLook): Promise<StoryTab> {
    const context = await browser.newContext({
      viewport: { width, height: 900 },
      // A story that fades in is looked at when it is there.
      reducedMotion: 'reduce',
    });
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
    });
    await page.goto(`${url}?theme=${theme}&dir=${dir}`);
    await page.locator('[data-story]').first().waitFor();
    await page.evaluate(axe);
    return {
      page,
      complaints,
      async show(name) {
        complaints.length = 0;
        // Without a load: that would take longer than all the rest.
        await page.evaluate((search) => {
          history.replaceState(null, '', search);
          window.dispatchEvent(new PopStateEvent('popstate'));
        }, `?story=${name}&theme=${theme}&dir=${dir}`);
        await page.locator(`[data-story-shown="${name}"]`).waitFor({ timeout: PATIENCE });
      },
      async violations() {
        return page.evaluate(async (tags) => {
          const { violations } = await window.axe.run({ runOnly: tags });
          return violations.flatMap(({ id, nodes }) =>
            nodes.map(({ html }) => `${id}: ${html.slice(0, 300)}`),
          );
        }, STANDARDS);
      },
      close: () => context.close(),
    };
  }

  return {
    browser,
    openPage,
    async list() {
      const page = await browser.newPage();
      await page.goto(url);
      await page.locator('[data-story]').first().waitFor();
      const names = await page.locator('[data-story]').evaluateAll((items) =>
        items.map((item) => ({
          name: item.getAttribute('data-story') ?? '',
          hostile: item.hasAttribute('data-hostile'),
        })),
      );
      await page.close();
      return names;
    },
    async close() {
      await browser.close();
      await server.close();
    },
  };
}
