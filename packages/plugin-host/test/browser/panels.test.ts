import { expect } from 'chai';
import { createElement } from 'react';
import { PluginHostProvider, PluginPanel, usePanels } from '../../src/react/index.ts';
import { openReactPage, type ReactPage } from '../support/react-page.ts';
import { createTestHost, type TestHost } from '../support/test-host.ts';

const painter = {
  manifest: {
    name: 'Painter',
    manifestVersion: 2 as const,
    permissions: ['ui' as const],
    contributes: { panels: [{ id: 'main', title: 'Main', location: 'sidebar' as const }] },
  },
  code: `
    export function activate(context, api) {
      api.ui.registerPanel({ id: 'main', title: 'Main', location: 'sidebar' }, (root, panel) => {
        const { document } = panel;
        let count = panel.getState() ?? 0;
        const label = document.createElement('Text');
        const show = () => { label.textContent = 'Pressed ' + count; };
        show();
        const button = document.createElement('Button');
        button.append('Press');
        button.addEventListener('press', () => { panel.setState(++count); show(); });
        root.append(label, button);
      });
    }`,
};

function Panels() {
  return usePanels('sidebar').map((panel) => createElement(PluginPanel, { key: panel.id, panel }));
}

describe('panels', () => {
  let test: TestHost;
  let page: ReactPage;

  beforeEach(async () => {
    test = createTestHost({ painter });
    await test.host.start();
    await test.run('painter');
    // Nobody has a panel open: it is declared, and opening it is what starts the plugin.
    await test.host.registry.rest('painter', () => true);
    expect(test.host.registry.isActive('painter')).to.equal(false);
    page = openReactPage(
      createElement(PluginHostProvider, { host: test.host, children: createElement(Panels) }),
    );
  });

  afterEach(async () => {
    page.close();
    await test.host.dispose();
  });

  it('start their plugin, draw, and answer', async () => {
    await page.shows('Pressed 0');
    await page.press('Press');
    await page.shows('Pressed 1');
    await page.press('Press');
    await page.shows('Pressed 2');
  });
});
