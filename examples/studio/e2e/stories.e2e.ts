import type { Locator, Page } from 'playwright-core';
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
/** Each story in each look, or in two of them that have both themes and both widths. */
const looks = process.env.THOROUGH ? LOOKS : LOOKS.slice(0, 2);

describe('every story', () => {
  it.each(looks)('is quiet, accessible and fits: $theme, $width px $dir', async (look) => {
    const names = stories.filter(({ hostile }) => !(hostile && look.dir)).map(({ name }) => name);
    expect(names.length).toBeGreaterThan(40);
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

describe('hostile texts', () => {
  it('run no script and become no element, wherever they are shown', async () => {
    const names = stories.filter(({ hostile }) => hostile).map(({ name }) => name);
    expect(names.length).toBeGreaterThan(10);
    const tab = await site.openPage({ theme: 'light', width: 1440 });
    const { page } = tab;
    const requests: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    for (const name of names) {
      await tab.show(name);
      const broken = page.locator('[data-pwned], img[src="x"], #root script, b');
      expect(await broken.count(), name).toBe(0);
      expect(await page.evaluate(() => '__pwned' in window), name).toBe(false);
      expect(
        requests.filter((url) => url.endsWith('/x')),
        name,
      ).toEqual([]);
    }
    await tab.close();
  });
});

describe('what a screen reader is told', () => {
  /** The tree below an element of a story. */
  async function treeOf(name: string, find: (page: Page) => Locator): Promise<string> {
    const tab = await site.openPage({ theme: 'light', width: 1440 });
    await tab.show(name);
    const element = find(tab.page);
    await element.waitFor();
    const tree = await element.ariaSnapshot();
    await tab.close();
    return tree;
  }

  it('by the question before an install', async () => {
    /** Once its buttons take an answer. */
    const dialog = (page: Page) =>
      page
        .getByRole('dialog')
        .filter({ has: page.getByRole('button', { name: 'Approve and install', disabled: false }) });
    expect(await treeOf('permission-dialog-optional', dialog)).toMatchInlineSnapshot(`
      "- dialog "Install Release Notes?":
        - heading "Install Release Notes?" [level=2]
        - paragraph: release-notes by Example Tools · 2.1.3
        - group "This plugin asks for permission to:":
          - paragraph: "This plugin asks for permission to:"
          - heading "Look at these closely" [level=3]
          - paragraph: They reach what is yours, leave this app or can cost you something.
          - list "Look at these closely":
            - listitem:
              - paragraph:
                - text: Connect to the internet
                - code: network
              - paragraph: Send data to, and receive data from, the hosts it names. No other host can be reached.
              - list "Hosts":
                - listitem: api.notes.example
                - listitem: "*.cdn.example"
              - paragraph: “*.” in front of a host stands for every host that ends that way.
              - paragraph: "In the plugin’s own words: To load the release notes."
          - heading "Also asked for" [level=3]
          - list "Also asked for":
            - listitem:
              - paragraph:
                - text: Add to the interface
                - code: ui
              - paragraph: Show panels, toolbar buttons, dialogs and notifications that carry its name.
            - listitem:
              - paragraph:
                - text: Keep its own data
                - code: storage
              - paragraph: Save and read data of its own. It cannot see the data of other plugins.
          - heading "Optional" [level=3]
          - paragraph: It works without these. You can allow them later.
          - heading "Look at these closely" [level=4]
          - paragraph: They reach what is yours, leave this app or can cost you something.
          - list "Look at these closely":
            - listitem:
              - paragraph:
                - text: Read your files
                - code: files:read
              - paragraph: List and read the files of your projects. It cannot change them.
              - paragraph: "In the plugin’s own words: To find out which tools your project names."
              - checkbox "Allow files:read"
              - text: Allow now
          - list "Optional":
            - listitem:
              - paragraph:
                - text: Show notifications
                - code: notifications
              - paragraph: Show messages that carry its name, with buttons that run its own actions.
              - checkbox "Allow notifications"
              - text: Allow now
        - button "Cancel"
        - button "Approve and install""
    `);
  });

  it('by the manager', async () => {
    expect(await treeOf('installed-some', (page) => page.getByRole('main'))).toMatchInlineSnapshot(`
      "- main:
        - heading "installed-some" [level=1]
        - tablist "Plugins":
          - tab "Installed" [selected]
          - tab "Marketplace"
        - tabpanel "Installed":
          - status
          - search:
            - text: Sort by
            - combobox "Sort by":
              - option "Newest first" [selected]
              - option "Name"
              - option "State"
            - group "Layout":
              - text: Layout
              - button "Grid" [pressed]
              - button "List"
          - status
          - list "Installed plugins":
            - listitem:
              - heading "Color Palette" [level=2]
              - text: Active
              - paragraph: Example Tools Version 1.2.0
              - paragraph: Makes harmonious palettes from a base colour, keeps the last ones, and turns them into CSS.
              - button "Deactivate"
              - button "Settings"
              - button "Permissions"
              - button "Uninstall"
              - button "Activity"
            - listitem:
              - heading "Release Notes" [level=2]
              - text: Inactive
              - paragraph: Example Tools Version 2.1.3
              - paragraph: Fetches what changed in the tools you use and shows it beside your project.
              - button "Activate"
              - button "Permissions"
              - button "Uninstall"
            - listitem:
              - heading "File Cleaner" [level=2]
              - text: Inactive
              - paragraph: Example Tools Version 0.9.0
              - paragraph: Finds files nobody uses any more and removes them after asking.
              - button "Activate"
              - button "Permissions"
              - button "Uninstall"
            - listitem:
              - heading "Dark Themes" [level=2]
              - text: Inactive
              - paragraph: Example Tools Version 1.4.0
              - paragraph: Three quiet dark themes for long evenings.
              - button "Activate"
              - button "Uninstall"
        - status"
    `);
  });
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
