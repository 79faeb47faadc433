import { expect } from 'chai';
import { openPanelPage, type PanelPage } from '../support/panel-page.ts';
import code from '../support/preact-panel.plugin.ts?inline';

describe('a panel in Preact', () => {
  let page: PanelPage;

  afterEach(() => page.end());

  it('draws, hears, and moves what it has drawn', async () => {
    page = await openPanelPage({
      preact: { manifest: { manifestVersion: 2, permissions: ['ui'] }, code },
    });
    await page.shows('one. two. three. ');
    await page.shows('Effects 3');
    await page.shows('Outside: undefined');
    const texts = () =>
      [...page.panel('preact.main').querySelectorAll('*')].filter((one) =>
        /^\w+\. $/.test(one.textContent ?? ''),
      );
    const [first] = texts();
    await page.press('Reverse');
    await page.shows('three. two. one. ');
    // Moved, and not made anew.
    expect(texts().includes(first as Element)).to.equal(true);

    const field = await page.field('Name');
    field.focus();
    for (const letter of 'ada') {
      field.setRangeText(letter, field.value.length, field.value.length, 'end');
      field.dispatchEvent(new InputEvent('input', { bubbles: true }));
      await page.appears(() => field.value === field.value.toUpperCase());
    }
    await page.shows('ADA');
    expect(field.value).to.equal('ADA');
    expect(field.selectionStart).to.equal(3);
  });

  it('is stopped by what a component throws when it is drawn again', async () => {
    page = await openPanelPage({
      preact: { manifest: { manifestVersion: 2, permissions: ['ui'] }, code },
    });
    await page.shows('one. two. three. ');
    await page.press('Break');
    await page.shows('Out of rows');
    expect(page.panel('preact.main').textContent).not.to.contain('one. ');
    const { error } = await page.test.untilLog((entry) => entry.error?.code === 'WORKER_ERROR');
    expect(error?.message).to.contain('Out of rows');
  });
});
