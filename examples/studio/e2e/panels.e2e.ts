import type { BrowserContext, Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runStudio } from './support/run-studio.ts';
import { activate, install, openNewProject, openPlugins, signIn } from './support/studio-user.ts';
import { violationsIn } from './support/violations.ts';

const studio = runStudio();
const PLUGIN = 'Color Palette';

let context: BrowserContext;
let page: Page;

/** Installed, switched on, and with a project open. */
beforeEach(async () => {
  page = await studio.newPage();
  context = page.context();
  await page.setViewportSize({ width: 1440, height: 900 });
  await signIn(page, studio.url);
});
afterEach(() => context.close());

const properties = () => page.getByRole('complementary', { name: 'Properties' });
const colors = () =>
  properties().getByRole('listbox', { name: 'Colours of the palette' }).getByRole('option');

describe('the panel of a plugin', () => {
  it('is used, folded and found again', async () => {
    await openPlugins(page, 'Marketplace');
    await install(page, PLUGIN);
    await page.getByRole('tab', { name: 'Installed' }).click();
    await activate(page, PLUGIN);
    await page.getByRole('link', { name: 'Projects' }).click();
    await openNewProject(page);

    await expect.poll(() => colors().count()).toBe(5);
    const slider = properties().getByRole('slider', { name: 'Colours' });
    await slider.focus();
    for (const _ of [1, 2]) await page.keyboard.press('ArrowRight');
    await expect.poll(() => colors().count()).toBe(7);
    await properties().getByLabel('Harmony').selectOption('Triadic');
    await properties().getByRole('button', { name: 'Keep this palette' }).click();
    await properties()
      .getByRole('option', { name: /#4f46e5, triadic/ })
      .waitFor();
    expect(await violationsIn(page)).toEqual([]);

    // What was set stays over a reload of the plugin; what was kept, over one of the page.
    const title = properties().getByRole('button', { name: /^Palette/ });
    await title.click();
    await expect.poll(() => colors().count()).toBe(0);
    await title.click();
    await expect.poll(() => colors().count()).toBe(7);
    await title.click();
    // The arrangement is written in the background.
    await page.waitForFunction(() =>
      indexedDB.databases().then((all) => all.some(({ name }) => name?.startsWith('flux-plugin-host:'))),
    );
    await page.reload();
    await expect.poll(() => title.getAttribute('aria-expanded')).toBe('false');
    await title.click();
    await properties()
      .getByRole('option', { name: /#4f46e5, triadic/ })
      .waitFor();
  });
});
