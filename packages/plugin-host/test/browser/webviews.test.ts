import { expect } from 'chai';
import { createElement } from 'react';
import { PluginHostProvider, PluginPanel, usePanels } from '../../src/react/index.ts';
import { engine } from '../support/escape/engine.ts';
import { openReactPage, type ReactPage } from '../support/react-page.ts';
import { createTestHost, type TestHost } from '../support/test-host.ts';

const panel = { id: 'main', title: 'Main', location: 'sidebar' as const };

/** A plugin with a document that does what it is told, and tells what it hears. */
const charts = {
  manifest: {
    name: 'Charts',
    manifestVersion: 2 as const,
    permissions: ['ui' as const, 'webview' as const, 'commands' as const],
    contributes: { panels: [panel] },
  },
  code: `
    export function activate(context, api) {
      const heard = [];
      let tell = () => undefined;
      const hear = (message) => { heard.push(message); tell(); };
      let opened;
      const html = \`<!doctype html><html lang="en"><p>Charts</p><script>
        const panel = acquirePanel();
        const panels = new Set([panel, acquirePanel()]);
        // The policy allows scripts in the document and no eval().
        panel.onMessage(({ run }) => {
          const script = document.createElement('script');
          script.textContent = 'panel.postMessage(' + run + ')';
          document.body.append(script);
        });
        panel.onDidChangeTheme(({ kind }) => panel.postMessage(['theme', kind]));
        panel.onDidChangeVisibility((visible) => panel.postMessage(['seen', visible, panel.visible]));
        panel.postMessage(['started', panel.getState(), panels.size, document.compatMode, document.documentElement.lang]);
      </script>\`;
      const content = {
        html,
        onOpen(webview) {
          opened = webview;
          webview.onDidChangeVisibility((visible) => hear(['seen by the plugin', visible, webview.visible]));
          webview.signal.addEventListener('abort', () => hear('closed'));
        },
        onMessage: hear,
      };
      api.ui.registerPanel(${JSON.stringify(panel)}, content);
      api.commands.register('hears', (count) => new Promise((resolve) => {
        tell = () => { if (heard.length >= count) resolve(heard); };
        tell();
      }));
      api.commands.register('run', (run) => opened.postMessage({ run }));
      api.commands.register('sees', () => opened.visible);
      api.commands.register('count', () => heard.length);
      api.commands.register('ask', () => api.ui.showModal({
        html: '<script>acquirePanel().postMessage("choose")</' + 'script>',
        onMessage: (message, webview) => webview.close({ chosen: message }),
      }));
      api.commands.register('crash', () => { while (true); });
    }`,
};

function Panels({ visible }: { visible?: boolean }) {
  return usePanels('sidebar').map((entry) =>
    createElement(PluginPanel, { key: entry.id, panel: entry, visible }),
  );
}

const frames = () => document.querySelectorAll('iframe[title="Main, by Charts"]').length;

