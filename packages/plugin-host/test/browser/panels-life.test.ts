import { expect } from 'chai';
import { createElement } from 'react';
import type { PanelView } from '../../src/panels/panel-view.ts';
import { PluginHostProvider, PluginPanel } from '../../src/react/index.ts';
import type { PanelEntry } from '../../src/services.ts';
import { hasDevtools, pageCensus } from '../support/devtools.ts';
import { openPanelPage, type PanelPage, panelPlugin } from '../support/panel-page.ts';
import { openReactPage, type ReactPage } from '../support/react-page.ts';

const MOUNTS = 100;
/** Until what is loaded and compiled once is there. */
const WARM_UP = 10;

/** Counts presses, and says how many panels it has open. */
const counter = panelPlugin(
  `alive++;
   opened++;
   let count = panel.getState() ?? 0;
   const button = document.createElement('Button');
   const state = document.createElement('Text');
   const show = () => {
     button.textContent = 'Pressed ' + count;
     state.textContent = 'Alive ' + alive + (panel.visible ? '' : ', hidden');
   };
   button.addEventListener('press', () => { panel.setState(++count); show(); });
   panel.onDidChangeVisibility(show);
   panel.signal.addEventListener('abort', () => {
     alive--;
     context.log.info('Alive ' + alive + ' of ' + opened);
   });
   root.append(button, state);
   show();`,
  'let alive = 0, opened = 0;',
);
const declared = {
  ...counter,
  manifest: {
    ...counter.manifest,
    contributes: { panels: [{ id: 'main', title: 'Main', location: 'sidebar' as const }] },
  },
};

