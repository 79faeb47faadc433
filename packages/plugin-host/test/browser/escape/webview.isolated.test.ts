import { expect } from 'chai';
import type { WebviewFrameOptions } from '../../../src/panels/webview-element.ts';
import { webviewIn } from '../../support/escape/webviews.ts';

const shownIn = (frame: WebviewFrameOptions) =>
  new Promise<string>((resolve) => {
    const opened = webviewIn({ handshakeDeadline: 2_000, ...frame }, (error) => resolve(String(error)));
    void opened('tell(self.origin)', resolve);
  });

describe('webviews in a cross-origin isolated page', () => {
  for (const [name, frame] of Object.entries({
    'the served frame': { frameUrl: '/test/runtime' },
    'a frame from srcdoc': {},
  })) {
    it(`are shown by ${name}`, async () => {
      expect(crossOriginIsolated).to.equal(true);
      expect(await shownIn(frame)).to.equal('null');
    });
  }
});
