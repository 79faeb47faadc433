import type { Locator } from 'playwright-core';
import { expect, it } from 'vitest';
import { runStudio } from './support/run-studio.ts';
import { activate, cardOf, install, openPlugins, signIn } from './support/studio-user.ts';

const studio = runStudio();

const styleOf = (element: Locator, property: string): Promise<string> =>
  element.evaluate((node, name) => getComputedStyle(node).getPropertyValue(name), property);

it('wears a theme of a plugin: its surfaces and its lines', async () => {
  const page = await studio.newPage();
  await signIn(page, studio.url);
  await openPlugins(page, 'Marketplace');
  await install(page, 'Dark Themes');
  await page.getByRole('tab', { name: 'Installed' }).click();
  await activate(page, 'Dark Themes');
  await page.getByRole('link', { name: 'Settings' }).click();
  const sidebar = page.getByRole('banner');
  const account = page.getByRole('region', { name: 'Account' });

  await page.getByRole('radio', { name: /Midnight/ }).check({ force: true });
  await expect.poll(() => styleOf(account, 'background-color')).toBe('rgb(19, 26, 46)');
  expect(await styleOf(sidebar, 'background-color')).toBe('rgb(19, 26, 46)');
  await page.getByRole('radio', { name: /High contrast/ }).check({ force: true });
  await expect.poll(() => styleOf(account, 'border-top-color')).toBe('rgb(255, 255, 255)');
  expect(await styleOf(sidebar, 'border-right-color')).toBe('rgb(255, 255, 255)');
  expect(await styleOf(page.getByRole('row').nth(2), 'border-top-color')).toBe('rgb(255, 255, 255)');

  await page.getByRole('radio', { name: 'Dark', exact: true }).first().check({ force: true });
  await expect.poll(() => styleOf(account, 'border-top-color')).not.toBe('rgb(255, 255, 255)');
  await page.context().close();
});

it('shows the screenshots of a plugin, which its own server has', async () => {
  const page = await studio.newPage();
  await signIn(page, studio.url);
  await openPlugins(page, 'Marketplace');
  await cardOf(page, 'Board Tools').getByRole('button', { name: 'Board Tools' }).first().click();
  const picture = page.getByRole('dialog').getByRole('img', { name: 'Screenshot 1 of 1' });
  await picture.waitFor();
  expect(await picture.getAttribute('src')).toBe(`${studio.url}/api/screenshots/board-tools.png`);
  const width = () =>
    picture.evaluate((image) => (image instanceof HTMLImageElement ? image.naturalWidth : 0));
  await expect.poll(width).toBeGreaterThan(100);
  await page.context().close();
});
