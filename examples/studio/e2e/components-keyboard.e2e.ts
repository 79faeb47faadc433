import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { kebab } from '../../../scripts/reference/element-facts.mjs';
import { openStorySite, type StorySite, type StoryTab } from './support/story-site.ts';
import { choiceOf, expectFocus, moveTo } from './support/studio-user.ts';

let site: StorySite;
let tab: StoryTab;
let page: Page;

beforeAll(async () => {
  site = await openStorySite();
  tab = await site.openPage({ theme: 'light', width: 1440 });
  page = tab.page;
  await tab.show('components');
});

afterAll(() => site?.close());

const press = (key: string) => page.keyboard.press(key);
const example = (name: string): Locator => page.locator(`[data-component="${name}"]`);

/** What can have the focus in an example, in the order of the Tab key. */
const STOPS = 'a[href], button, input, select, textarea, [tabindex]';

/** Puts a number on each control. */
function markStops(stops: string) {
  const controls = [...document.querySelectorAll<HTMLElement>(`[data-component] :is(${stops})`)].filter(
    ({ tabIndex }) => tabIndex >= 0,
  );
  for (const [index, control] of controls.entries()) control.dataset.stop = String(index);
  return controls.map(({ dataset }) => dataset.stop);
}

/** Of the control that has the focus: its number, and whether that is seen, on it or on its row. */
function currentStop() {
  const control = document.activeElement;
  if (!(control instanceof HTMLElement) || control === document.body) return null;
  const isOutlined = (one: Element) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(one);
    return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
  };
  const component = control.closest('[data-component]')?.getAttribute('data-component');
  const parts = [control, ...control.querySelectorAll('*')];
  return { stop: control.dataset.stop, component, seen: parts.some(isOutlined) };
}

it('reaches every control of every element by Tab, in their order, and shows where the focus is', async () => {
  const stops = await page.evaluate(markStops, STOPS);
  expect(stops.length).toBeGreaterThan(30);
  const reached: (string | undefined)[] = [];
  const unseen: (string | undefined)[] = [];
  // From the last link beside the examples.
  await page.getByRole('navigation', { name: 'Components' }).getByRole('link').last().focus();
  while (reached.length < stops.length) {
    await press('Tab');
    const current = await page.evaluate(currentStop);
    if (!current) break;
    reached.push(current.stop);
    if (!current.seen) unseen.push(current.component);
  }
  expect(reached).toEqual(stops);
  expect(unseen).toEqual([]);
  await press('Tab');
  expect((await page.evaluate(currentStop))?.component).toBeUndefined();
});

