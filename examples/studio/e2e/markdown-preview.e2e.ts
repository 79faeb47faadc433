import type { BrowserContext, Frame, Page } from 'playwright-core';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { runStudio } from './support/run-studio.ts';
import {
  activate,
  buttonIn,
  cardOf,
  expectFocus,
  openNewProject,
  openPlugins,
  runCommand,
  signUp,
} from './support/studio-user.ts';
import { violationsIn } from './support/violations.ts';

/** In the document of a webview. */
declare const acquirePanel: () => { getState(): { readonly top: number } | undefined };

const PLUGIN = 'Markdown Preview';
const studio = runStudio();

let context: BrowserContext;
let page: Page;

/** Somebody new signs up, installs the plugin and opens a project. */
beforeEach(async () => {
  page = await studio.newPage();
  context = page.context();
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await signUp(page, studio.url);

  await openPlugins(page, 'Marketplace');
  await buttonIn(cardOf(page, PLUGIN), 'Install').click();
  const dialog = page.getByRole('dialog', { name: `Install ${PLUGIN}?` });
  // What no frame can prevent is said, among the permissions to look at closely.
  const closely = dialog.getByRole('list', { name: 'Look at these closely' });
  const row = closely.getByRole('listitem').filter({ hasText: 'Show pages of its own' });
  expect(await row.textContent()).toMatch(/in some browsers/);
  await buttonIn(dialog, 'Approve and install').click();
  await dialog.waitFor({ state: 'hidden' });
  await page.getByRole('tab', { name: 'Installed' }).click();
  await activate(page, PLUGIN);
  await page.getByRole('link', { name: 'Projects' }).click();
  await openNewProject(page);
});
afterEach(() => context.close());

const properties = () => page.getByRole('complementary', { name: 'Properties' });
const panelTitle = () => properties().getByRole('button', { name: /^Preview/ });
const row = (path: string) => page.getByRole('list', { name: 'Files' }).getByRole('button', { name: path });
const text = (path: string) => page.getByRole('textbox', { name: `Text of ${path}` });
/** The document of the plugin, in the frame within the frame. */
const preview = () => properties().frameLocator('iframe').frameLocator('iframe');
const heading = (name: string) => preview().getByRole('heading', { name, exact: true });

async function writeFile(path: string, content: string): Promise<void> {
  await page.getByRole('button', { name: 'New file' }).click();
  const dialog = page.getByRole('dialog', { name: 'New file' });
  await dialog.getByLabel('Path').fill(path);
  await dialog.getByLabel('Content').fill(content);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.waitFor({ state: 'hidden' });
}

/** As a script in it. */
async function inPreview<T>(look: () => T): Promise<T> {
  return (await documentFrame()).evaluate(look);
}

async function documentFrame(): Promise<Frame> {
  const element = await preview().locator('html').elementHandle();
  const frame = await element?.ownerFrame();
  if (!frame) throw new Error('The preview is not open');
  return frame;
}

it('shows the file that is opened, and follows what is typed into it', async () => {
  await preview().getByText('No Markdown file is open').waitFor();
  await writeFile('notes/brief.md', '# Brief\n\nFor the *poster*.\n\n## Plan\n\n- [x] Sketch\n- [ ] Print\n');
  await row('notes/brief.md').click();
  await expectFocus(text('notes/brief.md'));
  await heading('Brief').waitFor();
  expect(await preview().getByRole('listitem').allTextContents()).toEqual(['☑Sketch', '☐Print']);

  // What is as before stays the same element, with what the user has selected in it.
  await inPreview(() => document.querySelector('h1')?.setAttribute('data-before', ''));
  await text('notes/brief.md').fill(
    '# Brief\n\nFor the **book**.\n\n## Plan\n\n| a | b |\n|---|---|\n| 1 | 2 |\n',
  );
  await preview().getByRole('cell', { name: '2' }).waitFor();
  await preview().locator('strong', { hasText: 'book' }).waitFor();
  expect(await preview().locator('h1[data-before]').count()).toBe(1);
  await page.getByText('Not saved').waitFor();

  // It keeps to the file when that is closed unsaved: then it shows what was saved.
  await page.getByRole('button', { name: 'Close file' }).click();
  await page
    .getByRole('dialog', { name: 'Discard what you typed?' })
    .getByRole('button', { name: 'Discard' })
    .click();
  await preview().locator('em', { hasText: 'poster' }).waitFor();
  await expectFocus(row('notes/brief.md'));

  await row('notes/brief.md').click();
  await text('notes/brief.md').fill('# Saved');
  await page.keyboard.press('Control+KeyS');
  await page.getByText('Not saved').waitFor({ state: 'hidden' });
  await page.getByRole('button', { name: 'Close file' }).click();
  await heading('Saved').waitFor();
  await row('notes/brief.md').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Delete file' }).click();
  await preview().getByText('There is no file “notes/brief.md” in the open project').waitFor();
});

