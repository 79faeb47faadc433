import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HOSTILE_STRINGS } from '../../../packages/plugin-host/src/react/hostile-strings.ts';
import { openStorySite, type StorySite } from './support/story-site.ts';

let site: StorySite;
let names: string[];

beforeAll(async () => {
  site = await openStorySite();
  names = (await site.list()).filter(({ hostile }) => hostile).map(({ name }) => name);
});

afterAll(() => site?.close());

/** Where the text of a plugin is shown, at least. */
const PLACES = [
  'installed',
  'marketplace',
  'detail',
  'updates',
  'permission-dialog',
  'request',
  'settings',
  'palette',
  'toolbar',
  'toolbar-menu',
  'menu',
  'context-menu',
  'status-bar',
  'quick-pick',
  'input-box',
  'progress',
  'notifications',
  'studio-toasts',
  'html-toasts',
];

/** Characters of a description, which is the longest text of a manifest. */
const DESCRIPTION = 2000;
/** Characters of a readme or a change log. */
const README = 30_000;

/** Runs in the page: what a hostile text has become there, other than text of a length that can be read. */
function findDamage(longest: number): string[] {
  const found: string[] = [];
  if ('hacked' in globalThis) found.push('a script ran');
  for (const element of document.querySelectorAll(
    'img[src="x"], main script, body > div b, a[href^="javascript"]',
  ))
    found.push(`is an element: ${element.outerHTML.slice(0, 200)}`);
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth > clientWidth) found.push(`the page is ${scrollWidth - clientWidth} px too wide`);
  for (const element of document.body.querySelectorAll('*')) {
    const start = element.outerHTML.slice(0, 200);
    for (const node of element.childNodes)
      if (node instanceof Text && node.data.length > longest)
        found.push(`${node.data.length} characters of text in ${start}`);
    // What is in a field scrolls there, and what an option stands for is not shown.
    for (const { name, value } of element.attributes)
      if (value.length > longest && name !== 'value')
        found.push(`${value.length} characters of ${name} in ${start}`);
  }
  return found;
}

describe('hostile texts', () => {
  it('are shown in every place that shows a text of a plugin', () => {
    for (const place of PLACES)
      expect(
        names.some((name) => name === `hostile-${place}` || name.startsWith(`hostile-${place}-`)),
        place,
      ).toBe(true);
  });

  it.each([1440, 390])('run no script, become no element, and stay in their place: %s px', async (width) => {
    const tab = await site.openPage({ theme: 'light', width });
    const asked: string[] = [];
    tab.page.on('request', (request) => asked.push(request.url()));
    const damage: string[] = [];
    for (const name of names) {
      await tab.show(name);
      const longest = /-(detail|updates)/.test(name) ? README : DESCRIPTION;
      const found = [...(await tab.page.evaluate(findDamage, longest)), ...tab.complaints];
      damage.push(...found.map((words) => `${name}: ${words}`));
    }
    expect(damage).toEqual([]);
    expect(asked.filter((url) => url.endsWith('/x'))).toEqual([]);
    await tab.close();
  });

  it('would be told of where they do harm', async () => {
    const tab = await site.openPage({ theme: 'light', width: 390 });
    await tab.show('hostile-html-toasts');
    const { html = '', '100 KB': long = '' } = HOSTILE_STRINGS;
    await tab.page.locator('main').evaluate(
      (main, texts) => {
        for (const text of texts) main.insertAdjacentHTML('beforeend', `<p>${text}</p>`);
      },
      [html, long],
    );
    await expect.poll(() => tab.page.evaluate(() => 'hacked' in globalThis)).toBe(true);
    const found = (await tab.page.evaluate(findDamage, DESCRIPTION)).join('\n');
    for (const words of ['a script ran', 'is an element: <img', 'px too wide', '100000 characters of text'])
      expect(found).toContain(words);
    await tab.close();
  });
});
