import { expect } from 'chai';
import { createElement, Fragment } from 'react';
import { PluginHostProvider, PluginOutlet } from '../../src/react/index.ts';
import { openReactPage, type ReactPage } from '../support/react-page.ts';
import { createTestHost, type TestHost } from '../support/test-host.ts';

const panel = (id: string, title: string) => ({ id, title, location: 'sidebar' as const });

const charts = {
  manifest: {
    name: 'Charts',
    manifestVersion: 2 as const,
    permissions: ['ui' as const, 'commands' as const],
    contributes: { panels: [panel('first', 'First'), panel('last', 'Last')] },
  },
  code: `
    export function activate(context, api) {
      for (const id of ['first', 'last'])
        api.ui.registerPanel({ id, title: id === 'first' ? 'First' : 'Last', location: 'sidebar' }, (root, { document }) => {
          const text = document.createElement('Text');
          text.textContent = 'This is ' + id;
          root.append(text);
        });
      api.commands.register('reveal', (id) => api.ui.revealPanel(id));
    }`,
};

const sidebar = createElement(PluginOutlet, { location: 'sidebar' });
const field = createElement('input', { 'aria-label': 'Name' });
const space = createElement('div', { style: { height: 5_000 } });

describe('a panel that its plugin brings into view', () => {
  let test: TestHost;
  let page: ReactPage;

  const reveal = (id: string) => test.host.commands.execute('charts.reveal', id);
  const title = (name: string) => page.control(name, 'section');

  beforeEach(async () => {
    test = createTestHost({ charts });
    await test.host.start();
    await test.run('charts');
    page = openReactPage(
      createElement(PluginHostProvider, {
        host: test.host,
        children: createElement(Fragment, null, field, space, sidebar, space),
      }),
    );
  });

  afterEach(async () => {
    page.close();
    await test.host.dispose();
  });

  it('is unfolded and scrolled to, and the focus stays in a field', async () => {
    await page.shows('This is last');
    await page.press('Last', 'section');
    await page.appears(() => !document.body.textContent?.includes('This is last'));
    const input = document.querySelector<HTMLElement>('input[aria-label="Name"]');
    input?.focus();
    window.scrollTo(0, 0);
    await reveal('last');
    await page.shows('This is last');
    expect(document.activeElement).to.equal(input);
    const last = await title('Last');
    expect(last.getAttribute('aria-expanded')).to.equal('true');
    await new Promise<void>((resolve) => {
      new IntersectionObserver((entries, observer) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
        observer.disconnect();
        resolve();
      }).observe(last);
    });
  });

  it('is not found where it is not the plugin’s', async () => {
    const refused = await reveal('other').then(
      () => undefined,
      (error: { code?: string }) => error.code,
    );
    expect(refused).to.equal('NOT_FOUND');
  });
});
