import { afterAll, beforeAll, expect, it } from 'vitest';
import { ELEMENTS } from '../../../packages/protocol/src/panel/elements.ts';
import { openStorySite, type StorySite } from './support/story-site.ts';

let site: StorySite;

beforeAll(async () => {
  site = await openStorySite();
});

afterAll(() => site?.close());

it('draws one example of each element, and each can be used', async () => {
  const tab = await site.openPage({ theme: 'light', width: 1440 });
  const { page } = tab;
  await tab.show('components');
  const drawn = await page
    .locator('section [data-component]')
    .evaluateAll((frames) => frames.map((frame) => frame.getAttribute('data-component')));
  expect(drawn).toEqual(Object.keys(ELEMENTS));
  expect(await page.getByText('was stopped').count()).toBe(0);

  const frame = (name: string) => page.locator(`[data-component="${name}"]`);
  await frame('List').getByRole('option', { name: 'Gold' }).click();
  await frame('List').getByRole('option', { name: 'Gold', selected: true }).waitFor();
  await frame('Tabs').getByRole('tab', { name: 'Gradients' }).click();
  await frame('Tabs').getByText('What is in “gradients”.').waitFor();
  await frame('TextField').getByLabel('Code').fill('ABCD');
  await frame('TextField').getByText('A code has four letters.').waitFor({ state: 'detached' });
  expect(tab.complaints).toEqual([]);
  await tab.close();
});

it('reads out a text that came late: its region is there before it', async () => {
  const tab = await site.openPage({ theme: 'light', width: 1440 });
  await tab.show('components');
  const form = tab.page.locator('[data-component="Form"]');
  const changes = await form.evaluateHandle((box) => {
    const seen: string[] = [];
    const region = () => box.querySelector('[role="status"]');
    const isHeard = () => !region()?.querySelector('[aria-hidden="true"]');
    new MutationObserver(() => {
      const now = region() ? (isHeard() ? 'text' : 'region') : 'nothing';
      if (seen.at(-1) !== now) seen.push(now);
    }).observe(box, { subtree: true, childList: true, attributes: true });
    return seen;
  });
  await form.getByRole('button', { name: 'Invite' }).click();
  await form.getByRole('status').getByText('Invited.').waitFor();
  await expect.poll(() => changes.jsonValue()).toEqual(['region', 'text']);
  await tab.close();
});
