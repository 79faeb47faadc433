import { expect, it } from 'vitest';
import type { PluginModule } from '../plugin-api.ts';
import type { OpenedWebview } from '../webview/webview-content.ts';
import { createTestHost } from './create-test-host.ts';

const manifest = { id: 'charts', permissions: ['ui', 'webview', 'commands'] };
const panel = { id: 'main', title: 'Charts', location: 'sidebar' } as const;

/** Doubles the numbers that its document sends, and tells what happens to it. */
const plugin: PluginModule = {
  activate(context, api) {
    const open = new Set<OpenedWebview>();
    const registered = api.ui.registerPanel(panel, {
      html: '<p>Sales</p>',
      onOpen(webview) {
        open.add(webview);
        webview.onDidChangeVisibility((visible) => context.log.info('visible', visible, webview.visible));
        webview.signal.addEventListener('abort', () => context.log.info('closed'));
        webview.postMessage({ visible: webview.visible });
      },
      onMessage: (number, webview) => webview.postMessage(Number(number) * 2),
    });
    api.ui.registerPanel({ ...panel, id: 'drawn' }, (root) => root.append('Blue'));
    api.commands.register('tell', (message: unknown) => {
      for (const webview of open) webview.postMessage(message);
    });
    api.commands.register('remove', () => registered.dispose());
    api.commands.register('ask', () =>
      api.ui.showModal({
        html: '<p>Which?</p>',
        onMessage: (message, webview) => webview.close({ chosen: message }),
      }),
    );
    api.commands.register('ask-the-app', () => api.ui.showModal());
  },
};

const logged = (host: { readonly logs: readonly { readonly args: readonly unknown[] }[] }) =>
  host.logs.map(({ args }) => args);

it('a document is read, sends, and hears', async () => {
  await using host = await createTestHost({ plugin, manifest });
  const webview = await host.openWebview('main');
  expect(webview.html).toBe('<p>Sales</p>');
  expect(webview.status).toEqual({ state: 'open' });
  expect(webview.posted).toEqual([{ visible: true }]);
  await webview.send(21);
  expect(webview.posted).toEqual([{ visible: true }, 42]);
  expect([await webview.next(), await webview.next()]).toEqual([{ visible: true }, 42]);

  const later = webview.next();
  await host.runCommand('tell', 'news');
  expect(await later).toBe('news');
});

it('a document finds what an earlier one left', async () => {
  await using host = await createTestHost({ plugin, manifest });
  const webview = await host.openWebview('main');
  expect(webview.state).toBeUndefined();
  await webview.setState({ zoom: 2 });
  expect(webview.state).toEqual({ zoom: 2 });
  await webview.close();
  expect(webview.status).toEqual({ state: 'closed' });
  expect(logged(host)).toEqual([['closed']]);
  await expect(webview.next()).resolves.toEqual({ visible: true });
  await expect(webview.next()).rejects.toMatchObject({ code: 'DISPOSED' });
  expect((await host.openWebview('main')).state).toEqual({ zoom: 2 });
});

it('plugin and document hear whether they are seen, each change once', async () => {
  await using host = await createTestHost({ plugin, manifest });
  const webview = await host.openWebview('main');
  expect(webview.visible).toBe(true);
  await webview.setVisible(false);
  await webview.setVisible(false);
  expect(webview.visible).toBe(false);
  await webview.setVisible(true);
  expect(logged(host)).toEqual([
    ['visible', false, false],
    ['visible', true, true],
  ]);
});

it('a panel that is taken away closes its webview, which waits for no message then', async () => {
  await using host = await createTestHost({ plugin, manifest });
  const webview = await host.openWebview('main');
  await webview.next();
  const never = expect(webview.next()).rejects.toMatchObject({ code: 'DISPOSED' });
  await host.runCommand('remove');
  await never;
  expect(webview.status).toEqual({ state: 'closed' });
});

it('a document that sends too much is stopped, as in a page', async () => {
  await using host = await createTestHost({ plugin, manifest });
  const webview = await host.openWebview('main');
  await webview.send('x'.repeat(2_000_000));
  const error = { code: 'LIMIT_EXCEEDED' };
  expect(webview.status).toMatchObject({ state: 'stopped', error });
  expect(await webview.next()).toEqual({ visible: true });
  await expect(webview.next()).rejects.toMatchObject(error);
  await expect(webview.send(1)).rejects.toMatchObject(error);
});

it('a dialog resolves with what its plugin or its document closes it with', async () => {
  await using host = await createTestHost({ plugin, manifest });
  const asked = host.runCommand('ask');
  const dialog = await host.openedWebview();
  expect(dialog.html).toBe('<p>Which?</p>');
  await dialog.send('blue');
  expect(await asked).toEqual({ chosen: 'blue' });

  const again = host.runCommand('ask');
  await (await host.openedWebview()).close('red');
  expect(await again).toBe('red');

  const given = host.runCommand('ask');
  await (await host.openedWebview()).close();
  expect(await given).toBeUndefined();
});

it('says what opens the other kind, and that nobody fills a dialog of the app', async () => {
  await using host = await createTestHost({ plugin, manifest });
  await expect(host.openPanel('main')).rejects.toThrow('main is opened by openWebview');
  await expect(host.openWebview('drawn')).rejects.toThrow('drawn is opened by openPanel');
  await expect(host.openWebview('none')).rejects.toThrow('There is no panel none. Panels: charts.main');
  await expect(host.runCommand('ask-the-app')).rejects.toMatchObject({ code: 'NOT_SUPPORTED' });
});
