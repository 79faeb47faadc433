import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { findBrowser } from '../../../scripts/find-browser.mjs';
import { type StudioProcess, startStudioProcess } from './support/studio-process.ts';

let folder: string;
let studio: StudioProcess;
let browser: Browser;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'flux-e2e-'));
  studio = await startStudioProcess(join(folder, 'data'));
  browser = await chromium.launch(await findBrowser());
});

afterAll(async () => {
  await browser?.close();
  await studio?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const card = (page: Page) => page.getByRole('listitem').filter({ hasText: 'Swatch Board' });

async function signIn(page: Page): Promise<void> {
  await page.goto(studio.url);
  await page.getByLabel('Email').fill('demo@fluxstudio.example');
  await page.getByLabel('Password').fill('demo-password');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('link', { name: 'Plugins' }).waitFor();
}

/** A project is open from then on, also while the user is on other pages. */
async function openNewProject(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'New project' }).click();
  await page.getByLabel('Name').fill('Poster');
  await page.getByRole('button', { name: 'Create project' }).click();
  await page.getByRole('button', { name: /Poster/ }).click();
  await page.getByRole('listbox', { name: 'Board' }).waitFor();
}

async function installAndActivate(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Plugins' }).click();
  await page.getByRole('tab', { name: 'Marketplace' }).click();
  await card(page)
    .getByRole('button', { name: /^Install/ })
    .click();
  const dialog = page.getByRole('dialog', { name: 'Install Swatch Board?' });
  // What is optional is offered, and not allowed unless the user says so.
  await dialog.waitFor();
  const board = dialog.getByRole('listitem').filter({ hasText: 'Use your board' });
  expect(await board.getByRole('checkbox').isChecked()).toBe(false);
  await dialog.getByRole('button', { name: 'Approve and install' }).click();
  await page.getByRole('tab', { name: 'Installed' }).click();
  await card(page)
    .getByRole('button', { name: /^Activate/ })
    .click();
  await card(page)
    .getByRole('button', { name: /^Deactivate/ })
    .waitFor();
}

async function runCommand(page: Page, title: string): Promise<void> {
  await page.keyboard.press('Control+KeyK');
  await page.getByRole('combobox').fill(title);
  await page.getByRole('option', { name: title }).waitFor();
  await page.keyboard.press('Enter');
}

it('asks for a permission of the app when a plugin wants it, and takes it back', async () => {
  const page = await (await browser.newContext()).newPage();
  await signIn(page);
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
  await card(page).getByRole('button', { name: 'Permissions' }).click();
  const permissions = page.getByRole('dialog', { name: 'Permissions of Swatch Board' });
  await permissions.getByRole('checkbox', { name: 'Allow board' }).uncheck();
  await permissions.getByRole('button', { name: 'Save' }).click();
  await permissions.waitFor({ state: 'hidden' });
  await runCommand(page, 'Count the swatches');
  await denial.waitFor();

  // A reload remembers the answer.
  await page.reload();
  await page.getByRole('link', { name: 'Plugins' }).click();
  await card(page).getByRole('button', { name: 'Permissions' }).click();
  expect(await permissions.getByRole('checkbox', { name: 'Allow board' }).isChecked()).toBe(false);
  expect(await permissions.getByRole('checkbox', { name: 'Allow commands' }).isChecked()).toBe(true);
  await page.context().close();
});
