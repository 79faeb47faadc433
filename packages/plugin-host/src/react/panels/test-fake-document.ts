import { vi } from 'vitest';
import type { Webview, WebviewStatus } from '../../panels/webview.ts';
import type { UiDocument } from '../../services.ts';

interface FakeWebview extends Webview {
  become(status: WebviewStatus): void;
}

/** For tests: a document whose frames do what the test says. */
export function fakeDocument() {
  const made: FakeWebview[] = [];
  const open = vi.fn<UiDocument['open']>(async ({ title }) => {
    const listeners = new Set<() => void>();
    // Not a frame: the DOM of these tests loads none.
    const element = document.createElement('div') as HTMLElement as HTMLIFrameElement;
    element.title = title;
    let status: WebviewStatus = { state: 'opening' };
    const webview: FakeWebview = {
      element,
      subscribe(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      getSnapshot: () => status,
      setTheme: vi.fn(),
      setVisible: vi.fn(),
      dispose: vi.fn(() => element.remove()),
      become(next) {
        status = next;
        if (next.state === 'stopped' || next.state === 'closed') element.remove();
        for (const listener of listeners) listener();
      },
    };
    made.push(webview);
    return webview;
  });
  return { made, open, document: { html: '<p>Blue</p>', open } satisfies UiDocument };
}
