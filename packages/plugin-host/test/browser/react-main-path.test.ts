import { expect } from 'chai';
import { createElement, Fragment } from 'react';
import { CommandPalette, PluginHostProvider, PluginManager } from '../../src/react/index.ts';
import type { HostNotification } from '../../src/services.ts';
import { openReactPage, type ReactPage } from '../support/react-page.ts';
import { createTestHost, type TestHost } from '../support/test-host.ts';

const greeter = {
  manifest: {
    name: 'Greeter',
    permissions: ['commands' as const, 'notifications' as const],
    contributes: { commands: [{ id: 'greet', title: 'Say hello' }] },
  },
  code: `
    export function activate(context, api) {
      api.commands.register('greet', () => api.ui.showNotification({ type: 'info', title: 'Hello' }));
      context.log.info('awake');
    }
    export function deactivate() {}`,
};

describe('the manager in a page', () => {
  let test: TestHost;
  let page: ReactPage;
  let greeting: Promise<string>;

  beforeEach(async () => {
    let told: (title: string) => void;
    greeting = new Promise((resolve) => {
      told = resolve;
    });
    const show = ({ plugin, title }: HostNotification) => told(`${plugin.name}: ${title}`);
    test = createTestHost({ greeter }, { services: { notifications: { show } } });
    await test.host.start();
    const children = createElement(
      Fragment,
      null,
      createElement(PluginManager, { initialTab: 'marketplace' }),
      createElement(CommandPalette),
    );
    page = openReactPage(createElement(PluginHostProvider, { host: test.host, children }));
  });

  afterEach(async () => {
    page.close();
    await test.host.dispose();
    expect(document.querySelectorAll('iframe').length, 'frames left').to.equal(0);
  });

  it('leads from the marketplace over consent to a running command, and back', async () => {
    const { registry } = test.host;

    // Nothing is installed before the user has approved what it asks for.
    const install = await page.press('Install', '[role="tabpanel"]');
    await page.shows('Add and run commands');
    expect(registry.getAllPlugins()).to.deep.equal([]);
    await page.press('Cancel', 'dialog');
    await page.appears(() => document.querySelector('dialog') === null);
    expect(document.activeElement).to.equal(install);

    await page.press('Install', '[role="tabpanel"]');
    await page.press('Approve and install', 'dialog');
    await page.shows('Greeter was installed.');
    expect(registry.getPlugin('greeter')?.grantedPermissions).to.deep.equal(['commands', 'notifications']);

    // A real sandbox starts.
    await page.press('Installed', '[role="tablist"]');
    await page.press('Activate', '[role="tabpanel"]');
    await page.control('Deactivate', '[role="tabpanel"]');
    expect(registry.isActive('greeter')).to.equal(true);
    await test.untilLog(({ args }) => args[0] === 'awake');

    // Its command runs in it.
    document.body.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'k', ctrlKey: true, bubbles: true, cancelable: true }),
    );
    await page.press('Say hello');
    expect(await greeting).to.equal('Greeter: Hello');

    // Stopped: the sandbox is gone, and the command with it.
    await page.press('Deactivate', '[role="tabpanel"]');
    await page.shows('Greeter is no longer active.');
    expect(registry.activeSandboxes.size).to.equal(0);
    expect(test.host.commands.getAll()).to.deep.equal([]);

    await page.press('Uninstall', '[role="tabpanel"]');
    await page.press('Uninstall', 'dialog');
    await page.shows('No plugins installed');
    expect(registry.isInstalled('greeter')).to.equal(false);
  });
});
