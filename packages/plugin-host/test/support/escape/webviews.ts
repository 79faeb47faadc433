import { openWebview } from '../../../src/panels/webview.ts';
import type { WebviewFrameOptions } from '../../../src/panels/webview-element.ts';

/** What keeps links from being followed is a kindness of our script, not a wall: a probe goes past it. */
const UNKIND = `const tell = (...told) => acquirePanel().postMessage(told);
  addEventListener('click', (event) => event.stopImmediatePropagation(), true);`;

type Tell = (id: string, outcome: string) => void;

/**
 * The product: the source as the only script of a document of a plugin, in its frame within a frame.
 *
 * @param onStopped told why, where the webview is stopped
 */
export const webviewIn =
  (frame: WebviewFrameOptions, onStopped: (error: unknown) => void = () => undefined) =>
  async (source: string, tell: Tell): Promise<() => void> => {
    const webview = openWebview({
      html: `<!doctype html><body><script>${UNKIND} ${source}</script>`,
      frame,
      title: 'Probe',
      theme: { kind: 'light', variables: {} },
      state: undefined,
      isDialog: false,
      clock: performance,
      onVisible: () => undefined,
      onMessage(message) {
        const [id, outcome] = message as [string, string];
        tell(id, outcome);
      },
      onState: () => undefined,
      onEnd: () => undefined,
    });
    webview.subscribe(() => {
      const status = webview.getSnapshot();
      if (status.state === 'stopped') onStopped(status.error);
    });
    // In view, however many there are: engines put off what is not.
    webview.element.style.cssText = 'position: fixed; top: 0; left: 0';
    document.body.append(webview.element);
    return () => webview.dispose();
  };