/** What the keys do to each element that more than Enter is pressed on; the focus stays where it was. */
const WALKS: Readonly<Record<string, (frame: Locator) => Promise<void>>> = {
  async Menu(frame) {
    const opener = frame.getByRole('button');
    await moveTo(page, opener);
    await press('Enter');
    const item = (name: string) => page.getByRole('menuitem', { name });
    await expectFocus(item('Duplicate'));
    await press('Escape');
    await expectFocus(opener);
    await press('ArrowUp');
    await expectFocus(item('Delete'));
    await press('Home');
    await expectFocus(item('Duplicate'));
    await press('End');
    await press('Enter');
    await item('Delete').waitFor({ state: 'detached' });
    await frame.getByRole('button', { name: 'delete' }).waitFor();
    await expectFocus(opener);
  },
  async Tree(frame) {
    const tree = frame.getByRole('tree');
    const row = (name: string, state = {}) => frame.getByRole('treeitem', { name, ...state });
    await moveTo(page, tree);
    // From the sun to its sky, which is closed and opened.
    await press('ArrowLeft');
    await press('ArrowLeft');
    await row('Sun').waitFor({ state: 'detached' });
    await press('ArrowRight');
    await row('Sun').waitFor();
    await press('c');
    await press(' ');
    await row('Clouds', { selected: true }).waitFor();
    await expectFocus(tree);
  },
  async Table(frame) {
    const size = frame.getByRole('button', { name: 'KB' });
    const sorting = () => frame.getByRole('columnheader', { name: 'KB' }).getAttribute('aria-sort');
    await moveTo(page, size);
    await press('Enter');
    await expect.poll(sorting).toBe('ascending');
    await press(' ');
    await expect.poll(sorting).toBe('descending');
    await expectFocus(size);
    const grid = frame.getByRole('grid');
    await moveTo(page, grid, 'Shift+Tab');
    await press('End');
    await press(' ');
    await frame.getByRole('row', { name: 'summer.png', selected: true }).waitFor();
    await expectFocus(grid);
  },
  async List(frame) {
    const list = frame.getByRole('listbox');
    const row = (name: string) => frame.getByRole('option', { name, selected: true });
    await moveTo(page, list);
    // From the one that is selected.
    await press('ArrowDown');
    await press('Enter');
    await row('Gold').waitFor();
    await press('Home');
    await press(' ');
    await row('Coral').waitFor();
    await press('s');
    await press(' ');
    await row('Steel blue').waitFor();
    await expectFocus(list);
  },
  async Select(frame) {
    const select = frame.getByRole('combobox');
    await moveTo(page, select);
    await press('ArrowUp');
    await expect.poll(() => choiceOf(select)).toBe('PNG');
    await expectFocus(select);
  },
  async ColorPicker(frame) {
    const field = frame.getByRole('textbox', { name: 'Fill', exact: true });
    await moveTo(page, field);
    await press('Control+KeyA');
    await page.keyboard.type('#00FF00');
    await press('Enter');
    await expect.poll(() => frame.locator('input[type="color"]').inputValue()).toBe('#00ff00');
    await expectFocus(field);
  },
  async Tabs(frame) {
    const tabNamed = (name: string) => frame.getByRole('tab', { name });
    await moveTo(page, tabNamed('Palette'));
    await press('ArrowRight');
    await frame.getByText('What is in “gradients”.').waitFor();
    await expectFocus(tabNamed('Gradients'));
    // The third is disabled.
    await press('ArrowRight');
    await frame.getByText('What is in “palette”.').waitFor();
    await expectFocus(tabNamed('Palette'));
  },
  async Slider(frame) {
    const slider = frame.getByRole('slider');
    const shown = () => frame.locator('output').textContent();
    await moveTo(page, slider);
    await press('ArrowRight');
    await expect.poll(shown).toBe('8.5');
    await press('Home');
    await expect.poll(shown).toBe('0');
    await press('End');
    await expect.poll(shown).toBe('24');
    await expectFocus(slider);
  },
  async Checkbox(frame) {
    const box = frame.getByRole('checkbox', { name: 'Show hidden layers' });
    await moveTo(page, box);
    await press(' ');
    await expect.poll(() => box.isChecked()).toBe(true);
    await press(' ');
    await expect.poll(() => box.isChecked()).toBe(false);
    const locked = frame.getByRole('checkbox', { name: 'Lock guides' });
    await moveTo(page, locked);
    await press(' ');
    expect(await locked.isChecked()).toBe(false);
  },
  async Switch(frame) {
    const shared = frame.getByRole('switch', { name: 'Share with the team' });
    await moveTo(page, shared);
    await press(' ');
    await expect.poll(() => shared.getAttribute('aria-checked')).toBe('true');
    await expectFocus(shared);
  },
  async Form(frame) {
    const mail = frame.getByRole('textbox', { name: 'Mail' });
    await moveTo(page, mail);
    await page.keyboard.type('name@example.com');
    await press('Enter');
    await frame.getByRole('status').getByText('Invited.').waitFor();
    await expectFocus(mail);
    await moveTo(page, frame.getByRole('button', { name: 'Invite' }));
    await press(' ');
    await expect.poll(() => frame.getByText('Invited.').count()).toBe(2);
  },
};

it.each(Object.keys(WALKS))('is used by keys alone: %s', async (name) => {
  // Where a user of the keyboard comes from: the link to its section.
  await page.locator(`nav a[href="#${kebab(name)}"]`).focus();
  await WALKS[name]?.(example(name));
  expect(tab.complaints).toEqual([]);
});
