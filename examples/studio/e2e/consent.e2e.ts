import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { runStudio } from './support/run-studio.ts';
import {
  activate,
  buttonIn,
  cardOf,
  findInMarketplace,
  openNewProject,
  runCommand,
  signIn,
} from './support/studio-user.ts';

const PLUGIN = 'Swatch Board';

const studio = runStudio();

async function installAndActivate(page: Page): Promise<void> {
  await buttonIn(await findInMarketplace(page, PLUGIN), 'Install').click();
  const dialog = page.getByRole('dialog', { name: `Install ${PLUGIN}?` });
  // What is optional is offered, and not allowed unless the user says so.
  await dialog.waitFor();
  const board = dialog.getByRole('listitem').filter({ hasText: 'Use your board' });
  expect(await board.getByRole('checkbox').isChecked()).toBe(false);
  await buttonIn(dialog, 'Approve and install').click();
  await page.getByRole('tab', { name: 'Installed' }).click();
  await activate(page, PLUGIN);
}

it('asks for a permission of the app when a plugin wants it, and takes it back', async () => {
  const page = await studio.newPage();
  await signIn(page, studio.url);
  await openNewProject(page);
  await installAndActivate(page);
  const question = page.getByRole('dialog', { name: 'Allow Swatch Board to do more?' });

  // A denied call fails with words; nobody is asked.
  await runCommand(page, 'Count the swatches');
  const denial = page.getByText(/needs the permission “board”/);
  await denial.waitFor();
  await page.getByRole('button', { name: 'Close the notification' }).click();
  await denial.waitFor({ state: 'hidden' });

  // Refused: nothing happens. The focus is on the refusal.
  await runCommand(page, 'Add a swatch');
  await question.waitFor();
  await page.keyboard.press('Enter');
  await question.waitFor({ state: 'hidden' });

  // Granted: the dialog speaks of the board in the app's words, with its icon.
  await runCommand(page, 'Add a swatch');
  const row = question.getByRole('listitem').filter({ hasText: 'Use your board' });
  await row.waitFor();
  expect(await row.locator('img').getAttribute('src')).toMatch(/^data:image\/svg/);
  expect(await row.textContent()).toContain('To put a swatch on it when you ask for one.');
  await question.getByRole('button', { name: 'Allow', exact: true }).click();
  await question.waitFor({ state: 'hidden' });
  await page.getByRole('link', { name: 'Projects' }).click();
  await page.getByRole('button', { name: /Poster/ }).click();
  const swatches = page.getByRole('listbox', { name: 'Board' }).getByRole('option');
  await swatches.first().waitFor();
  expect(await swatches.first().getAttribute('aria-selected')).toBe('true');

  // Granted is granted: the second one comes without a question.
  await runCommand(page, 'Add a swatch');
  await swatches.nth(1).waitFor();

  // Taken back: it holds from the next call.
  await page.getByRole('link', { name: 'Plugins' }).click();
  await buttonIn(cardOf(page, PLUGIN), 'Permissions').click();
  const permissions = page.getByRole('dialog', { name: 'Permissions of Swatch Board' });
  await permissions.getByRole('checkbox', { name: 'Allow board' }).uncheck();
  await permissions.getByRole('button', { name: 'Save' }).click();
  await permissions.waitFor({ state: 'hidden' });
  await runCommand(page, 'Count the swatches');
  await denial.waitFor();

  // A reload remembers the answer.
  await page.reload();
  await page.getByRole('link', { name: 'Plugins' }).click();
  await buttonIn(cardOf(page, PLUGIN), 'Permissions').click();
  expect(await permissions.getByRole('checkbox', { name: 'Allow board' }).isChecked()).toBe(false);
  expect(await permissions.getByRole('checkbox', { name: 'Allow commands' }).isChecked()).toBe(true);
  await page.context().close();
});
