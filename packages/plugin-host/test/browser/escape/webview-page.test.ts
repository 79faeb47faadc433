import { expect } from 'chai';
import { engine } from '../../support/escape/engine.ts';
import { openPage } from '../../support/escape/pages.ts';
import type { WebviewApp } from './webview.page.ts';

const SCRIPT = new URL('./webview.page.js', import.meta.url);
/** What FluxStudio sends. */
const APP =
  "default-src 'self'; script-src 'self' https://accounts.google.com; connect-src 'self'; frame-src 'self'; object-src 'none'";
const SERVED = { frameUrl: '/test/runtime', handshakeDeadline: 1_000 };

describe('webviews in a page', () => {
  async function under(policy: string, frame: object): Promise<string> {
    const page = await openPage<WebviewApp>(SCRIPT, policy);
    try {
      return await page.app.tellsInWebview(`tell(self.origin)`, { handshakeDeadline: 1_000, ...frame });
    } finally {
      page.close();
    }
  }

  for (const [name, policy] of Object.entries({
    'without a policy': '',
    'with the policy of FluxStudio': APP,
    'with a policy that allows no script but its own':
      "default-src 'none'; script-src 'self'; frame-src 'self'",
  })) {
    it(`${name}: shown by the served frame`, async () => {
      expect(await under(policy, SERVED)).to.equal('null');
    });
  }

  it('without a policy: shown by a frame from srcdoc', async () => {
    expect(await under('', {})).to.equal('null');
  });

  it('with a policy: a frame from srcdoc fails, and says what to do', async () => {
    expect(await under(APP, {})).to.contain('sandbox.frameUrl');
  });

  it('that lets in no frames: the error names frame-src', async () => {
    expect(await under("default-src 'self'; frame-src 'none'", SERVED)).to.contain('frame-src');
  });

  for (const copy of ['runtime-without-header', 'runtime-without-meta']) {
    it(`${copy}: one of the two policies is enough`, async () => {
      expect(await under('', { frameUrl: `/test/${copy}` })).to.equal('null');
    });
  }

  it('a frame that lost both policies refuses', async () => {
    expect(await under('', { frameUrl: '/test/runtime-unconfined' })).to.contain('refuses');
  });

  it('a server that does not know webviews: the error says so', async () => {
    expect(await under('', { webviewUrl: '/test/runtime' })).to.contain('/test/runtime serves');
  });
});

/** Whether a page that has moved on within itself, as an app does, goes back by what is done in it. */
async function goesBack(act: (page: Window & WebviewApp) => void): Promise<boolean> {
  const { app: page, close } = await openPage<WebviewApp & Window>(SCRIPT, '');
  page.history.pushState(null, '', '?moved-on');
  const back = new Promise<boolean>((resolve) => page.addEventListener('popstate', () => resolve(true)));
  act(page);
  const stayed = new Promise<boolean>((resolve) => setTimeout(resolve, 1_500, false));
  const went = await Promise.race([back, stayed]);
  close();
  return went;
}

/** Not while the document loads: then some engines do nothing. */
const BACK = 'setTimeout(() => history.back(), 300)';

describe('the history of the page', () => {
  it('a frame without a sandbox goes back in it: the control', async () => {
    const went = await goesBack(({ document: page }) => {
      const frame = page.createElement('iframe');
      frame.src = `/test/document?${new URLSearchParams({ script: BACK, policy: 'none' })}`;
      page.body.append(frame);
    });
    expect(went).to.equal(true);
  });

  // WebKit goes back as well, but further: it takes the page of the test along.
  if (engine !== 'webkit') {
    const known = engine === 'firefox';
    it(`a webview ${known ? 'goes back in it' : 'does not'}`, async () => {
      const went = await goesBack((page) => void page.tellsInWebview(BACK, SERVED));
      expect(went, 'docs/security-model.md says where it does').to.equal(known);
    });
  }
});
