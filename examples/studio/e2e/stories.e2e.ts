import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  openStorySite,
  type StoryLook,
  type StoryName,
  type StorySite,
  type StoryTab,
} from './support/story-site.ts';

let site: StorySite;
let stories: StoryName[];

beforeAll(async () => {
  site = await openStorySite();
  stories = await site.list();
});

afterAll(() => site?.close());

/** Two pages at once: one draws while the other is looked at. */
const PAGES = 2;

/** What is wrong with stories that are shown in one way, each with the name of its story. */
async function faultsOf(look: StoryLook, names: readonly string[]): Promise<string[]> {
  const faults: string[] = [];
  const waiting = [...names];
  const work = async () => {
    const tab = await site.openPage(look);
    for (let name = waiting.shift(); name; name = waiting.shift())
      faults.push(...(await lookAt(tab, name)).map((fault) => `${name}: ${fault}`));
    await tab.close();
  };
  await Promise.all(Array.from({ length: PAGES }, work));
  return faults;
}

async function lookAt(tab: StoryTab, name: string): Promise<string[]> {
  try {
    await tab.show(name);
  } catch (error) {
    return [`was not reached: ${error}`, ...tab.complaints];
  }
  return [...tab.complaints, ...(await tab.page.evaluate(findOverflow)), ...(await tab.violations())];
}

/** Runs in the page: what is wider than the page, and controls that reach out of it. */
function findOverflow(): string[] {
  const { scrollWidth, clientWidth } = document.documentElement;
  const cut = [...document.querySelectorAll('button, input, select, textarea, a')].filter((element) => {
    const { left, right, width, height } = element.getBoundingClientRect();
    return width > 1 && height > 1 && (left < -1 || right > clientWidth + 1);
  });
  return [
    ...(scrollWidth > clientWidth ? [`the page is ${scrollWidth - clientWidth} px too wide`] : []),
    ...cut.map((element) => `reaches out of the page: ${element.outerHTML.slice(0, 200)}`),
  ];
}

const LOOKS: readonly StoryLook[] = [
  { theme: 'light', width: 1440 },
  { theme: 'dark', width: 390 },
  { theme: 'dark', width: 1440 },
  { theme: 'light', width: 390 },
  { theme: 'light', width: 390, dir: 'rtl' },
];
/** CI shows each story in each look. Otherwise every other one is light and wide, and the rest dark and narrow. */
const thorough = process.env.THOROUGH !== undefined;
const looks = thorough ? LOOKS : LOOKS.slice(0, 2);

describe('every story', () => {
  it.each(looks)('is quiet, accessible and fits: $theme, $width px $dir', async (look) => {
    const mine = stories.filter((_, at) => thorough || at % looks.length === looks.indexOf(look));
    const names = mine.filter(({ hostile }) => !(hostile && look.dir)).map(({ name }) => name);
    expect(names.length).toBeGreaterThan(thorough ? 40 : 20);
    expect(await faultsOf(look, names)).toEqual([]);
  });
});

it('would be told of a button without a name, and of a page that is too wide', async () => {
  const tab = await site.openPage({ theme: 'light', width: 390 });
  await tab.show('installed-none');
  await tab.page.evaluate(() => {
    document.querySelector('main')?.insertAdjacentHTML('beforeend', '<button style="width: 500px"></button>');
  });
  expect((await tab.page.evaluate(findOverflow)).length).toBeGreaterThan(0);
  expect((await tab.violations()).join()).toContain('button-name');
  await tab.close();
});

describe('on a narrow page', () => {
  it('messages that are higher than it scroll, with the newest in sight', async () => {
    const tab = await site.openPage({ theme: 'light', width: 390 });
    const { page } = tab;
    await tab.show('notifications-long');
    const newest = page.getByRole('button', { name: 'Close “Long message 5”' });
    const isInSight = (locator: Locator) =>
      locator.evaluate((element) => {
        const { left, top, width, height } = element.getBoundingClientRect();
        const there = document.elementFromPoint(left + width / 2, top + height / 2);
        return there !== null && element.contains(there);
      });
    expect(await isInSight(newest)).toBe(true);
    expect(await isInSight(page.getByText('1 more', { exact: true }))).toBe(true);
    const oldest = page.getByRole('button', { name: 'Close “Long message 2”' });
    expect(await isInSight(oldest)).toBe(false);
    await oldest.focus();
    expect(await isInSight(oldest)).toBe(true);
    await tab.close();
  });
});

describe.each([1440, 390])('a menu of %s px', (width) => {
  it('says what its items do in full', async () => {
    const tab = await site.openPage({ theme: 'light', width });
    await tab.show('context-menu');
    const titles = tab.page
      .getByRole('menuitem')
      .locator('bdi')
      .filter({ hasText: /align|spread|distribute/i });
    expect(await titles.allTextContents()).toContain('Distribute horizontally');
    const cut = await titles.evaluateAll((items) =>
      items
        .map((item) => item.parentElement ?? item)
        .filter(
          ({ scrollWidth, clientWidth, scrollHeight, clientHeight }) =>
            scrollWidth > clientWidth || scrollHeight > clientHeight,
        )
        .map(({ textContent }) => textContent),
    );
    expect(cut).toEqual([]);
    await tab.close();
  });
});

describe('a marketplace of 10,000 plugins', () => {
  it('has at most 60 of them in the document, however far one scrolls', async () => {
    const tab = await site.openPage({ theme: 'light', width: 1440 });
    const { page } = tab;
    await tab.show('marketplace-10000');
    const plugins = page.locator('[data-plugin]');
    const seen = new Set<string>();
    for (let step = 0; step < 40; step++) {
      const ids = await plugins.evaluateAll((items) => items.map((item) => item.getAttribute('data-plugin')));
      expect(ids.length).toBeLessThanOrEqual(60);
      for (const id of ids) if (id) seen.add(id);
      await page.mouse.wheel(0, 2_000);
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
    }
    // It went on, page by page.
    expect(seen.size).toBeGreaterThan(150);
    await tab.close();
  });
});
