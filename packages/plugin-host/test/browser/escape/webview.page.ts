import type { WebviewFrameOptions } from '../../../src/panels/webview-element.ts';
import { webviewIn } from '../../support/escape/webviews.ts';

/** What a test finds on the window of a page that runs this script. */
export interface WebviewApp {
  /** Runs a source in a webview of this page; resolves with the first that it tells, or with why there is no webview. */
  tellsInWebview(source: string, frame: WebviewFrameOptions): Promise<string>;
}

const app: WebviewApp = {
  tellsInWebview: (source, frame) =>
    new Promise((resolve) => {
      void webviewIn(frame, (error) => resolve(String(error)))(source, resolve);
    }),
};
Object.assign(window, app);
