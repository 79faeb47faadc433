import type { BrowserContext, Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runStudio } from './support/run-studio.ts';
import { openNewProject, signUp } from './support/studio-user.ts';
import { violationsIn } from './support/violations.ts';

const studio = runStudio();

let context: BrowserContext;
let page: Page;

/** Somebody new signs up, and opens a new project. */
beforeEach(async () => {
  page = await studio.newPage();
  context = page.context();
  await signUp(page, studio.url);
  await openNewProject(page);
});
afterEach(() => context.close());

const shapes = (on = page) => on.getByRole('listbox', { name: 'Board' }).getByRole('option');
const tool = (name: string) => page.getByRole('button', { name, exact: true });
const saved = (on = page) => on.getByText('Saved', { exact: true }).waitFor();
const field = (name: string) => page.getByRole('spinbutton', { name });

async function positions(): Promise<string[]> {
  return shapes().evaluateAll((all) =>
    all.map((shape) => {
      const { left, top, width, height } = (shape as HTMLElement).style;
      return [left, top, width, height].map((length) => Number.parseInt(length, 10)).join(' ');
    }),
  );
}

const firstPosition = async () => (await positions())[0];

describe('the board', () => {
  it('is drawn with the pointer, and every step can be taken back', async () => {
    await tool('Add rectangle').click();
    await tool('Add ellipse').click();
    await expect.poll(positions).toEqual(['96 96 160 120', '356 96 140 140']);
    const zoom =
      Number.parseInt((await page.getByRole('button', { name: /^Zoom \d+/ }).textContent()) ?? '', 10) / 100;

    const rectangle = shapes().first();
    const box = await rectangle.boundingBox();
    if (!box) throw new Error('The rectangle is not shown');
    const from = { x: box.x + 10, y: box.y + 10 };
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(from.x + 50 * zoom, from.y + 20 * zoom);
    await page.mouse.move(from.x + 100 * zoom, from.y + 40 * zoom);
    await page.mouse.up();
    await expect.poll(firstPosition).toBe('196 136 160 120');

    const corner = page.locator('[data-corner=se]');
    const handle = await corner.boundingBox();
    if (!handle) throw new Error('The handle is not shown');
    const grip = { x: handle.x + handle.width / 2, y: handle.y + handle.height / 2 };
    await page.mouse.move(grip.x, grip.y);
    await page.mouse.down();
    await page.mouse.move(grip.x + 40 * zoom, grip.y - 20 * zoom, { steps: 3 });
    await page.mouse.up();
    await expect.poll(firstPosition).toBe('196 136 200 100');

    // A drag over the paper selects what it touches; Shift adds and takes away.
    await page.mouse.move(box.x - 20, box.y - 20);
    await page.mouse.down();
    await page.mouse.move(box.x + 300 * zoom, box.y + 300 * zoom, { steps: 3 });
    await page.mouse.up();
    await page.getByText('2 shapes, 2 selected').waitFor();
    await shapes()
      .nth(1)
      .click({ modifiers: ['Shift'] });
    await page.getByText('2 shapes, 1 selected').waitFor();

    for (const expected of [
      ['196 136 160 120', '356 96 140 140'],
      ['96 96 160 120', '356 96 140 140'],
      ['96 96 160 120'],
    ]) {
      await page.keyboard.press('Control+KeyZ');
      await expect.poll(positions).toEqual(expected);
    }
    await page.keyboard.press('Control+Shift+KeyZ');
    await expect.poll(positions).toEqual(['96 96 160 120', '356 96 140 140']);

    await saved();
    await page.reload();
    await expect.poll(positions).toEqual(['96 96 160 120', '356 96 140 140']);
  });

  it('is drawn with the keyboard alone', async () => {
    for (const name of ['Add rectangle', 'Add text']) {
      await tool(name).focus();
      await page.keyboard.press('Enter');
    }
    // One stop for Tab; from there on by the keys of the board.
    await shapes().first().focus();
    await page.keyboard.press('PageDown');
    await page.keyboard.press('Space');
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Alt+ArrowRight');
    await expect.poll(positions).toEqual(['96 96 160 120', '366 97 241 48']);
    await page.keyboard.press('Control+KeyD');
    await expect.poll(positions).toEqual(['96 96 160 120', '366 97 241 48', '382 113 241 48']);
    await page.keyboard.press('Control+KeyA');
    await page.getByText('3 shapes, 3 selected').waitFor();
    await page.keyboard.press('Delete');
    await expect.poll(() => shapes().count()).toBe(0);
    await page.keyboard.press('Control+KeyZ');
    await expect.poll(() => shapes().count()).toBe(3);
    expect(await page.evaluate(() => document.querySelectorAll('[role=option][tabindex="0"]').length)).toBe(
      1,
    );
  });

  it('has properties, and a menu; what is undone in a field is the field’s', async () => {
    await tool('Add text').click();
    await field('X').fill('40');
    await page.getByLabel('Colour', { exact: true }).fill('#cc0033');
    const words = page.getByLabel('Text', { exact: true });
    await words.fill('<img src=x onerror=alert(1)> \u202egnp');
    expect(await shapes().first().locator('img').count()).toBe(0);
    await expect.poll(firstPosition).toBe('40 96 240 48');
    expect(await shapes().first().textContent()).toBe('<img src=x onerror=alert(1)> \u202egnp');
    await words.press('Control+KeyZ');
    await expect.poll(() => words.inputValue()).toBe('Text');
    await expect.poll(firstPosition).toBe('40 96 240 48');

    await shapes().first().click({ button: 'right' });
    await page.getByRole('menuitem', { name: /Duplicate selection/ }).click();
    await expect.poll(() => shapes().count()).toBe(2);
    await shapes().last().press('Shift+F10');
    await page.getByRole('menuitem', { name: /Delete selection/ }).click();
    await expect.poll(() => shapes().count()).toBe(1);
  });

  it('is not overwritten by a second tab', async () => {
    const other = await context.newPage();
    await other.goto(page.url());
    await saved(other);
    await tool('Add rectangle').click();
    await saved();
    await other.getByRole('button', { name: 'Add ellipse' }).click();
    await other.getByText('This board was changed in another tab').waitFor();
    await other.getByRole('button', { name: 'Load the other version' }).click();
    await other.getByRole('option', { name: /^Rectangle 1/ }).waitFor();
    expect(await shapes(other).count()).toBe(1);
    await other.getByRole('button', { name: 'Add ellipse' }).click();
    await saved(other);
    await page.reload();
    await expect.poll(() => shapes().count()).toBe(2);
  });

  it('keeps files beside it, and goes with its project', async () => {
    await tool('New file').click();
    const dialog = page.getByRole('dialog', { name: 'New file' });
    await dialog.getByLabel('Path').fill('../up');
    await dialog.getByLabel('Content').fill('# Ideas');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.getByText(/without “\.” and “\.\.”/).waitFor();
    await dialog.getByLabel('Path').fill('notes/ideas.md');
    await dialog.getByRole('button', { name: 'Save' }).click();
    const row = page.getByRole('list', { name: 'Files' }).getByRole('button');
    await row.getByText('notes/ideas.md').waitFor();
    await page.reload();
    await row.click();
    const text = page.getByRole('textbox', { name: 'Text of notes/ideas.md' });
    await expect.poll(() => text.inputValue()).toBe('# Ideas');
    await text.fill('# Better ideas');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Not saved').waitFor({ state: 'hidden' });
    await page.reload();
    await row.click();
    await expect.poll(() => text.inputValue()).toBe('# Better ideas');
    expect(await violationsIn(page), 'a file').toEqual([]);
    await text.fill('# No ideas');
    await tool('Close file').click();
    const question = page.getByRole('dialog', { name: 'Discard what you typed?' });
    await question.getByRole('button', { name: 'Cancel' }).click();
    expect(await text.inputValue()).toBe('# No ideas');
    await tool('Close file').click();
    await question.getByRole('button', { name: 'Discard' }).click();
    await page.getByRole('listbox', { name: 'Board' }).waitFor();
    await row.click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Delete file' }).click();
    await page.getByText('No files yet.').waitFor();

    await page.getByRole('link', { name: 'Projects' }).click();
    await page.getByRole('button', { name: /Poster/ }).click({ button: 'right' });
    await page.getByRole('menuitem', { name: /Delete project/ }).click();
    await page
      .getByRole('dialog', { name: 'Delete “Poster”?' })
      .getByRole('button', { name: 'Delete project' })
      .click();
    await page.getByText('No projects yet').waitFor();
  });

  it.each(['light', 'dark'] as const)(
    'has no fault that axe finds, nor have the pages around it, %s',
    async (colorScheme) => {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      for (const name of ['Add rectangle', 'Add ellipse', 'Add text']) await tool(name).click();
      await saved();
      expect(await violationsIn(page), 'board').toEqual([]);
      await page.setViewportSize({ width: 390, height: 844 });
      for (const name of ['Layers', 'Properties', 'Timeline']) {
        await page.getByRole('region', { name: 'Panels' }).getByRole('button', { name }).click();
        expect(await violationsIn(page), name).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
      }
      for (const name of ['Settings', 'Projects']) {
        await page.getByRole('link', { name }).click();
        await page.getByRole('heading', { name }).waitFor();
        expect(await violationsIn(page), name).toEqual([]);
      }
      await page.getByRole('button', { name: 'Sign out' }).click();
      await page.getByRole('link', { name: 'Create an account' }).click();
      expect(await violationsIn(page), 'sign-up').toEqual([]);
    },
  );
});
