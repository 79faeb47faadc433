import { expect } from 'chai';
import { createElement, Fragment, type ReactNode } from 'react';
import type { ModalService } from '../../src/index.ts';
import { PluginHostProvider, PluginOutlet, useModals } from '../../src/react/index.ts';
import { openReactPage, type ReactPage } from '../support/react-page.ts';
import { createTestHost, type TestHost } from '../support/test-host.ts';

const asker = {
  manifest: {
    name: 'Asker',
    manifestVersion: 2 as const,
    permissions: ['ui' as const, 'commands' as const],
    contributes: { panels: [{ id: 'main', title: 'Main', location: 'sidebar' as const }] },
  },
  code: `
    export function activate(context, api) {
      const ask = () => api.ui.showModal((root, { document, close }) => {
        const name = document.createElement('TextField');
        name.setAttribute('label', 'Name of it');
        name.addEventListener('submit', () => close(name.getAttribute('value')));
        root.append(name);
        // As one does who does not know that it is not needed.
        setTimeout(() => {
          name.focus();
          name.setAttribute('description', 'It has asked for the focus');
        }, 50);
      }, { title: 'What is its name?' });
      api.ui.registerPanel({ id: 'main', title: 'Main', location: 'sidebar' }, (root, { document }) => {
        const button = document.createElement('Button');
        button.textContent = 'Ask me';
        button.addEventListener('press', () => ask().catch(() => undefined));
        root.append(button);
      });
      api.commands.register('ask', ask);
      api.commands.register('fail', () => api.ui.showModal((root, { document }) => {
        root.append(document.createElement('Nothing'));
      }).catch((error) => error.code));
    }`,
};

describe('a dialog of a plugin', () => {
  let test: TestHost;
  let page: ReactPage;
  let field: HTMLElement;
  const activation = Object.getOwnPropertyDescriptor(Navigator.prototype, 'userActivation');

  /** What the page tells of the user: tests click without a mouse. */
  const actAs = (isActive: boolean) =>
    Object.defineProperty(navigator, 'userActivation', { configurable: true, value: { isActive } });

  function App({ show }: { readonly show: (service: ModalService) => ReactNode }) {
    const [modals, modalElement] = useModals();
    return createElement(Fragment, null, show(modals), modalElement);
  }

  beforeEach(async () => {
    actAs(true);
    const modals: ModalService = {};
    test = createTestHost({ asker }, { services: { modals } });
    await test.host.start();
    await test.run('asker');
    const input = createElement('input', { 'aria-label': 'Of the app' });
    page = openReactPage(
      createElement(App, {
        show(service) {
          modals.draw = service.draw;
          return createElement(PluginHostProvider, {
            host: test.host,
            children: createElement(
              Fragment,
              null,
              input,
              createElement(PluginOutlet, { location: 'sidebar' }),
            ),
          });
        },
      }),
    );
    // The app fills dialogs from its first drawing on.
    field = await page.appears(() => document.querySelector<HTMLElement>('[aria-label="Of the app"]'));
  });

  afterEach(async () => {
    page.close();
    await test.host.dispose();
    Reflect.deleteProperty(navigator, 'userActivation');
    expect(Object.getOwnPropertyDescriptor(Navigator.prototype, 'userActivation')).to.deep.equal(activation);
  });

  const dialog = () => document.querySelector<HTMLDialogElement>('dialog[open]');
  const fieldOf = () => dialog()?.querySelector('input');

  it('is named by its title, and has the focus in its first field after a press in the panel', async () => {
    const focused = new Promise<Element>((resolve) => {
      const look = ({ target }: Event) => {
        if (target !== fieldOf() || !(target instanceof Element)) return;
        document.removeEventListener('focusin', look);
        resolve(target);
      };
      document.addEventListener('focusin', look);
    });
    await page.press('Ask me');
    const input = (await focused) as HTMLInputElement;
    const title = document.getElementById(dialog()?.getAttribute('aria-labelledby') ?? '');
    expect(title?.textContent).to.equal('What is its name?');
    expect(dialog()?.textContent).to.contain('Asker');
    expect(input.labels?.[0]?.textContent).to.contain('Name of it');
  });

  it('takes no keys from a field of the app', async () => {
    field.focus();
    field.dispatchEvent(new KeyboardEvent('keydown', { key: 'a', bubbles: true }));
    test.host.commands.execute('asker.ask').catch(() => undefined);
    await page.shows('It has asked for the focus');
    expect(document.activeElement?.getAttribute('aria-label')).to.equal('Close');
  });

  it('takes no keys where the user has not asked the plugin for anything', async () => {
    actAs(false);
    test.host.commands.execute('asker.ask').catch(() => undefined);
    await page.shows('It has asked for the focus');
    expect(document.activeElement?.getAttribute('aria-label')).to.equal('Close');
  });

  it('that was stopped says so, and its plugin hears why', async () => {
    const failed = test.host.commands.execute('asker.fail');
    await page.shows('The dialog of Asker was stopped');
    await page.press('Close', 'dialog');
    expect(await failed).to.equal('INVALID_PANEL');
  });
});