it('lets the user choose a file, and finds its way in it', async () => {
  const long = Array.from({ length: 40 }, (_, part) => `## Part ${part}\n\nSome words.\n`).join('\n');
  await writeFile('long.md', `# Long\n\nTo [the end](#part-39).\n\n${long}`);
  await writeFile('short.md', '# Short');
  await runCommand(page, 'Preview Markdown');
  const choice = page.getByRole('dialog', { name: 'Preview a Markdown file' });
  await choice.getByRole('option', { name: 'long.md' }).click();
  await heading('Long').waitFor();

  const outline = preview().getByRole('navigation', { name: 'Outline' });
  await preview().getByText('Outline', { exact: true }).click();
  await outline.getByRole('link', { name: 'Part 20', exact: true }).click();
  await expectFocus(heading('Part 20'));
  await outline.waitFor({ state: 'hidden' });
  const position = () => inPreview(() => scrollY);
  const there = await position();
  expect(there).toBeGreaterThan(500);
  await expect.poll(() => inPreview(() => acquirePanel().getState()?.top)).toBe(there);

  // The position is that of the file: it is found again when the panel is opened anew.
  await panelTitle().click();
  await panelTitle().click();
  await heading('Long').waitFor();
  await expect.poll(position).toBe(there);
  await row('short.md').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Preview Markdown' }).click();
  await heading('Short').waitFor();
  expect(await position()).toBe(0);
});

it('runs nothing of a file, and shows it as the text that it is', async () => {
  const parts = [
    '<img src=x onerror="document.title = 1">',
    '<script>document.title = 1</script>',
    '[x](javascript:document.title=1)',
    '<a href="https://example.com" autofocus onfocus="document.title = 1">y</a>',
    '![z](https://example.com/z.png)',
  ];
  const requests: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  await writeFile('hostile.md', `# Hostile\n\n${parts.join('\n\n')}\n\n[site](https://example.com)`);
  await row('hostile.md').click();
  await heading('Hostile').waitFor();
  const shown = await preview().getByRole('article').locator('p').allTextContents();
  expect(shown).toEqual([...parts.slice(0, 4), '[z]', 'site']);
  await preview().getByText('[x](javascript:document.title=1)').click();
  await preview().getByText('site', { exact: true }).click();
  expect(await preview().getByRole('article').locator('img, a, script').count()).toBe(0);
  expect(await inPreview(() => document.title)).toBe('Markdown preview');
  expect(requests.filter((url) => url.includes('example.com'))).toEqual([]);
});

it.each(['light', 'dark'] as const)('has no fault that axe finds, %s', async (colorScheme) => {
  await page.emulateMedia({ colorScheme });
  await preview().getByText('No Markdown file is open').waitFor();
  expect(await violationsIn(await documentFrame())).toEqual([]);
  const wide = '| a | b |\n|---|---|\n| 1 | 2 |\n\n```\ncode\n```\n\n> Quoted\n\n- [ ] a\n  - b\n';
  await writeFile(
    'brief.md',
    `# Brief\n\nTo [the end](#end), and [out](https://example.com).\n\n${wide}\n## End`,
  );
  await row('brief.md').click();
  await heading('Brief').waitFor();
  await preview().getByText('Outline', { exact: true }).click();
  expect(await violationsIn(page)).toEqual([]);
  expect(await violationsIn(await documentFrame())).toEqual([]);

  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole('region', { name: 'Panels' }).getByRole('button', { name: 'Properties' }).click();
  await heading('Brief').waitFor();
  expect(await violationsIn(page)).toEqual([]);
  expect(await violationsIn(await documentFrame())).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  expect(
    await inPreview(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
  ).toBe(0);
});
