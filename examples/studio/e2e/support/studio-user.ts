import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

export const DEMO_USER = { email: 'demo@fluxstudio.example', password: 'demo-password' };

/** Opens the studio and signs its demo user in. */
export async function signIn(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await page.getByLabel('Email').fill(DEMO_USER.email);
  await page.getByLabel('Password').fill(DEMO_USER.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('link', { name: 'Plugins' }).waitFor();
}

/** The card of a plugin, in the installed ones or in the marketplace. */
export const cardOf = (page: Page, plugin: string): Locator =>
  page.getByRole('tabpanel').getByRole('listitem').filter({ hasText: plugin }).first();

/** A button whose name begins with a word: `Install`, not `Uninstall`. */
export const buttonIn = (place: Locator, word: string): Locator =>
  place.getByRole('button', { name: new RegExp(`^${word}`) }).first();

/** Runs a command with the palette, by keyboard. */
export async function runCommand(page: Page, title: string): Promise<void> {
  await page.keyboard.press('Control+KeyK');
  await page.getByRole('combobox').fill(title);
  await page.getByRole('option', { name: title }).waitFor();
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
