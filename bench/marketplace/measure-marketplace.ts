import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import type { Bench } from '../node/bench.ts';
import type { Tools } from '../node/tools.ts';
import { serveFolder } from './serve-folder.ts';
import { type Watched, watchPage } from './watch-page.ts';

/** What the marketplace of 10,000 plugins does while somebody is at it. */
export interface MarketplaceRow {
  title: string;
  unit: string;
  /** The worst of all rounds. */
  ours: number;
  target: number;
  met: boolean;
  /** Rounds measured. */
  samples: number;
  /** Milliseconds of the tasks over 50. */
  longTasks?: number[];
  /** Different plugins that came by in one round, at least. */
  seen?: number;
}

/** Of plugins in the document. */
const MOST_PLUGINS = 60;
/** Milliseconds between two steps: a fast wheel, fast fingers. */
const [WHEEL, KEY] = [30, 90];
const WHEEL_STEPS = 150;
/** Fits one of them. */
const QUERY = 'palette 9992';

/** Needs the built studio: its page of stories has the components over a back end in memory. */
export async function measureMarketplaceRows(bench: Bench, tools: Tools): Promise<MarketplaceRow[]> {
  const { marketplace, marketplaceRounds } = bench.settings;
  if (!marketplace) return [];
  const folder = join(tools.root, 'examples/studio/dist');
  if (!existsSync(join(folder, 'stories.html')))
    throw new Error('The stories are not built: run “pnpm run build” first');
  bench.tell('marketplace');
  const site = await serveFolder(folder);
  const { executablePath, args } = await tools.findBrowser();
  const browser = await chromium.launch({ executablePath, args });
  const scrolled: Watched[] = [];
  const typed: Watched[] = [];
  try {
    for (let round = 0; round < marketplaceRounds; round++) {
      const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
      await page.goto(`${site.url}/stories.html?story=marketplace-10000`);
      await page.locator('[data-story-shown]').waitFor();
      scrolled.push(await watch(page, scroll));
      typed.push(await watch(page, search));
      await page.close();
    }
  } finally {
    await browser.close();
    await site.close();
  }
  return [
    taskRow('scrolling, 300 steps of the wheel', scrolled),
    taskRow('typing a search, and taking it back', typed),
    pluginRow([...scrolled, ...typed]),
  ];
}

async function watch(page: Page, act: (page: Page) => Promise<void>): Promise<Watched> {
  await page.evaluate(watchPage);
  await act(page);
  return page.evaluate(() => {
    if (!window.stopWatching) throw new Error('The page is not watched');
    return window.stopWatching();
  });
}

async function scroll(page: Page): Promise<void> {
  await page.mouse.move(700, 500);
  for (const distance of [500, -500]) {
    for (let step = 0; step < WHEEL_STEPS; step++) {
      await page.mouse.wheel(0, distance);
      await page.waitForTimeout(WHEEL);
    }
  }
}

async function search(page: Page): Promise<void> {
  await page.evaluate(() => scrollTo(0, 0));
  await page.getByRole('searchbox').focus();
  await page.keyboard.type(QUERY, { delay: KEY });
  await page.getByRole('heading', { name: 'Palette 9992', exact: true }).waitFor();
  for (const _ of QUERY) await page.keyboard.press('Backspace', { delay: KEY });
  await page.getByRole('heading', { name: 'Grid 1', exact: true }).waitFor();
}

function taskRow(title: string, rounds: readonly Watched[]): MarketplaceRow {
  const longTasks = rounds.flatMap((round) => round.longTasks).sort((a, b) => b - a);
  return {
    title,
    unit: 'tasks over 50 ms',
    ours: longTasks.length,
    target: 0,
    met: longTasks.length === 0,
    samples: rounds.length,
    longTasks,
    seen: Math.min(...rounds.map(({ seen }) => seen)),
  };
}

function pluginRow(rounds: readonly Watched[]): MarketplaceRow {
  const most = Math.max(...rounds.map(({ plugins }) => plugins));
  return {
    title: 'plugins in the document, of 10,000',
    unit: 'elements',
    ours: most,
    target: MOST_PLUGINS,
    met: most <= MOST_PLUGINS,
    samples: rounds.length,
  };
}
