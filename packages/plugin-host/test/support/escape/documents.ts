import type { Environment } from './environments.ts';

export interface DocumentOptions {
  /** Value of the frame's `sandbox` attribute; none without it. */
  sandbox?: string;
  /** Whether the document carries the sandbox frame's policy, as header and meta tag; or that of the frame around webviews. */
  policy: boolean | 'webview';
}

/**
 * Runs a source as the only script of a frame's document, where the product's bootstrap stands. The frame's parent is a page of its
 * own inside the test page, so that a probe can navigate it away.
 */
export const documentIn =
  ({ sandbox, policy }: DocumentOptions): Environment =>
  async (source, tell) => {
    const page = document.createElement('iframe');
    const loaded = new Promise((resolve) => page.addEventListener('load', resolve, { once: true }));
    // In view, however many there are: engines put off what is not.
    page.style.cssText = 'position: fixed; top: 0; left: 0';
    page.src = '/test/page';
    document.body.append(page);
    await loaded;
    const script = `const tell = (id, outcome) => parent.postMessage([id, outcome], '*'); ${source}`;
    page.contentWindow?.addEventListener(
      'message',
      ({ data: [id, outcome] }: MessageEvent<[string, string]>) => tell(id, outcome),
    );
    const frame = document.createElement('iframe');
    if (sandbox !== undefined) frame.setAttribute('sandbox', sandbox);
    frame.src = `/test/document?${new URLSearchParams({ script, policy: policy === true ? 'frame' : String(policy) })}`;
    page.contentDocument?.body.append(frame);
    return () => page.remove();
  };
