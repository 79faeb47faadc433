import { expect, it } from 'vitest';
import { runStudio } from './support/run-studio.ts';
import { buttonIn, cardOf, install, openDevice } from './support/studio-user.ts';

const PLUGIN = 'Color Palette';

const studio = runStudio();

it('two devices of a user show what is done on the other without a reload', async () => {
  const here = await openDevice(studio, studio.url);
  const there = await openDevice(studio, studio.url);
  expect(await cardOf(there, PLUGIN).count()).toBe(0);

  await here.getByRole('tab', { name: 'Marketplace' }).click();
  await install(here, PLUGIN);
  await cardOf(there, PLUGIN).waitFor();

  await buttonIn(cardOf(there, PLUGIN), 'Uninstall').click();
  await buttonIn(there.getByRole('dialog'), 'Uninstall').click();
  await here.getByRole('tab', { name: 'Installed' }).click();
  await cardOf(here, PLUGIN).waitFor({ state: 'detached' });
});
