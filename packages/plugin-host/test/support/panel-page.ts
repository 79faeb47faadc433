import { createElement } from 'react';
import type { PluginHostOptions } from '../../src/host-options.ts';
import { PluginHostProvider, PluginPanel, usePanels } from '../../src/react/index.ts';
import type { TestPlugin } from './memory-backend.ts';
import { openReactPage, type ReactPage } from './react-page.ts';
import { createTestHost, type TestHost } from './test-host.ts';

/** The panels of plugins, drawn by React into a page. */
export interface PanelPage extends ReactPage {
  readonly test: TestHost;
  /** What stands in a panel, `<plugin>.<panel>`. */
  panel(id: string): Element;
  /** Resolves with the field of a panel that the user gets to by its name. */
  field(label: string): Promise<HTMLInputElement | HTMLTextAreaElement>;
  end(): Promise<void>;
}

function Panels() {
  return usePanels('sidebar').map((panel) =>
    createElement(
      'section',
      { key: panel.id, 'data-panel': panel.id },
      createElement(PluginPanel, { panel }),
    ),
  );
}

/** A plugin with one panel, `main`, drawn by the body of `(root, panel, api) => …`. */
export function panelPlugin(render: string, rest = ''): TestPlugin {
  return {
    manifest: { manifestVersion: 2, permissions: ['ui'] },
    code: `export function activate(context, api) {
      context.subscriptions.push(
        api.ui.registerPanel({ id: 'main', title: 'Main', location: 'sidebar' }, (root, panel) => {
          const { document } = panel;
          ${render}
        }),
      );
      ${rest}
    }`,
  };
}

/** Runs plugins and shows their panels. */
export async function openPanelPage(
  plugins: Readonly<Record<string, TestPlugin>>,
  options?: Partial<PluginHostOptions>,
): Promise<PanelPage> {
  const test = createTestHost(plugins, options);
  await test.host.start();
  for (const id of Object.keys(plugins)) await test.run(id);
  const page = openReactPage(
    createElement(PluginHostProvider, { host: test.host, children: createElement(Panels) }),
  );
  const find = (id: string) => document.querySelector(`[data-panel="${id}"]`);
  return {
    ...page,
    test,
    panel(id) {
      const panel = find(id);
      if (!panel) throw new Error(`There is no panel ${id}`);
      return panel;
    },
    field: (label) =>
      page.appears(() =>
        [...document.querySelectorAll('label')]
          .filter(({ textContent }) => textContent?.startsWith(label))
          .map(({ control }) => control)
          .find((control) => control instanceof HTMLInputElement || control instanceof HTMLTextAreaElement),
      ),
    async end() {
      page.close();
      await test.host.dispose();
    },
  };
}
