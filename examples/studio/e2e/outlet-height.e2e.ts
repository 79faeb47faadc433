import { expect, it } from 'vitest';
import { runStudio } from './support/run-studio.ts';
import { activate, install, openNewProject, openPlugins, signIn } from './support/studio-user.ts';

const studio = runStudio();

it('lets the user drag the lower edge of a panel that asks for no height, and remembers it, folded at once', async () => {
  const page = await studio.newPage();
  await page.setViewportSize({ width: 1440, height: 1000 });
  await signIn(page, studio.url);
  await openPlugins(page, 'Marketplace');
  await install(page, 'Color Palette');
  await page.getByRole('tab', { name: 'Installed' }).click();
  await activate(page, 'Color Palette');
  await page.getByRole('link', { name: 'Projects' }).click();
  await openNewProject(page);

  const properties = page.getByRole('complementary', { name: 'Properties' });
  const title = properties.getByRole('button', { expanded: true });
  await title.waitFor();
  const body = properties.locator('[id$="-body"]');
  // All of it is there.
  await properties.getByText('Nothing kept yet').waitFor();
  const box = await body.boundingBox();
  if (!box) throw new Error('The panel is not seen');
  await page.mouse.move(box.x + box.width - 4, box.y + box.height - 4);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width - 4, box.y + box.height - 104, { steps: 4 });
  await page.mouse.up();
  const height = await body.evaluate((element) => element.offsetHeight);
  expect(height).toBe(Math.round(box.height) - 100);
  await title.focus();
  await page.keyboard.press('Enter');
  await body.waitFor({ state: 'detached' });
  await page.keyboard.press('Enter');
  await body.waitFor();
  expect(await body.evaluate((element) => element.offsetHeight)).toBe(height);
  await page.reload();
  await body.waitFor();
  await expect.poll(() => body.evaluate((element) => element.offsetHeight)).toBe(height);
});