describe('the life of a panel', () => {
  let page: PanelPage;

  afterEach(() => page.end());

  const entryOf = (id: string): PanelEntry => {
    const entry = page.test.host.panels.get(id);
    if (!entry) throw new Error(`There is no panel ${id}`);
    return entry;
  };
  const openView = async (): Promise<PanelView> => {
    const view = await entryOf('counter.main').drawing?.open();
    if (!view) throw new Error('The plugin does not draw');
    return view;
  };
  const logged = (text: string) =>
    page.test.untilLog(({ args, error }) => [...args, error?.message].join(' ').includes(text));
  /** Shown by an app that holds on to a panel, whatever becomes of it. */
  const held = () => {
    const { host } = page.test;
    const panel = entryOf('counter.main');
    return createElement(PluginHostProvider, { host, children: createElement(PluginPanel, { panel }) });
  };
  const hold = (): ReactPage => openReactPage(held());

  it(`leaves nothing on either side after ${MOUNTS} times`, async function () {
    this.timeout(60_000);
    page = await openPanelPage({ counter });
    await page.shows('Pressed 0');
    const sandbox = page.test.host.registry.activeSandboxes.get('counter');
    // One root for all of them: React may hold on to the last that ended, and each has 144 listeners.
    const app = openReactPage(null);
    const cycle = async () => {
      app.draw(held());
      await app.press('Pressed');
      await app.shows('Pressed');
      app.draw('closed');
      await app.shows('closed');
    };
    for (let index = 0; index < WARM_UP; index++) await cycle();
    const before = hasDevtools ? await pageCensus() : undefined;
    const size = { ...sandbox?.size };
    for (let index = 0; index < MOUNTS; index++) await cycle();
    const after = hasDevtools ? await pageCensus() : undefined;

    expect(sandbox?.size).to.deep.equal(size);
    if (before && after) {
      // What each left would be 100; React may still have the last one, which has 8 nodes.
      expect(after.nodes - before.nodes, 'nodes').to.be.below(MOUNTS / 4);
      expect(after.listeners - before.listeners, 'listeners').to.be.below(MOUNTS / 4);
    }
    app.close();
    // The one in the page, which has been there all along, says what the plugin has counted.
    await page.press('Pressed 0');
    await page.shows('Pressed 1');
    expect(page.panel('counter.main').textContent).to.contain('Alive 1');
  });

  it('is over with its plugin, however that ends, and says so where the app holds on to it', async () => {
    page = await openPanelPage({ counter });
    const held = hold();
    await held.press('Pressed 0');
    await held.shows('Pressed 1');
    page.test.host.registry.activeSandboxes.get('counter')?.dispose();
    await held.shows('Main was stopped');
    await held.shows('Plugin counter is not running');
    held.close();
  });

  it('goes on where it was when its plugin starts again', async () => {
    page = await openPanelPage({ counter: declared });
    await page.press('Pressed 0');
    await page.shows('Pressed 1');
    await page.test.host.registry.deactivate('counter');
    await page.test.host.registry.activate('counter');
    await page.press('Pressed 1');
    await page.shows('Pressed 2');
  });

  it('ends when the plugin may show nothing any more', async () => {
    page = await openPanelPage({ counter });
    await page.shows('Pressed 0');
    const view = await openView();
    await page.test.host.registry.grants.set('counter', []);
    await page.appears(() => !document.querySelector('[data-panel="counter.main"]'));
    await closed(view);
    // React opens it twice in strict mode; the third is the one above.
    await logged('Alive 0 of 3');
  });

  it('ends with its registration, also one that is just being opened', async () => {
    page = await openPanelPage({
      counter: panelPlugin(
        `const number = ++opened;
         const button = document.createElement('Button');
         button.append('Take away');
         button.addEventListener('press', () => context.subscriptions.forEach((one) => one.dispose()));
         root.append(button);
         return () => context.log.info('Cleaned up ' + number + ' of ' + opened);`,
        'let opened = 0;',
      ),
    });
    await page.shows('Take away');
    const view = await openView();
    const { drawing } = entryOf('counter.main');
    await page.press('Take away');
    await closed(view);
    await page.appears(() => !document.querySelector('[data-panel="counter.main"]'));
    // React opens it twice in strict mode; the third is the one above.
    for (const number of [1, 2, 3]) await logged(`Cleaned up ${number} of`);
    const late = await drawing?.open().catch((error: { code: string }) => error.code);
    expect(late).to.equal('DISPOSED');
  });

  it('is told when it is hidden and shown', async () => {
    page = await openPanelPage({ counter });
    await page.shows('Pressed 0');
    const view = await openView();
    const reads = (text: string) => until(view, () => textOf(view).includes(text));
    await reads('Alive 2');
    view.setVisible(false);
    await reads(', hidden');
    view.setVisible(true);
    await until(view, () => !textOf(view).includes('hidden'));
    view.close();
  });

  it('is one for each place where it is open', async () => {
    page = await openPanelPage({ counter });
    const held = hold();
    await held.press('Pressed 0');
    await held.shows('Pressed 1');
    await page.shows('Pressed 0');
    held.close();
    await page.press('Pressed 0');
    await page.shows('Pressed 1');
  });

  it('is stopped by what is thrown while it is drawn, at once or later', async () => {
    page = await openPanelPage({
      now: panelPlugin("throw new Error('No palette');"),
      later: panelPlugin("return Promise.resolve().then(() => { throw new Error('No colours'); });"),
    });
    await page.shows('No palette');
    await page.shows('No colours');
    expect(page.panel('now.main').textContent).to.contain('Main was stopped');
    expect(page.panel('later.main').textContent).to.contain('Main was stopped');
    await logged('No palette');
    await logged('No colours');
  });

  it('goes on after what its handlers throw, which is logged', async () => {
    page = await openPanelPage({
      clumsy: panelPlugin(
        `let count = 0;
         const button = document.createElement('Button');
         button.append('Press 0');
         button.addEventListener('press', () => {
           button.textContent = 'Press ' + ++count;
           throw new Error('Dropped ' + count);
         });
         button.addEventListener('press', async () => { throw new Error('Lost ' + count); });
         root.append(button);`,
      ),
    });
    await page.press('Press 0');
    await page.press('Press 1');
    await page.shows('Press 2');
    for (const message of ['Dropped 1', 'Lost 1', 'Dropped 2']) await logged(message);
  });
});

function textOf(view: PanelView): string {
  const read = (node: PanelView['root']): string => {
    const now = node.getSnapshot();
    return now.name === '#text' ? now.text : now.children.map(read).join(' ');
  };
  return read(view.root);
}

/** Asks again whenever a message of the plugin may have come. */
async function until(view: PanelView, holds: () => boolean): Promise<void> {
  while (!holds()) {
    expect(view.getSnapshot().state).to.equal('open');
    await new Promise((resolve) => setTimeout(resolve));
  }
}

async function closed(view: PanelView): Promise<void> {
  await new Promise<void>((resolve) => {
    const look = () => view.getSnapshot().state === 'closed' && resolve();
    view.subscribe(look);
    look();
  });
}
