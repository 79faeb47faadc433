import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { runStudio } from './support/run-studio.ts';
import { buttonIn, cardOf, choiceOf, DEMO_USER, expectFocus, moveTo } from './support/studio-user.ts';

const PLUGIN = 'Color Palette';

const studio = runStudio();

async function signInByKeyboard(page: Page): Promise<void> {
  await page.goto(studio.url);
  await moveTo(page, page.getByLabel('Email'));
  await page.keyboard.insertText(DEMO_USER.email);
  await moveTo(page, page.getByLabel('Password'));
  await page.keyboard.insertText(DEMO_USER.password);
  await page.keyboard.press('Enter');
  await moveTo(page, page.getByRole('link', { name: 'Plugins' }));
  await page.keyboard.press('Enter');
}

it('installs, sets up, runs and removes a plugin without a mouse, and always knows where it is', async () => {
  const page = await studio.newPage();
  const card = cardOf(page, PLUGIN);
  const press = (key: string) => page.keyboard.press(key);
  await signInByKeyboard(page);

  // The tabs are one stop; arrows change them.
  const installed = page.getByRole('tab', { name: 'Installed' });
  const marketplace = page.getByRole('tab', { name: 'Marketplace' });
  await moveTo(page, installed);
  await press('ArrowRight');
  await expectFocus(marketplace);

  // Enter on "Install" opens the dialog on its refusal, and Tab stays in it.
  const install = buttonIn(card, 'Install');
  await moveTo(page, install);
  await press('Enter');
  const consent = page.getByRole('dialog', { name: `Install ${PLUGIN}?` });
  const cancel = consent.getByRole('button', { name: 'Cancel' });
  await expectFocus(cancel);
  await press('Enter');
  await consent.waitFor({ state: 'hidden' });
  await expectFocus(install);

  await press('Enter');
  await expectFocus(cancel);
  await press('Escape');
  await consent.waitFor({ state: 'hidden' });
  await expectFocus(install);

  await press('Enter');
  await moveTo(page, consent.getByRole('button', { name: 'Approve and install' }));
  await press('Enter');
  await consent.waitFor({ state: 'hidden' });
  // The button is "Installed" now; the focus is where it was.
  await card.getByText('Installed', { exact: true }).first().waitFor();
  expect(await card.evaluate((element) => element.contains(document.activeElement))).toBe(true);

  await moveTo(page, marketplace, 'Shift+Tab');
  await press('ArrowLeft');
  await expectFocus(installed);
  await moveTo(page, buttonIn(card, 'Activate'));
  await press('Enter');
  await card.getByText('Active', { exact: true }).waitFor();
  await expectFocus(buttonIn(card, 'Deactivate'));

  // The settings: the focus starts in the first field, and returns.
  const settings = buttonIn(card, 'Settings');
  const form = page.getByRole('dialog', { name: `${PLUGIN} settings` });
  await moveTo(page, settings);
  await press('Enter');
  await form.waitFor();
  expect(await form.evaluate((element) => element.contains(document.activeElement))).toBe(true);
  await moveTo(page, form.getByRole('combobox', { name: 'Harmony' }));
  await press('t');
  expect(await choiceOf(form.getByRole('combobox', { name: 'Harmony' }))).toBe('Triadic');
  await moveTo(page, buttonIn(form, 'Save'));
  await press('Enter');
  await form.waitFor({ state: 'hidden' });
  await expectFocus(settings);

  // The palette: the focus returns to where the command was called from.
  await press('Control+KeyK');
  const palette = page.getByRole('combobox', { name: 'Search commands' });
  await expectFocus(palette);
  await page.keyboard.insertText('generate');
  await page.getByRole('option', { name: 'Generate palette' }).waitFor();
  await press('Enter');
  await page.getByText('New triadic palette').waitFor();
  await expectFocus(settings);

  // Removed: what was there is gone, and the focus is not lost with it.
  await moveTo(page, buttonIn(card, 'Uninstall'));
  await press('Enter');
  const question = page.getByRole('dialog', { name: `Uninstall ${PLUGIN}?` });
  await expectFocus(question.getByRole('button', { name: 'Cancel' }));
  await moveTo(page, buttonIn(question, 'Uninstall'));
  await press('Enter');
  await question.waitFor({ state: 'hidden' });
  await card.waitFor({ state: 'detached' });
  await expect.poll(() => page.evaluate(() => document.activeElement?.localName)).not.toBe('body');
  await page.context().close();
});
