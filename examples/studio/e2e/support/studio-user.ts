import { randomUUID } from 'node:crypto';
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { DEMO_ACCOUNTS } from '../../server/demo-accounts.ts';
import type { RunningStudio } from './run-studio.ts';

export const [DEMO_USER, GUEST_USER] = DEMO_ACCOUNTS;

type Account = (typeof DEMO_ACCOUNTS)[number];

/** Opens the studio and signs somebody in: its demo user, unless told who. */
export async function signIn(
  page: Page,
  url: string,
  { email, password }: Account = DEMO_USER,
): Promise<void> {
  await page.goto(url);
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('link', { name: 'Plugins' }).waitFor();
}

/** Opens the studio as somebody new, who has no plugins and no projects. */
export async function signUp(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await page.getByRole('link', { name: 'Create an account' }).click();
  await page.getByLabel('Name').fill('New');
  await page.getByLabel('Email').fill(`${randomUUID()}@users.example`);
  await page.getByLabel('Password').fill('long enough');
  await page.getByRole('button', { name: 'Create account' }).click();
}

/** Shows the plugins that are installed, or those that could be. */
export async function openPlugins(page: Page, tab: 'Installed' | 'Marketplace'): Promise<void> {
  await page.getByRole('link', { name: 'Plugins' }).click();
  await page.getByRole('tab', { name: tab }).click();
}

/** Searches for a plugin: only those in sight are in the document. */
export async function findInMarketplace(page: Page, plugin: string): Promise<Locator> {
  await openPlugins(page, 'Marketplace');
  await page.getByRole('searchbox').fill(plugin);
  return cardOf(page, plugin);
}

/** One more device of the demo user, at the list of installed plugins and told of what changes. */
export async function openDevice({ newPage }: Pick<RunningStudio, 'newPage'>, url: string): Promise<Page> {
  const page = await newPage();
  const streaming = page.waitForResponse((answer) => answer.url().endsWith('/events') && answer.ok());
  await signIn(page, url);
  await openPlugins(page, 'Installed');
  await streaming;
  return page;
}

/** Opens a new project. It stays open while the user is on other pages. */
export async function openNewProject(page: Page, name = 'Poster'): Promise<void> {
  await page.getByRole('button', { name: 'New project' }).click();
  await page.getByLabel('Name').fill(name);
  await page.getByRole('button', { name: 'Create project' }).click();
  await page.getByRole('button', { name }).click();
  await page.getByRole('listbox', { name: 'Board' }).waitFor();
}

/** Installs a plugin from the marketplace, which is open, and allows what it asks for. */
export async function install(page: Page, plugin: string): Promise<void> {
  // Only those in sight are in the document.
  await page.getByRole('searchbox').fill(plugin);
  await buttonIn(cardOf(page, plugin), 'Install').click();
  const dialog = page.getByRole('dialog', { name: `Install ${plugin}?` });
  await buttonIn(dialog, 'Approve and install').click();
  await dialog.waitFor({ state: 'hidden' });
}

/** Switches a plugin on in the list of installed ones, which is open. */
export async function activate(page: Page, plugin: string): Promise<void> {
  await buttonIn(cardOf(page, plugin), 'Activate').click();
  await buttonIn(cardOf(page, plugin), 'Deactivate').waitFor();
}

/** The card of a plugin, in the installed ones or in the marketplace. */
export const cardOf = (page: Page, plugin: string): Locator =>
  page.getByRole('tabpanel').getByRole('listitem').filter({ hasText: plugin }).first();

/** A button whose name begins with a word: `Install`, not `Uninstall`. */
export const buttonIn = (place: Locator, word: string): Locator =>
  place.getByRole('button', { name: new RegExp(`^${word}`) }).first();

/** Opens the palette and finds a command in it. */
export async function findCommand(page: Page, title: string): Promise<void> {
  await page.keyboard.press('Control+KeyK');
  await page.getByRole('combobox', { name: 'Search commands' }).fill(title);
  await page.getByRole('option', { name: title }).waitFor();
}

/** Runs a command with the palette, by keyboard. */
export async function runCommand(page: Page, title: string): Promise<void> {
  await findCommand(page, title);
  await page.keyboard.press('Enter');
}

/** The words of what is chosen in a `<select>`. */
export const choiceOf = (select: Locator): Promise<string> =>
  select.evaluate((element) =>
    element instanceof HTMLSelectElement ? (element.selectedOptions[0]?.text ?? '') : '',
  );

const hasFocus = (element: Locator): Promise<boolean> =>
  element.evaluate((node) => node === document.activeElement);

/** Resolves when an element has the focus. */
export async function expectFocus(element: Locator): Promise<void> {
  await expect.poll(() => hasFocus(element)).toBe(true);
}

/** Presses a key until an element has the focus, as somebody without a mouse gets there. */
export async function moveTo(page: Page, element: Locator, key = 'Tab'): Promise<void> {
  await element.waitFor();
  const passed: string[] = [];
  while (!(await hasFocus(element))) {
    if (passed.length > 80) throw new Error(`${element} is not reached by ${key}: ${passed.join(' → ')}`);
    await page.keyboard.press(key);
    passed.push(await page.evaluate(() => document.activeElement?.textContent?.slice(0, 20) ?? ''));
  }
}