describe('webviews', () => {
  let test: TestHost;
  let page: ReactPage | undefined;

  const run = (command: string, ...args: unknown[]) =>
    test.host.commands.execute(`charts.${command}`, ...args) as Promise<never>;
  /** Runs an expression in the document; the plugin hears its value. */
  const inDocument = (expression: string) => run('run', expression);
  const hears = (count: number): Promise<unknown[]> => run('hears', count);
  const open = () => {
    page = openReactPage(
      createElement(PluginHostProvider, { host: test.host, children: createElement(Panels) }),
    );
    return page;
  };
  const close = () => {
    page?.close();
    page = undefined;
  };

  beforeEach(async () => {
    test = createTestHost(
      { charts },
      {
        services: {
          modals: {
            async show(shown) {
              const webview = await shown?.open({ title: 'Dialog', theme: { kind: 'light', variables: {} } });
              if (!webview) return;
              document.body.append(webview.element);
              return new Promise((resolve) => {
                webview.subscribe(() => {
                  const status = webview.getSnapshot();
                  if (status.state === 'closed') resolve(status.result);
                });
              });
            },
          },
        },
      },
    );
    await test.host.start();
    await test.run('charts');
  });

  afterEach(async () => {
    close();
    document.documentElement.classList.remove('dark');
    await test.host.dispose();
  });

  it('show a document under the name of its plugin, and the two speak with each other', async () => {
    const shown = open();
    await shown.shows('A page of Charts');
    expect(await hears(1)).to.deep.equal([['started', undefined, 1, 'CSS1Compat', 'en']]);
    await inDocument(`[document.querySelector('p').textContent, self.origin, parent === top]`);
    expect((await hears(2)).at(-1)).to.deep.equal(['Charts', 'null', false]);
    expect(frames()).to.equal(1);
  });

  it('find what they left, after they were closed', async () => {
    open();
    await hears(1);
    await inDocument(`(panel.setState({ zoom: 2 }), panel.getState())`);
    expect((await hears(2)).at(-1)).to.deep.equal({ zoom: 2 });
    close();
    expect((await hears(3)).at(-1)).to.equal('closed');
    expect(frames()).to.equal(0);
    open();
    expect((await hears(4)).at(-1)).to.deep.equal(['started', { zoom: 2 }, 1, 'CSS1Compat', 'en']);
  });

  it('follow the theme of the app', async () => {
    const shown = open();
    await hears(1);
    const place = await shown.appears(
      () => document.querySelector<HTMLIFrameElement>('iframe[title="Main, by Charts"]')?.parentElement,
    );
    place.style.colorScheme = 'dark';
    place.style.backgroundColor = 'rgb(1, 2, 3)';
    // What an app does when its user chooses another theme.
    document.documentElement.classList.add('dark');
    expect((await hears(2)).at(-1)).to.deep.equal(['theme', 'dark']);
    await inDocument(
      `[panel.theme.kind, getComputedStyle(document.documentElement).backgroundColor, getComputedStyle(document.documentElement).colorScheme]`,
    );
    expect((await hears(3)).at(-1)).to.deep.equal(['dark', 'rgb(1, 2, 3)', 'dark']);
  });

  it('know whether they are seen', async () => {
    const shown = open();
    await hears(1);
    const show = (visible: boolean) =>
      shown.draw(
        createElement(PluginHostProvider, {
          host: test.host,
          children: createElement(Panels, { visible }),
        }),
      );
    show(false);
    expect((await hears(3)).slice(1)).to.have.deep.members([
      ['seen', false, false],
      ['seen by the plugin', false, false],
    ]);
    show(true);
    expect((await hears(5)).slice(3)).to.have.deep.members([
      ['seen', true, true],
      ['seen by the plugin', true, true],
    ]);
    expect(frames()).to.equal(1);
  });

  it('are told when they are opened hidden', async () => {
    page = openReactPage(
      createElement(PluginHostProvider, {
        host: test.host,
        children: createElement(Panels, { visible: false }),
      }),
    );
    await hears(1);
    await inDocument(`panel.visible`);
    expect((await hears(2)).at(-1)).to.equal(false);
    expect(await run('sees')).to.equal(false);
  });

  it('are closed when their plugin hangs, and hear of it from nobody else', async () => {
    const hanging = createTestHost(
      { charts },
      { sandbox: { frameUrl: '/test/runtime', deadlines: { heartbeat: 500 } } },
    );
    await hanging.host.start();
    await hanging.run('charts');
    page = openReactPage(
      createElement(PluginHostProvider, { host: hanging.host, children: createElement(Panels) }),
    );
    await page.appears(() => frames() === 1);
    hanging.host.commands.execute('charts.crash').catch(() => undefined);
    await page.appears(() => hanging.host.registry.getPlugin('charts')?.state === 'error');
    await page.appears(() => frames() === 0);
    close();
    await hanging.host.dispose();
  });

  it('are closed with their plugin', async () => {
    const shown = open();
    await hears(1);
    await test.host.registry.deactivate('charts');
    await shown.appears(() => frames() === 0);
  });

  it('are closed when the permission is taken away', async () => {
    const shown = open();
    await hears(1);
    await test.host.registry.grants.set('charts', ['ui', 'commands']);
    await shown.appears(() => frames() === 0);
  });

  it('stay when they ask to be closed and are no dialog', async () => {
    open();
    await hears(1);
    await inDocument(`(panel.close('done'), 'asked')`);
    await inDocument(`'here'`);
    expect((await hears(3)).slice(1)).to.deep.equal(['asked', 'here']);
    expect(frames()).to.equal(1);
  });

  it('have links within the document', async () => {
    open();
    await hears(1);
    await inDocument(`(() => {
      document.body.insertAdjacentHTML('beforeend', '<a href="#there"><b>x</b></a><div style="height: 9999px"></div><p id="there">y</p>');
      document.querySelector('b').click();
      return new Promise((done) => setTimeout(done, 300)).then(() => panel.postMessage(['scrolled', scrollY > 5000]));
    })() && 0`);
    expect((await hears(3)).at(-1)).to.deep.equal(['scrolled', true]);
  });

  it('have links of every kind, and none leads out of the document', async () => {
    open();
    await hears(1);
    await inDocument(`(() => {
      document.body.insertAdjacentHTML('beforeend', \`
        <svg>
          <a href="https://example.com/1"><circle r="9" /></a>
          <a xlink:href="https://example.com/2"><circle r="9" /></a>
          <a href=""><circle r="9" /></a>
          <a href="#there"><circle r="9" /></a>
        </svg>
        <map name="areas"><area shape="rect" coords="0,0,9,9" href="https://example.com/3"></map><img usemap="#areas" alt="">
        <a href="https://example.com/4">4</a><a href="">empty</a><a href="#100%">percent</a>
        <div style="height: 9999px"></div><p id="there">y</p><p id="100%">z</p>\`);
      const errors = [];
      addEventListener('error', ({ message }) => errors.push(message));
      const click = (element) => element.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, composed: true }));
      const leads = (element) => {
        scrollTo(0, 0);
        const click = new MouseEvent('click', { bubbles: true, cancelable: true, composed: true });
        return [element.dispatchEvent(click) ? 'away' : 'nowhere', scrollY > 5000 ? 'down' : 'up'].join();
      };
      const led = [...document.querySelectorAll('circle, area, a:not(svg a)')].map(leads);
      setTimeout(() => panel.postMessage([led, errors]), 300);
    })() && 0`);
    const stays = 'nowhere,up';
    const down = 'nowhere,down';
    expect((await hears(3)).at(-1)).to.deep.equal([
      [stays, stays, stays, down, stays, stays, stays, down],
      [],
    ]);
    await inDocument(`'alive'`);
    expect((await hears(4)).at(-1)).to.equal('alive');
    expect(frames()).to.equal(1);
  });

  it('answer a dialog', async () => {
    expect(await run('ask')).to.deep.equal({ chosen: 'choose' });
    expect(document.querySelectorAll('iframe[title="Dialog"]').length).to.equal(0);
  });

  it('work as the guide says', async () => {
    const guide = await (await fetch('/docs/webviews.md')).text();
    const part = (file: string) => {
      const [, text] = guide.split(`\`\`\`${file}\n`);
      if (!text) throw new Error(`The guide has no ${file}`);
      return text.slice(0, text.indexOf('\n```'));
    };
    const { id, version: _, main: __, ...manifest } = JSON.parse(part('json plugin.json'));
    const dot = createTestHost({ [id]: { manifest, code: part('js main.js') } });
    await dot.host.start();
    await dot.run(id);
    page = openReactPage(
      createElement(PluginHostProvider, { host: dot.host, children: createElement(Panels) }),
    );
    const size = (wanted: number) => dot.untilLog(({ args }) => args[1] === wanted);
    await size(10);
    await dot.host.commands.execute('dot.grow');
    await size(50);
    close();
    await dot.host.dispose();
  });

  describe('that are hostile', () => {
    const stops = async (expression: string, because: string) => {
      const shown = open();
      await hears(1);
      await inDocument(expression);
      await shown.shows(because);
      expect(frames()).to.equal(0);
      await shown.press('Open again');
      await shown.appears(() => frames() === 1);
    };

    it('are stopped when they send too much at once', () =>
      stops(`panel.postMessage('x'.repeat(10 * 1024 * 1024))`, 'a message of more than 1 MB'));

    it('are stopped when they send too often, and the plugin is spared the rest', async () => {
      await stops(
        `(() => { for (let i = 0; i < 20_000; i++) panel.postMessage(i) })()`,
        'more than 200 messages a second',
      );
      expect(await run('count')).to.be.lessThan(2_000);
    });

    it('are stopped when they take over their port', () =>
      stops(
        `(() => { const { postMessage } = MessagePort.prototype; MessagePort.prototype.postMessage = function () { postMessage.call(this, { forged: true }) }; panel.postMessage(1) })()`,
        'sent what its script never sends',
      ));

    it('are stopped when they send a port along', () =>
      stops(
        `(() => { const { postMessage } = MessagePort.prototype; const { port1 } = new MessageChannel(); MessagePort.prototype.postMessage = function () { postMessage.call(this, ['message', port1], [port1]) }; panel.postMessage(1) })()`,
        'a port or a stream',
      ));

    // Firefox refuses and leaves the document where it is; the others put a page of their own in its place.
    it(`${engine === 'firefox' ? 'stay' : 'are stopped'} when they try to leave`, async () => {
      const leave = `(() => { location = 'https://example.com/'; return 'tried' })()`;
      if (engine !== 'firefox') return stops(leave, 'tried to go elsewhere');
      open();
      await hears(1);
      await inDocument(leave);
      await inDocument(`'alive'`);
      expect((await hears(3)).slice(1)).to.deep.equal(['tried', 'alive']);
    });

    it('are stopped when they load themselves anew', () =>
      stops(`(() => { location.reload() })()`, 'was loaded anew'));

    it('cannot pose as the frame around them', async () => {
      open();
      await hears(1);
      await inDocument(`(() => {
        for (const target of [parent, top]) {
          target.postMessage({ flux: 'webview-ready' }, '*');
          target.postMessage({ flux: 'refused', reason: 'forged' }, '*');
          target.postMessage({ flux: 'show', html: 'forged', title: 'forged' }, '*', [new MessageChannel().port1]);
        }
        return 'sent';
      })()`);
      expect((await hears(2)).at(-1)).to.equal('sent');
      // It still works, and nothing else was opened.
      await inDocument(`'alive'`);
      expect((await hears(3)).at(-1)).to.equal('alive');
      expect(frames()).to.equal(1);
    });
  });
});
