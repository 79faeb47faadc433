import type { BrowserContext, Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runStudio } from './support/run-studio.ts';
import { activate, install, openNewProject, openPlugins, runCommand, signUp } from './support/studio-user.ts';
import { violationsIn } from './support/violations.ts';

const studio = runStudio();

let context: BrowserContext;
let page: Page;

/** Somebody new signs up. */
beforeEach(async () => {
  page = await studio.newPage();
  context = page.context();
  await page.setViewportSize({ width: 1440, height: 900 });
  await signUp(page, studio.url);
});
afterEach(() => context.close());

const properties = () => page.getByRole('complementary', { name: 'Properties' });
const button = (name: string) => page.getByRole('button', { name, exact: true });

/** Installs a plugin, switches it on, and opens a project. */
async function use(plugin: string): Promise<void> {
  await openPlugins(page, 'Marketplace');
  await install(page, plugin);
  await page.getByRole('tab', { name: 'Installed' }).click();
  await activate(page, plugin);
  await page.getByRole('link', { name: 'Projects' }).click();
  await openNewProject(page);
}

async function writeFile(path: string, content: string): Promise<void> {
  await button('New file').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Path').fill(path);
  await dialog.getByLabel('Content').fill(content);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.waitFor({ state: 'hidden' });
}

describe('plugins with panels', () => {
  it('the spell checker finds what is misspelt on the board and in files, and puts it right', async () => {
    await use('Spell Checker');
    await button('Add text').click();
    const text = properties().getByRole('textbox', { name: 'Text' });
    await text.fill('Teh new desing');
    await writeFile('notes.md', 'A frindly note');
    await runCommand(page, 'Check spelling');

    const mistakes = properties().getByRole('listbox', { name: 'Mistakes' }).getByRole('option');
    await expect.poll(() => mistakes.allTextContents()).toHaveLength(3);
    expect(await violationsIn(page)).toEqual([]);

    await mistakes.filter({ hasText: 'desing' }).click();
    await button('Replace with design').click();
    await expect.poll(() => text.inputValue()).toBe('Teh new design');
    await mistakes.filter({ hasText: 'frindly' }).click();
    await button('Replace with friendly').click();
    await expect.poll(() => mistakes.count()).toBe(1);
    await page.getByRole('button', { name: /^notes\.md/ }).click();
    const content = page.getByRole('textbox', { name: 'Text of notes.md' });
    await expect.poll(() => content.inputValue()).toBe('A friendly note');
    await button('Close file').click();

    await button('Add to dictionary').click();
    await properties().getByText('No mistakes', { exact: true }).waitFor();
    expect(await violationsIn(page)).toEqual([]);
  });

  it('the dashboard follows what happens on the board, and is used by the keyboard', async () => {
    await use('Analytics');
    const bottom = page.getByRole('region', { name: 'Bottom panel' });
    const figures = (tab: string) => bottom.getByRole('table', { name: `${tab} in figures` });
    await bottom.getByText('0 shapes', { exact: true }).waitFor();
    await button('Add rectangle').click();
    await button('Add ellipse').click();
    await bottom.getByText('2 shapes', { exact: true }).waitFor();
    await figures('Board').getByRole('cell', { name: '#4f46e5' }).waitFor();
    // What only screen readers see of a chart does not make the page longer.
    const { scrollHeight, clientHeight } = await page.evaluate(() => ({
      scrollHeight: document.documentElement.scrollHeight,
      clientHeight: document.documentElement.clientHeight,
    }));
    expect(scrollHeight).toBe(clientHeight);
    expect(await violationsIn(page)).toEqual([]);

    await bottom.getByRole('tab', { name: 'Board' }).focus();
    await page.keyboard.press('ArrowRight');
    await bottom.getByText('0 files, 0 bytes', { exact: true }).waitFor();
    await writeFile('notes.md', 'Hello');
    await figures('Files').getByRole('cell', { name: 'notes.md' }).waitFor();
    await bottom.getByRole('tab', { name: 'Files' }).focus();
    await page.keyboard.press('End');
    await bottom.getByText('1 project', { exact: true }).waitFor();
    await figures('Projects').getByRole('cell', { name: 'Poster' }).waitFor();
    expect(await violationsIn(page)).toEqual([]);
  });

  it('the importer leads from a file to shapes on the board, and says what it left out', async () => {
    await use('Shape Importer');
    await properties().getByText('No lists of shapes', { exact: true }).waitFor();
    const rows = Array.from({ length: 20 }, (_, row) => `ellipse,${row * 4},${row * 2},24,24,#0ea5e9`);
    await writeFile(
      'shapes.csv',
      ['kind,x,y,width,height,color', ...rows, 'star,1,1', 'rect,left,1'].join('\n'),
    );
    await properties().getByRole('button', { name: 'Read file' }).click();
    await properties().getByText('shapes.csv: 22 rows, 20 shapes.').waitFor();
    const skipped = properties().getByRole('table', { name: 'Skipped rows' });
    await skipped.getByRole('cell', { name: 'has “left” for x' }).waitFor();
    expect(await violationsIn(page)).toEqual([]);
    // The focus stays on the button, which goes from step to step.
    await page.keyboard.press('Enter');
    await properties().getByText('20 shapes added from shapes.csv.').waitFor();
    await page
      .getByText(/^20 shapes/)
      .first()
      .waitFor();

    await page.getByRole('button', { name: /^shapes\.csv/ }).click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Import shapes' }).click();
    await page
      .getByText(/^40 shapes/)
      .first()
      .waitFor();
    expect(await violationsIn(page)).toEqual([]);
  });
});
